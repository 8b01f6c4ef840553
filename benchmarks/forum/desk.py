"""The desk of the day at full size, through the application: a no-show, a late arrival, a lost table, a walk-in.

``python -m benchmarks.forum.desk --participants 4000`` fills a database of its own with a plan in force of five
meetings for each participant's ten and times each event end to end: reading rows, the engine, writing rows and letters.
"""

import argparse
import cProfile
import gc
import pstats
import resource
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

SLOTS, MEETINGS_EACH, GOAL_SECONDS = 24, 10, 2.0
SHOWN = 45


def pairs_of(half: int, turn: int) -> Iterator[tuple[int, int]]:
    """Who meets whom in one slot: every second of the first half, somebody else of the other each time."""
    for place in range(turn % 2, half, 2):
        yield place, half + (place + turn) % half


def fill(participants: int) -> Any:
    """An edition whose first 20 of 24 slots hold ten meetings of each participant; returns it."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
    from django.utils import timezone

    from grappe.apps.forum import models

    now = timezone.now()
    edition = models.Edition.objects.create(number=98, year=now.year + 1, slug="desk", state="announced")
    category = models.ParticipantCategory.objects.create(
        edition=edition, kind="member", name_fr="Adhérent", name_en="Member"
    )
    people = models.Registration.objects.bulk_create(
        models.Registration(
            edition=edition,
            category=category,
            state="confirmed",
            full_name=f"Person {number}",
            email=f"person{number}@desk.example",
            terms_accepted_at=now,
        )
        for number in range(participants)
    )
    profiles = models.MeetingProfile.objects.bulk_create(
        models.MeetingProfile(edition=edition, name=f"Profile {number}") for number in range(participants)
    )
    models.Delegate.objects.bulk_create(
        models.Delegate(profile=profile, registration=person) for profile, person in zip(profiles, people, strict=True)
    )
    tables = models.Table.objects.bulk_create(
        models.Table(edition=edition, name=f"T{number}", rank=number) for number in range(participants // 4)
    )
    begins = now + timedelta(hours=2)
    times = [begins + timedelta(minutes=20 * turn) for turn in range(SLOTS)]
    slots = models.Slot.objects.bulk_create(
        models.Slot(edition=edition, during=DateTimeTZRange(one, one + timedelta(minutes=20)), half_day="day")
        for one in times
    )
    plan = models.MeetingPlan.objects.create(edition=edition, state="published", published_at=now)
    for turn in range(2 * MEETINGS_EACH):
        seat(plan, slots[turn], tables, list(zip(profiles, people, strict=True)), turn)
    return edition


def seat(plan: Any, slot: Any, tables: list[Any], people: list[tuple[Any, Any]], turn: int) -> None:
    from grappe.apps.forum import models

    pairs = list(pairs_of(len(people) // 2, turn))
    requests = models.MeetingRequest.objects.bulk_create(
        models.MeetingRequest(
            edition_id=plan.edition_id, sender=people[one][0], recipient=people[other][0], state="accepted"
        )
        for one, other in pairs
    )
    held = {"during": slot.during, "is_binding": True}
    meetings = models.Meeting.objects.bulk_create(
        models.Meeting(plan=plan, slot=slot, table=table, request=request, **held)
        for request, table in zip(requests, tables, strict=False)
    )
    models.Seat.objects.bulk_create(
        models.Seat(meeting=meeting, profile=people[side][0], registration=people[side][1], **held)
        for meeting, pair in zip(meetings, pairs, strict=False)
        for side in pair
    )


def events(edition: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each kind of event once."""
    from grappe.apps.forum.domain.day import Desk, record_late, record_lost_table, record_no_show, record_walk_in

    profiles, desk = list(edition.meeting_profiles.order_by("pk")[:9]), Desk(by=None)
    table, until = edition.tables.first(), edition.slots.order_by("during")[6]
    for profile in profiles:
        profile.edition = edition
    yield "no-show", lambda: record_no_show(profile=profiles[1], desk=desk)
    yield "late", lambda: record_late(profile=profiles[3], until=until, desk=desk)
    yield "lost table", lambda: record_lost_table(table=table, desk=desk)
    yield "walk-in", lambda: record_walk_in(profile=profiles[5], wishes=[profiles[6], profiles[8]], desk=desk)


def main() -> int:
    from benchmarks.serving.database import connect
    from django.urls import reverse

    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--participants", type=int, default=4000)
    reader.add_argument("--profile", choices=["cumulative", "tottime"], help="say where the time of a no-show went")
    asked = reader.parse_args()
    connect("forum")
    edition = fill(asked.participants)
    # What the filling left behind is not for the events to clear up.
    gc.collect()
    # A worker has read its addresses and catalogues long before the day.
    reverse("public:home")
    slow = []
    for name, act in events(edition):
        began, used, watch = time.perf_counter(), time.process_time(), cProfile.Profile()
        if asked.profile and name == "no-show":
            event = watch.runcall(act)
            pstats.Stats(watch).sort_stats(asked.profile).print_stats(SHOWN)
        else:
            event = act()
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
        print(f"{name}: {seconds:.2f} s, {cpu:.2f} s of computing, {len(event.effects)} effects")
        slow += [name] if seconds > GOAL_SECONDS else []
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{asked.participants} participants, {memory} MB at most; slower than asked: {slow or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
