"""The embedded server, started for real in folders of its own."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from grappe.cli import embedded
from grappe.cli.messages import PACKAGE

pytestmark = pytest.mark.slow
# Starts (or joins) the server of a folder, says its process, and stays until its standard input ends.
USE = """
import sys
from pathlib import Path
from grappe.cli import embedded
server = embedded.start(Path(sys.argv[1]), durable=False)
print(server.get_pid(), embedded.address(server), flush=True)
sys.stdin.read()
"""


class User:
    """A process that uses the server of a folder."""

    def __init__(self, folder, prefix=()):
        environment = {name: value for name, value in os.environ.items() if name != "GRAPPE_DATABASE_URL"}
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", USE, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=folder.parent,
        )
        line = self.process.stdout.readline().split()
        self.server, self.address = int(line[0]), line[1]

    def leave(self):
        self.process.communicate(timeout=60)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)


def is_gone(pid, within=20):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def folder():
    """A folder that the server's own account may enter: pytest closes its temporary folders to others."""
    with tempfile.TemporaryDirectory(prefix="grappe-embedded-") as made:
        folder = Path(made, "postgresql")
        yield folder
        stop_what_is_left(folder)


def stop_what_is_left(folder):
    """Only where a test failed half-way."""
    pid_file = folder / "postmaster.pid"
    if pid_file.exists():
        pid = int(pid_file.read_text().split()[0])
        if psutil.pid_exists(pid):
            psutil.Process(pid).terminate()


def test_two_users_share_one_server_and_the_last_one_stops_it(folder):
    one = User(folder)
    other = User(folder)
    assert other.server == one.server

    one.leave()
    assert psutil.pid_exists(one.server)
    other.leave()
    assert is_gone(other.server)


def test_a_killed_user_leaves_no_server_for_ever(folder):
    killed = User(folder)
    killed.kill()
    assert psutil.pid_exists(killed.server), "nobody was left to stop it"

    after = User(folder)
    assert after.server == killed.server
    after.leave()
    assert is_gone(after.server)


def test_a_killed_server_starts_again_with_its_data(folder):
    import psycopg

    first = User(folder)
    with psycopg.connect(first.address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        connection.execute("CHECKPOINT")
    for process in [*psutil.Process(first.server).children(), psutil.Process(first.server)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # a child may go by itself
            process.kill()
    first.leave()

    second = User(folder)
    with psycopg.connect(second.address) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    second.leave()
    assert is_gone(second.server)


def test_only_the_account_that_runs_it_reaches_the_socket(folder):
    user = User(folder)
    socket = Path(user.address.split("host=")[1]) / ".s.PGSQL.5432"
    assert socket.stat().st_mode & 0o077 == 0
    user.leave()


@pytest.fixture
def ordinary_account():
    """An account made for the test, on machines where that may be done."""
    if os.geteuid() != 0 or not shutil.which("useradd") or not shutil.which("su"):
        pytest.skip("only root can try another account")
    name = "grappe-test-account"
    subprocess.run(["useradd", "--create-home", name], check=False, capture_output=True)
    account = pwd.getpwnam(name)
    yield account
    subprocess.run(["userdel", "--remove", name], check=False, capture_output=True)


def test_an_ordinary_account_runs_its_own_server(ordinary_account, folder):
    home = Path(ordinary_account.pw_dir)
    readable = subprocess.run(
        ["su", ordinary_account.pw_name, "-c", f"test -r {PACKAGE}/cli/embedded.py && test -x {sys.executable}"],
        check=False,
    )
    if readable.returncode != 0:
        pytest.skip("the checkout is not readable by other accounts")
    as_account = [
        "setpriv",
        f"--reuid={ordinary_account.pw_uid}",
        f"--regid={ordinary_account.pw_gid}",
        "--clear-groups",
    ]
    user = User(home / "postgresql", prefix=[*as_account, "env", f"HOME={home}"])
    assert psutil.Process(user.server).username() == ordinary_account.pw_name
    user.leave()
    assert is_gone(user.server)


def test_dead_users_are_forgotten_and_living_ones_kept(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([os.getpid(), dead.pid]))
    embedded.forget_dead_users(tmp_path)
    assert json.loads(users.read_text()) == [os.getpid()]


def test_a_named_server_is_taken_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("GRAPPE_DATABASE_URL", "postgresql:///elsewhere")
    embedded.provide_database(tmp_path)
    assert os.environ["GRAPPE_DATABASE_URL"] == "postgresql:///elsewhere"
    assert list(tmp_path.iterdir()) == []
