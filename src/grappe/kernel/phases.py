"""The phases of the cluster policy: each opens with a national decision on the labels."""

from dataclasses import dataclass
from datetime import date

from grappe.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase; its code is what tiers are published under."""

    code: str
    period: Period


PHASES: dict[str, Phase] = {
    phase.code: phase
    for phase in (
        Phase("1", Period(date(2005, 7, 12), date(2009, 1, 1))),
        Phase("2", Period(date(2009, 1, 1), date(2013, 1, 1))),
        Phase("3", Period(date(2013, 1, 1), date(2019, 2, 1))),
        Phase("4", Period(date(2019, 2, 1), date(2023, 3, 27))),
        Phase("5", Period(date(2023, 3, 27))),
    )
}
# Tiers were published for these only; later the policy did away with them.
PHASES_WITH_TIERS = ("1", "2")
