"""``python -m benchmarks.calls.run --short`` (five minutes with its preparation) or ``--full``: see README.md."""

import argparse
import csv
import json
import os
import platform
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.calls.ledger import faults_of_answers, faults_of_submissions, faults_of_texts
from benchmarks.calls.world import close_at, connect, fill
from benchmarks.forum.run import PATIENCE, SITE, serve, told, total_of

LIMIT_MS = 400
# The last of those who submit come after the minute; half of the others in the last tenth of the time.
LATE, RUSH, LAST = 0.1, 0.5, 0.1


@dataclass(frozen=True)
class Size:
    """How many consortia and authors, how many submissions, in how long; authors act every ``pace`` seconds."""

    proposals: int
    writers: int
    submissions: int
    seconds: int
    pace: int = 15


SIZES = {
    "smoke": Size(10, 20, 8, 25, 5),
    "short": Size(150, 300, 120, 120),
    "full": Size(1_000, 300, 1_000, 3_600),
}


def plan_of(
    size: Size, world: list[dict[str, object]], begins: float, closes: float, folder: Path
) -> dict[str, object]:
    """When each lead comes to submit: spread over the time, half in its last tenth, a few too late."""
    draw = random.Random("calls")
    late = round(LATE * size.submissions)
    rush = round(RUSH * (size.submissions - late))
    length = closes - begins
    moments = [closes + draw.uniform(0, 0.1 * length) for _ in range(late)]
    moments += [closes - draw.uniform(0, LAST * length) for _ in range(rush)]
    moments += [begins + draw.uniform(0.1, 1 - LAST) * length for _ in range(size.submissions - late - rush)]
    return {
        "world": world,
        "writers": size.writers,
        "pace": size.pace,
        "submissions": size.submissions,
        "moments": sorted(moments),
        "closes_at": closes,
        "told": str((folder / "told.json").resolve()),
    }


def attack(plan: dict[str, object], users: int, seconds: int, folder: Path) -> list[dict[str, str]]:
    """Run locust for so long; returns its figures, a line a kind of request."""
    file = (folder / "plan.json").resolve()
    file.write_text(json.dumps(plan))
    command = [
        sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("writers.py")), "--headless",
        "--host", SITE, "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s",
        "--csv", str(folder / "hour"), "--only-summary", "--loglevel", "WARNING", "--exit-code-on-error", "0",
    ]  # fmt: skip
    environment = {**os.environ, "CALLS_LOAD": str(file)}
    subprocess.run(command, env=environment, check=True, timeout=seconds + PATIENCE, stdout=subprocess.DEVNULL)
    with (folder / "hour_stats.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def main(size: Size, workers: int) -> int:
    folder = connect()
    world = fill(size.proposals)
    load = os.getloadavg()[0]
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {platform.python_version()}, ", end=""
    )
    print(f"load {load:.1f}\n")
    children = serve(workers)
    from grappe.cli.serving import stop

    begins = time.time()
    closes = float(round(begins + 0.85 * size.seconds))
    close_at(datetime.fromtimestamp(closes, UTC))
    try:
        rows = attack(
            plan_of(size, world, begins, closes, folder), size.writers + size.submissions, size.seconds, folder
        )
    finally:
        stop(children)
    told(rows)
    said = json.loads((folder / "told.json").read_text())
    missed = faults_of_texts(said["saved"]) + faults_of_answers() + faults_of_submissions(said["submitted"], closes)
    lost = len(missed)
    whole = total_of(rows)
    if int(whole["Failure Count"]):
        missed.append(f"{whole['Failure Count']} failures")
    if float(whole["95%"]) > LIMIT_MS:
        missed.append(f"p95 {whole['95%']} ms is above {LIMIT_MS} ms")
    accepted = sum(one["accepted"] for one in said["submitted"])
    print(f"\n{len(said['saved'])} texts saved; {accepted} submitted of {len(said['submitted'])} that tried.")
    print("Ledger: " + ("every text held, no submission after the minute nor refused before it" if not lost else ""))
    print("; ".join(missed[:10]))
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SIZES:
        parser.add_argument(f"--{name}", dest="size", action="store_const", const=name)
    parser.add_argument("--workers", type=int, default=2, help="web processes, as `grappe serve` has by default")
    parser.set_defaults(size="short")
    chosen = parser.parse_args()
    sys.exit(main(SIZES[chosen.size], chosen.workers))
