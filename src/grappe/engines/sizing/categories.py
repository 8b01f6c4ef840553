"""From the figures of one year to the categories they allow."""

from collections.abc import Mapping
from decimal import Decimal

from grappe.engines.sizing.rules import Ceiling, Definition

Totals = Mapping[str, tuple[Decimal, bool]]


def possible_ranks(totals: Totals, definition: Definition) -> range:
    """Return the ranks (0 the smallest category) that figures allow.

    An incomplete figure is anything from its known part upwards: the least the missing accounts can add
    gives the smallest possible category, the most they can add gives the largest.
    """
    answers = [is_within(totals, ceiling) for ceiling in definition.ceilings]
    above = len(answers)
    least = next((rank for rank, answer in enumerate(answers) if answer is not False), above)
    most = next((rank for rank, answer in enumerate(answers) if answer is True), above)
    return range(least, most + 1)


def is_within(totals: Totals, ceiling: Ceiling) -> bool | None:
    """Whether figures meet a ceiling: headcount, and turnover or balance sheet. None when it depends."""
    awu, complete = totals["awu"]
    staff = _test(meets=awu < ceiling.awu_below, complete=complete)
    turnover, complete = totals["turnover"]
    sales = _test(meets=turnover <= ceiling.turnover_max, complete=complete)
    balance, complete = totals["balance"]
    assets = _test(meets=balance <= ceiling.balance_max, complete=complete)
    money = True if True in {sales, assets} else None if None in {sales, assets} else False
    return False if False in {staff, money} else None if None in {staff, money} else True


def _test(*, meets: bool, complete: bool) -> bool | None:
    """A partial sum that already exceeds a ceiling settles the matter; one below it does not."""
    return None if meets and not complete else meets
