"""What becomes of one code of a file: itself, another code, several with weights, or a reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from grappe.analytics.sources.faults import REPAIRABLE, OnBad, Reason


@dataclass(frozen=True, slots=True)
class Fate:
    """What one code becomes.

    Parameters
    ----------
    targets : codes and the share of the jobs that goes to each; empty where nothing is known.
    reason : what is wrong with the code as it stands, if anything.
    """

    targets: tuple[tuple[str, float], ...] = ()
    reason: Reason | None = None

    def used(self, on_bad: OnBad) -> tuple[tuple[str, float], ...]:
        """The targets that count under a way of dealing with bad rows."""
        if self.reason is None or (on_bad is OnBad.REPAIR and self.repairable):
            return self.targets
        return ()

    @property
    def repairable(self) -> bool:
        return self.reason in REPAIRABLE and bool(self.targets)


def kept(code: str) -> Fate:
    """The code stays."""
    return Fate(((code, 1.0),))


def changes_nothing(fates: Mapping[str, Fate]) -> bool:
    """Whether every code stays as it is."""
    return all(one.reason is None and one.targets == ((code, 1.0),) for code, one in fates.items())
