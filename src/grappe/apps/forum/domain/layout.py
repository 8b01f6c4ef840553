"""The hall and its hours: tables and slots, laid out before a plan is computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.errors import PlanRefusedError
from grappe.apps.forum.models import Edition, Slot, Table

MOST_SLOTS = 60


@dataclass(frozen=True, kw_only=True)
class HalfDay:
    """Slots one after another on one day, in the edition's time zone; ``pause`` minutes lie between two of them."""

    day: date
    begins: time
    ends: time
    minutes: int = 20
    pause: int = 0
    name: str = ""

    def times(self, edition: Edition) -> list[DateTimeTZRange]:
        begins = datetime.combine(self.day, self.begins, edition.zone)
        ends = datetime.combine(self.day, self.ends, edition.zone)
        length, step = timedelta(minutes=self.minutes), timedelta(minutes=self.minutes + self.pause)
        # In seconds since the epoch, so that a change to summer time does not make a slot longer.
        count = int((ends.timestamp() - begins.timestamp() + 60 * self.pause) // step.total_seconds())
        starts = [begins.astimezone(UTC) + step * one for one in range(count)]
        return [DateTimeTZRange(start, start + length) for start in starts[: MOST_SLOTS + 1]]


def lay_out_slots(*, edition: Edition, half_day: HalfDay, by: User | None) -> list[Slot]:
    """Add the slots of one half-day; they may not overlap those there are."""
    times = half_day.times(edition)
    if not times:
        raise PlanRefusedError(_("No slot fits between these times: begin earlier or end later."))
    if len(times) > MOST_SLOTS:
        raise PlanRefusedError(_("More than %(most)d slots at once: give a shorter time.") % {"most": MOST_SLOTS})
    with recorded(by=by, verb="lay_out_slots"):
        try:
            with transaction.atomic():
                made = Slot.objects.bulk_create(
                    Slot(edition=edition, during=during, half_day=half_day.name) for during in times
                )
        except IntegrityError as error:
            raise PlanRefusedError(_("Some of these slots overlap slots there are: choose other times.")) from error
        record_action(by=by, verb="lay_out_slots", target=edition, slots=len(made), day=half_day.day.isoformat())
    return made


def remove_slots(*, edition: Edition, slots: Sequence[Slot], by: User | None) -> int:
    """Take slots away; one in which a plan has a meeting stays."""
    keys = [slot.pk for slot in slots]
    with recorded(by=by, verb="remove_slots"):
        rows = edition.slots.filter(pk__in=keys)
        count = rows.count()
        try:
            with transaction.atomic():
                rows.delete()
        except ProtectedError as error:
            raise PlanRefusedError(
                _("A plan has meetings in these slots: drop the plan or move the meetings first.")
            ) from error
        record_action(by=by, verb="remove_slots", target=edition, slots=count)
    return count


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Several tables alike, named by a prefix and a number."""

    prefix: str
    first: int = 1
    count: int = 1
    zone: str = ""
    seats: int = 4
    equipment: tuple[str, ...] = ()


def add_tables(*, edition: Edition, tables: Tables, by: User | None) -> list[Table]:
    rank = (edition.tables.order_by("-rank").values_list("rank", flat=True).first() or 0) + 1
    with recorded(by=by, verb="add_tables"):
        try:
            with transaction.atomic():
                made = Table.objects.bulk_create(
                    Table(
                        edition=edition,
                        name=f"{tables.prefix}{tables.first + number}",
                        zone=tables.zone,
                        seats=tables.seats,
                        equipment=list(tables.equipment),
                        rank=rank + number,
                    )
                    for number in range(tables.count)
                )
        except IntegrityError as error:
            raise PlanRefusedError(_("A table has one of these names: begin with another number.")) from error
        record_action(by=by, verb="add_tables", target=edition, tables=len(made))
    return made


def remove_tables(*, edition: Edition, tables: Sequence[Table], by: User | None) -> int:
    """Take tables away; one at which a plan has a meeting stays."""
    keys = [table.pk for table in tables]
    with recorded(by=by, verb="remove_tables"):
        rows = edition.tables.filter(pk__in=keys)
        count = rows.count()
        try:
            with transaction.atomic():
                rows.delete()
        except ProtectedError as error:
            raise PlanRefusedError(
                _("A plan has meetings at these tables: drop the plan, or say at the desk that the table is lost.")
            ) from error
        record_action(by=by, verb="remove_tables", target=edition, tables=count)
    return count
