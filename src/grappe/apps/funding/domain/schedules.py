"""The usual schedule of an agreement."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from grappe.apps.funding.domain.agreements import Milestone
from grappe.apps.funding.enums import ObligationKind

SHARE = Decimal("0.0001")


def yearly_schedule(starts_on: date, ends_on: date, *, advance_share: Decimal) -> list[Milestone]:
    """A report and a payment at the end of each year, the last on the last day; payments share what no advance gave."""
    days = year_ends(starts_on, ends_on)
    each = ((1 - advance_share) / len(days)).quantize(SHARE, rounding=ROUND_DOWN)
    rest = 1 - advance_share - each * (len(days) - 1)
    shares = [*(each for _day in days[1:]), rest]
    found = [Milestone(ObligationKind.REPORT, day) for day in days]
    return found + [Milestone(ObligationKind.PAYMENT, day, share) for day, share in zip(days, shares, strict=True)]


def year_ends(starts_on: date, ends_on: date) -> list[date]:
    """The eve of each anniversary within the agreement, and its last day."""
    eves, year = [], starts_on.year + 1
    while (eve := starts_on.replace(year=year, day=min(starts_on.day, 28)) - timedelta(days=1)) < ends_on:
        eves.append(eve)
        year += 1
    return [*eves, ends_on]
