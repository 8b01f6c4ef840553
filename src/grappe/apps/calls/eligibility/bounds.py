"""Three-valued comparison: what is certain of a figure of which only the least and the most are known."""

from decimal import Decimal

from grappe.apps.calls.enums import Verdict


def between(low: Decimal, high: Decimal, least: Decimal | None, most: Decimal | None) -> Verdict:
    """Whether a figure that lies from ``low`` to ``high`` is at least ``least`` and at most ``most``."""
    verdicts = [at_least(low, high, least), at_most(low, high, most)]
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.MET


def at_least(low: Decimal, high: Decimal, least: Decimal | None) -> Verdict:
    if least is None or low >= least:
        return Verdict.MET
    return Verdict.NOT_MET if high < least else Verdict.UNKNOWN


def at_most(low: Decimal, high: Decimal, most: Decimal | None) -> Verdict:
    if most is None or high <= most:
        return Verdict.MET
    return Verdict.NOT_MET if low > most else Verdict.UNKNOWN
