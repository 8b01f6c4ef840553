"""A headcount that a file states, put beside the other figures of its year."""

from decimal import Decimal
from typing import Any

from grappe.apps.directory.models import AnnualAccounts


def set_headcount(organisation: int, year: int, headcount: Decimal, entry: dict[str, Any]) -> str:
    """Set the headcount of a year unless a person has; returns created, changed or unchanged."""
    held, created = AnnualAccounts.objects.get_or_create(
        organisation_id=organisation, year=year, defaults={"headcount": headcount, "provenance": {"headcount": entry}}
    )
    if created:
        return "created"
    if held.headcount == headcount or held.origin_of("headcount").get("by") is not None:
        return "unchanged"
    held.headcount = headcount
    held.provenance["headcount"] = entry
    held.save()
    return "changed"
