"""The usual schedule of an agreement, and what is told when one of its reports is due."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from grappe.apps.funding.domain.agreements import Milestone
from grappe.apps.funding.domain.notices import tell_report_due
from grappe.apps.funding.enums import AgreementState, ObligationKind
from grappe.apps.funding.models import Obligation

SHARE = Decimal("0.0001")
REMIND_DAYS_LATE = (-30, 0, 7)


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


def remind_of_reports(*, today: date) -> int:
    """Once a day: write to leads whose report is due in a month, due today or a week late; counts the letters."""
    days = [today - timedelta(days=late) for late in REMIND_DAYS_LATE]
    rows = Obligation.objects.filter(
        kind=ObligationKind.REPORT, done_on=None, due_on__in=days, agreement__state=AgreementState.SIGNED
    )
    return sum(tell_report_due(one) for one in rows.select_related("agreement__decision__funder"))
