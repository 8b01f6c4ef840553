"""Plain functions that make rows of the Forum for tests."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from grappe.apps.accounts.letters import send_letter
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.models import Delegate, Edition, MeetingProfile, ParticipantCategory, Registration, Slot, Table

NUMBERS = count(100)
MORNING = datetime(2027, 11, 18, 8, 0, tzinfo=UTC)
SLOT_MINUTES = 20


def make_edition(**values: Any) -> Edition:
    number = next(NUMBERS)
    now = timezone.now()
    values = {
        "number": number,
        "year": 2027,
        "slug": f"forum-{number}",
        "state": "announced",
        "theme_fr": "Demain",
        "theme_en": "Tomorrow",
        "registration_opens_at": now - timedelta(days=1),
        "registration_closes_at": now + timedelta(days=30),
        "requests_open_at": now - timedelta(days=1),
        "requests_close_at": now + timedelta(days=30),
    } | values
    return Edition.objects.create(**values)


def make_category(edition: Edition, **values: Any) -> ParticipantCategory:
    values = {
        "kind": "member",
        "name_fr": f"Adhérent {next(NUMBERS)}",
        "name_en": "Member",
        "hours_to_accept": 0,
    } | values
    return ParticipantCategory.objects.create(edition=edition, **values)


def make_registration(edition: Edition, **values: Any) -> Registration:
    number = next(NUMBERS)
    category = values.pop("category", None) or edition.categories.first() or make_category(edition)
    values = {
        "full_name": f"Person {number}",
        "email": f"person{number}@forum.example",
        "state": "confirmed",
        "terms_accepted_at": timezone.now(),
        "wants_meetings": True,
    } | values
    return Registration.objects.create(edition=edition, category=category, **values)


def make_profile(edition: Edition, *, delegates: int = 1, user: Any = None, **values: Any) -> MeetingProfile:
    values = {"name": f"Profile {next(NUMBERS)}"} | values
    profile = MeetingProfile.objects.create(edition=edition, **values)
    for number in range(delegates):
        owner = user if number == 0 else None
        Delegate.objects.create(profile=profile, registration=make_registration(edition, user=owner))
    return profile


def make_slot(edition: Edition, number: int, half_day: str = "morning") -> Slot:
    begins = MORNING + timedelta(minutes=SLOT_MINUTES * number)
    return Slot.objects.create(
        edition=edition,
        during=DateTimeTZRange(begins, begins + timedelta(minutes=SLOT_MINUTES)),
        half_day=half_day,
    )


def make_table(edition: Edition, **values: Any) -> Table:
    return Table.objects.create(edition=edition, **({"name": f"T{next(NUMBERS)}"} | values))


def attendee(**values: Any) -> Attendee:
    number = next(NUMBERS)
    return Attendee(**({"full_name": f"Person {number}", "email": f"person{number}@forum.example"} | values))


def send_letters() -> None:
    """Do what the worker does with the letters that wait."""
    for job in ProcrastinateJob.objects.filter(task_name="accounts.send_letter", status="todo").order_by("pk"):
        send_letter.func(**job.args)


def together(number: int, do: Callable[[int], Any]) -> list[Any]:
    """Run many at once, each with its own connection; returns what each gave, or the exception it raised."""

    def one(index: int) -> Any:
        try:
            return do(index)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(min(number, 20)) as pool:
        return list(pool.map(one, range(number)))
