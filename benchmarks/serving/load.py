"""The servers of ``grappe serve``, the requests of locust, and what both say."""

import argparse
import csv
import os
import platform
import resource
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
PATIENCE = 60
WARM_TURNS = 10


def serve(workers: int) -> list["subprocess.Popen[bytes]"]:
    """The server and the worker of ``grappe serve``."""
    from grappe.cli.serving import start, web_command, worker_command

    children = [start(web_command("127.0.0.1", PORT, workers)), start(worker_command(), gives_way=True)]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(SITE + "/healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return children
    raise SystemExit("The server did not answer within a minute.")


def warm(pages: Iterable[str], cookie: str = "") -> None:
    """A site is up before it opens: each process has drawn each page once or more."""
    for page in [*pages] * WARM_TURNS:
        asked = urllib.request.Request(SITE + page, headers={"Cookie": cookie})
        urllib.request.urlopen(asked, timeout=PATIENCE).close()


@dataclass(frozen=True)
class Crowd:
    """How many users come, how many of them a second, for how long."""

    users: int
    rate: int
    seconds: int


def attack(scenario: Path, environment: dict[str, str], crowd: Crowd, out: Path) -> list[dict[str, str]]:
    """Run locust; returns its figures, a line a kind of request."""
    command = [
        sys.executable, "-m", "locust", "-f", str(scenario), "--headless", "--host", SITE, "--users", str(crowd.users),
        "--spawn-rate", str(crowd.rate), "--run-time", f"{crowd.seconds}s", "--csv", str(out), "--only-summary",
        "--loglevel", "WARNING", "--exit-code-on-error", "0",
    ]  # fmt: skip
    environment = {**os.environ, **environment}
    subprocess.run(command, env=environment, check=True, timeout=crowd.seconds + PATIENCE, stdout=subprocess.DEVNULL)
    with out.with_name(f"{out.name}_stats.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def told(rows: list[dict[str, str]]) -> None:
    heads = ("what", "requests", "failures", "p50 ms", "p95 ms", "p99 ms", "max ms", "a second")
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for row in rows:
        names = ("Request Count", "Failure Count", "50%", "95%", "99%")
        figures = [row["Name"], *(row[name] for name in names)]
        figures += [f"{float(row['Max Response Time']):.0f}", f"{float(row['Requests/s']):.1f}"]
        print("| " + " | ".join(figures) + " |")


def total_of(rows: list[dict[str, str]]) -> dict[str, str]:
    return next(row for row in rows if row["Name"] == "Aggregated")


def spent() -> float:
    """Seconds of computing of all children that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told_machine() -> None:
    load = os.getloadavg()[0]
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}, load {load:.1f}\n")


def chosen_run(sizes: Collection[str], told_as: str | None) -> argparse.Namespace:
    """The command line of a run: one flag a size, and how many web processes."""
    parser = argparse.ArgumentParser(description=told_as)
    for name in sizes:
        parser.add_argument(f"--{name}", dest="size", action="store_const", const=name)
    parser.add_argument("--workers", type=int, default=2, help="web processes, as `grappe serve` has by default")
    parser.set_defaults(size="short")
    return parser.parse_args()
