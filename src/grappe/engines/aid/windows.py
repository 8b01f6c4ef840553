"""Ceilings over years: what may still be granted on a day, given what was granted before and after it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from grappe.engines.aid.problem import Received
from grappe.engines.aid.rules import DeMinimis


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier.

    Parameters
    ----------
    day : any.
    years : how many.

    Returns
    -------
    date
        28 February for a 29 February without its like.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def room_left(received: Iterable[Received], on: date, *, ceiling: Decimal, years: int) -> Decimal:
    """Return what may be granted on a day so that no period of that many years exceeds a ceiling.

    Parameters
    ----------
    received : other grants; those dated after the day count as well.
    on : day of the grant.
    ceiling : euros over any `years` in a row.

    years : length of the period, which ends on its last day and leaves out the same day `years` before.

    Returns
    -------
    Decimal
        0 or more.
    """
    grants = list(received)
    ends = {on} | {one.on for one in grants if one.on > on and years_before(one.on, years) < on}
    used = (sum((one.amount for one in grants if years_before(end, years) < one.on <= end), Decimal(0)) for end in ends)
    return max(Decimal(0), ceiling - max(used))


def de_minimis_left(received: Iterable[Received], on: date, rule: DeMinimis) -> Decimal:
    """Return what de minimis aid one single undertaking may still be granted in one Member State.

    Parameters
    ----------
    received : de minimis aid of the same undertaking in the same State; grants of other categories are passed over.
    on : day the right is conferred.
    rule : in force on that day; a fiscal year is taken as a calendar year.

    Returns
    -------
    Decimal
        Euros, 0 or more.
    """
    grants = [one for one in received if one.category is None]
    if rule.rolling:
        return room_left(grants, on, ceiling=rule.ceiling, years=rule.years)
    ends = {on.year} | {one.on.year for one in grants if on.year <= one.on.year < on.year + rule.years}
    used = max(sum((one.amount for one in grants if end - rule.years < one.on.year <= end), Decimal(0)) for end in ends)
    return max(Decimal(0), rule.ceiling - used)
