"""The list of expected people as a phone at the door may keep it."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grappe.apps.forum.models import Edition
from grappe.apps.forum.phrases.categories import category_name
from grappe.apps.forum.sealing import line_name, sealed

KEPT_FOR = timedelta(hours=24)


def sealed_list(edition: Edition) -> dict[str, str]:
    """Every registration, cancelled ones too since they are to be refused, under a name that only its code gives."""
    people = edition.registrations.select_related("category").only(
        "code", "full_name", "organisation_name", "state", "category__name_fr", "category__name_en"
    )
    return {
        line_name(one.code): sealed(
            one.code,
            {
                "name": one.full_name,
                "organisation": one.organisation_name,
                "category": category_name(one.category),
                "state": one.state,
            },
        )
        for one in people
    }


def list_for_phone(edition: Edition) -> dict[str, Any]:
    now = timezone.now()
    return {"now": now, "expires": min(now + KEPT_FOR, end_of(edition, now)), "lines": sealed_list(edition)}


def end_of(edition: Edition, now: datetime) -> datetime:
    """The night after the last day: from then on no phone needs names. A past edition's list lives an hour, to try."""
    if edition.days is None:
        return now + KEPT_FOR
    last = datetime.combine(edition.days.upper, time(4), edition.zone)
    return max(last, now + timedelta(hours=1))
