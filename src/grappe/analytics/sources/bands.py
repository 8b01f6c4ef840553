"""Size classes, and the number of jobs that stands for each: the middle, with its bounds."""

from collections.abc import Mapping
from dataclasses import dataclass

# An open class has no middle: one and a half times its lower bound stands for it, and it has no upper bound.
OPEN_CLASS = 1.5


@dataclass(frozen=True, slots=True)
class Band:
    """One size class.

    Parameters
    ----------
    low : least jobs of an establishment in it.
    high : most; None for an open class.
    """

    low: int
    high: int | None

    @property
    def middle(self) -> float:
        return self.low * OPEN_CLASS if self.high is None else (self.low + self.high) / 2


# INSEE's codes of the SIRENE register. Without employees or without a declaration: no jobs.
SIRENE_BANDS: Mapping[str, Band] = {
    "NN": Band(0, 0), "00": Band(0, 0), "01": Band(1, 2), "02": Band(3, 5), "03": Band(6, 9), "11": Band(10, 19),
    "12": Band(20, 49), "21": Band(50, 99), "22": Band(100, 199), "31": Band(200, 249), "32": Band(250, 499),
    "41": Band(500, 999), "42": Band(1000, 1999), "51": Band(2000, 4999), "52": Band(5000, 9999),
    "53": Band(10000, None),
}  # fmt: skip
# The columns of INSEE's CLAP by commune: each counts the establishments of one class.
CLAP_BANDS: Mapping[str, Band] = {
    "TS0ND": Band(0, 0), "TS1": Band(1, 5), "TS6": Band(6, 9), "TS10": Band(10, 19), "TS20": Band(20, 49),
    "TS50": Band(50, 99), "TS100": Band(100, 199), "TS200": Band(200, 499), "TS500": Band(500, None),
}  # fmt: skip
