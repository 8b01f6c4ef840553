"""Who is expected, who has come and who is inside."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Least
from django.utils import timezone

from grappe.apps.core.text import Fold
from grappe.apps.forum.enums import CheckInDirection, RegistrationState
from grappe.apps.forum.models import CheckIn, Edition, Registration

LONGEST_NUMBER = 18


def registrations_by_code(edition: Edition, codes: Collection[str]) -> dict[str, Registration]:
    """Registrations of the edition by what was scanned: the badge's code, or the registration's number typed in."""
    numbers = {code for code in codes if code.isdecimal() and code.isascii() and len(code) <= LONGEST_NUMBER}
    rows = edition.registrations.filter(Q(code__in=codes) | Q(pk__in=numbers))
    known: dict[str, Registration] = {}
    for one in rows:
        known |= {code: one for code in (one.code, str(one.pk)) if code in codes}
    return known


def today_of(edition: Edition) -> tuple[datetime, datetime]:
    """The present day at the place of the edition."""
    day = timezone.now().astimezone(edition.zone).date()
    start = datetime.combine(day, time(), edition.zone)
    return start, datetime.combine(day + timedelta(days=1), time(), edition.zone)


def scans_of_today(edition: Edition) -> QuerySet[CheckIn]:
    """Scans of the present day, the last one first; a clock that runs ahead is held back."""
    start, end = today_of(edition)
    rows = CheckIn.objects.filter(edition=edition).annotate(seen_at=Least("client_at", "received_at"))
    return rows.filter(seen_at__gte=start, seen_at__lt=end).order_by("-seen_at", "-client_at", "-pk")


def with_attendance(rows: QuerySet[Registration], edition: Edition) -> QuerySet[Registration]:
    """Registrations with ``has_come`` (ever) and ``direction`` (of the last scan today)."""
    mine = CheckIn.objects.filter(registration=OuterRef("pk"))
    last = scans_of_today(edition).filter(registration=OuterRef("pk"))
    return rows.annotate(
        has_come=Exists(mine.filter(direction=CheckInDirection.ENTRY)), direction=Subquery(last.values("direction")[:1])
    )


def attendance_of(edition: Edition) -> dict[str, Any]:
    """Figures of the door: expected, come, inside now, unknown codes; and the same by category."""
    people = edition.registrations.filter(state=RegistrationState.CONFIRMED)
    rows = (
        with_attendance(people, edition)
        .values("category__pk", "category__kind", "category__name_fr", "category__name_en")
        .annotate(
            expected=Count("pk"),
            come=Count("pk", filter=Q(has_come=True)),
            inside=Count("pk", filter=Q(direction=CheckInDirection.ENTRY)),
        )
        .order_by("category__rank", "category__pk")
    )
    categories = list(rows)
    totals = {name: sum(row[name] for row in categories) for name in ("expected", "come", "inside")}
    return totals | {"unknown": unknown_scans(edition).count(), "categories": categories}


def unknown_scans(edition: Edition) -> QuerySet[CheckIn]:
    """Codes that nobody was found for, newest first."""
    return CheckIn.objects.filter(edition=edition, registration=None).order_by(F("client_at").desc(), "-pk")


def registrations_like(edition: Edition, text: str) -> QuerySet[Registration]:
    """People of the edition by name, organisation, address or number; every word must be found."""
    rows = edition.registrations.select_related("category", "organisation").alias(
        name_key=Fold("full_name"), organisation_key=Fold("organisation_name")
    )
    for word in text.replace("\0", "").split()[:6]:
        key = Fold(Value(word))
        found = Q(name_key__contains=key) | Q(organisation_key__contains=key) | Q(email__icontains=word) | Q(code=word)
        if word.isdecimal() and len(word) <= LONGEST_NUMBER:
            found |= Q(pk=int(word))
        rows = rows.filter(found)
    return rows.order_by("full_name", "pk")
