"""``python -m benchmarks.forum.run --short`` (three minutes) or ``--full`` (eleven): see README.md."""

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.forum.ledger import faults, faults_of_meetings
from benchmarks.forum.world import PROFILES, connect, fill

PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
PATIENCE = 60
LIMIT_MS, AGENDAS_A_SECOND = 300, 500
WARM_TURNS = 10
# A registration is three requests: the form, its sending, the answer.
REQUESTS_A_REGISTRATION = 3


@dataclass(frozen=True)
class Size:
    """How much in how long; both sizes come at the same rate."""

    registrations: int
    requests: int
    meeting_requests: int
    seconds: int
    agenda_seconds: int


SIZES = {
    "smoke": Size(40, 200, 30, 20, 5),
    "short": Size(800, 4_000, 600, 120, 20),
    "full": Size(4_000, 20_000, 3_000, 600, 30),
}


def plan_of(size: Size, category: int, askers: list[dict[str, object]], folder: Path) -> dict[str, object]:
    """Enough visitors at their pace that all is asked within six sevenths of the time."""
    readings = size.requests - REQUESTS_A_REGISTRATION * size.registrations
    seconds = size.seconds * 6 / 7
    registrants, readers = 40, 40
    return {
        "category": category,
        "registrations": size.registrations,
        "registrants": registrants,
        "registrant_pace": seconds * registrants / size.registrations,
        "readings": readings,
        "readers": readers,
        "reader_pace": seconds * readers / readings,
        "askers": askers,
        "meeting_requests": size.meeting_requests,
        "asker_pace": seconds * len(askers) / size.meeting_requests,
        "accepted": str((folder / "accepted.json").resolve()),
    }


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


def warm(pages: Iterable[str]) -> None:
    """A site is up before it opens: each process has drawn each page once or more."""
    for page in [*pages] * WARM_TURNS:
        urllib.request.urlopen(SITE + page, timeout=PATIENCE).close()


def attack(plan: dict[str, object], users: int, seconds: int, folder: Path, name: str) -> list[dict[str, str]]:
    """Run locust for so long; returns its figures, a line a kind of request."""
    command = [
        sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("visitors.py")), "--headless",
        "--host", SITE, "--users", str(users), "--spawn-rate", str(max(1, users // 5)), "--run-time", f"{seconds}s",
        "--csv", str(folder / name), "--only-summary", "--loglevel", "WARNING", "--exit-code-on-error", "0",
    ]  # fmt: skip
    environment = {**os.environ, "FORUM_LOAD": json.dumps(plan)}
    subprocess.run(command, env=environment, check=True, timeout=seconds + PATIENCE, stdout=subprocess.DEVNULL)
    with (folder / f"{name}_stats.csv").open(newline="") as file:
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


def judge(size: Size, rows: list[dict[str, str]], told_yes: dict[str, list]) -> list[str]:
    """What the run owed and did not give."""
    whole, accepted = total_of(rows), told_yes["registrations"]
    found = faults(accepted, PROFILES) + faults_of_meetings(told_yes["asked"], told_yes["answered"])
    if int(whole["Failure Count"]):
        found.append(f"{whole['Failure Count']} failures")
    if int(whole["Request Count"]) < size.requests:
        found.append(f"{whole['Request Count']} requests of {size.requests}")
    if len(set(accepted)) < size.registrations:
        found.append(f"{len(set(accepted))} registrations of {size.registrations}")
    if float(whole["95%"]) > LIMIT_MS:
        found.append(f"p95 {whole['95%']} ms is above {LIMIT_MS} ms")
    return found


def judge_agendas(rows: list[dict[str, str]]) -> list[str]:
    if not rows:
        return ["agendas: not measured, this version of the site has no calendars"]
    print()
    told(rows)
    held = next((row for row in rows if row["Name"] == "agenda 304"), None)
    rate, failed = float(held["Requests/s"]) if held else 0.0, int(total_of(rows)["Failure Count"])
    return [f"{rate:.0f} agendas a second, {failed} failures"] if rate < AGENDAS_A_SECOND or failed else []


def main(size: Size, workers: int) -> int:
    folder = connect()
    category, agendas, askers = fill(size.registrations)
    began, load = datetime.now(UTC), os.getloadavg()[0]
    print(f"{began:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}\n")
    children = serve(workers)
    from grappe.cli.serving import stop

    try:
        warm(("/fr/", "/fr/forum/", "/fr/forum/load/", "/fr/forum/load/programme/", "/fr/forum/load/register/"))
        plan = plan_of(size, category, askers, folder)
        opening = attack(plan, 80 + len(askers), size.seconds, folder, "opening")
        reading = attack({"agendas": agendas}, 8, size.agenda_seconds, folder, "agendas") if agendas else []
    finally:
        stop(children)
    told(opening)
    missed = judge(size, opening, json.loads((folder / "accepted.json").read_text())) + judge_agendas(reading)
    print("\nLedger: " + ("all kept, none twice, every place counted" if not missed else "; ".join(missed[:10])))
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SIZES:
        parser.add_argument(f"--{name}", dest="size", action="store_const", const=name)
    parser.add_argument("--workers", type=int, default=2, help="web processes, as `grappe serve` has by default")
    parser.set_defaults(size="short")
    chosen = parser.parse_args()
    sys.exit(main(SIZES[chosen.size], chosen.workers))
