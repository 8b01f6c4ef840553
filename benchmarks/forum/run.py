"""``python -m benchmarks.forum.run --short`` (three minutes) or ``--full`` (eleven): see README.md."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.forum.ledger import faults, faults_of_meetings
from benchmarks.forum.world import PROFILES, fill
from benchmarks.serving.database import connect
from benchmarks.serving.load import Crowd, attack, chosen_run, serve, told, told_machine, total_of, warm

LIMIT_MS, AGENDAS_A_SECOND = 300, 500
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


def attacked(plan: dict[str, object], users: int, seconds: int, folder: Path, name: str) -> list[dict[str, str]]:
    scenario = Path(__file__).with_name("visitors.py")
    return attack(scenario, {"FORUM_LOAD": json.dumps(plan)}, Crowd(users, max(1, users // 5), seconds), folder / name)


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
    folder = connect("forum")
    category, agendas, askers = fill(size.registrations)
    told_machine()
    children = serve(workers)
    from grappe.cli.serving import stop

    try:
        warm(("/fr/", "/fr/forum/", "/fr/forum/load/", "/fr/forum/load/programme/", "/fr/forum/load/register/"))
        plan = plan_of(size, category, askers, folder)
        opening = attacked(plan, 80 + len(askers), size.seconds, folder, "opening")
        reading = attacked({"agendas": agendas}, 8, size.agenda_seconds, folder, "agendas") if agendas else []
    finally:
        stop(children)
    told(opening)
    missed = judge(size, opening, json.loads((folder / "accepted.json").read_text())) + judge_agendas(reading)
    print("\nLedger: " + ("all kept, none twice, every place counted" if not missed else "; ".join(missed[:10])))
    return 1 if missed else 0


if __name__ == "__main__":
    chosen = chosen_run(SIZES, __doc__)
    sys.exit(main(SIZES[chosen.size], chosen.workers))
