"""``python -m benchmarks.calls.run --short`` (five minutes with its preparation) or ``--full``: see README.md."""

import json
import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.calls.ledger import faults_of_answers, faults_of_submissions, faults_of_texts
from benchmarks.calls.world import close_at, fill
from benchmarks.serving.database import connect
from benchmarks.serving.load import Crowd, attack, chosen_run, serve, spent, told, told_machine, total_of, warm

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


def attacked(plan: dict[str, object], users: int, seconds: int, folder: Path) -> list[dict[str, str]]:
    file = (folder / "plan.json").resolve()
    file.write_text(json.dumps(plan))
    scenario = Path(__file__).with_name("writers.py")
    return attack(scenario, {"CALLS_LOAD": str(file)}, Crowd(users, min(users, 100), seconds), folder / "hour")


def main(size: Size, workers: int) -> int:
    folder = connect("calls")
    world = fill(size.proposals)
    told_machine()
    children = serve(workers)
    from grappe.cli.serving import stop

    warm(warm_pages(world[0]), str(world[0]["cookie"]))
    begins, before = time.time(), spent()
    closes = float(round(begins + 0.85 * size.seconds))
    close_at(datetime.fromtimestamp(closes, UTC))
    try:
        plan = plan_of(size, world, begins, closes, folder)
        rows = attacked(plan, size.writers + size.submissions, size.seconds, folder)
    finally:
        asking = spent() - before
        stop(children)
    told(rows)
    serving = spent() - before - asking
    lasted = time.time() - begins
    print(
        f"\nComputing: locust {asking:.0f} s, web processes and worker {serving:.0f} s (PostgreSQL not counted)", end=""
    )
    print(f" in {lasted:.0f} s.")
    said = json.loads((folder / "told.json").read_text())
    missed = judge(rows, said, closes)
    print("; ".join(missed[:10]))
    return 1 if missed else 0


def warm_pages(one: dict[str, object]) -> list[str]:
    at = f"/fr/workspace/proposals/{one['proposal']}/"
    return [at, f"{at}submit/", f"{at}sections/{one['sections'][0]}/"]  # type: ignore[index]


def judge(rows: list[dict[str, str]], said: dict[str, list], closes: float) -> list[str]:
    """What the run owed and did not give."""
    told_of = faults_of_submissions(said["submitted"], closes)
    missed = faults_of_texts(said["saved"]) + faults_of_answers() + told_of
    accepted = sum(one["accepted"] for one in said["submitted"])
    early = sum(one["sent"] < closes for one in said["submitted"])
    print(
        f"\n{len(said['saved'])} texts saved; {len(said['submitted'])} tried to submit, {early} of them before the ",
        end="",
    )
    print(f"minute; {accepted} were received.")
    print(
        "Ledger: "
        + ("some faults" if missed else "every text held, no submission after the minute nor refused before it")
    )
    whole = total_of(rows)
    if int(whole["Failure Count"]):
        missed.append(f"{whole['Failure Count']} failures")
    if float(whole["95%"]) > LIMIT_MS:
        missed.append(f"p95 {whole['95%']} ms is above {LIMIT_MS} ms")
    return missed


if __name__ == "__main__":
    chosen = chosen_run(SIZES, __doc__)
    sys.exit(main(SIZES[chosen.size], chosen.workers))
