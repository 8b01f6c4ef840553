"""How concentrated one industry is, from its amounts in the regions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grappe.engines import specialisation

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Concentration:
    """One industry's figures in one year; None where what they need is not known.

    ``gamma`` is Ellison and Glaeser's index, ``plants`` the Herfindahl of establishments that it allows for.
    """

    krugman: float | None
    gini: float | None
    herfindahl: float | None
    theil: float | None
    gamma: float | None = None
    plants: float | None = None


def concentration_of(
    amounts: Sequence[float], totals: Sequence[float], squares: float | None = None
) -> Concentration | None:
    """Measure an industry against all of them.

    ``amounts`` are the industry's and ``totals`` those of all industries, by region; ``squares`` is the sum of the
    squared amounts of its establishments. Nothing where there is nothing to compare.
    """
    own, whole = np.asarray(amounts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if np.count_nonzero(whole) < 2 or not own.any():  # noqa: PLR2004
        return None
    held = specialisation.regional_profiles(own[None, :], whole=whole)
    gamma, plants = dartboard(own, whole, squares)
    return Concentration(
        known(held.krugman[0]), known(held.gini[0]), known(held.herfindahl[0]), known(held.theil[0]), gamma, plants
    )


def dartboard(own: Floats, whole: Floats, squares: float | None) -> tuple[float | None, float | None]:
    if squares is None:
        return None, None
    plants = squares / float(own.sum()) ** 2
    sizes = specialisation.PlantSizes(np.array([plants]))
    return known(specialisation.ellison_glaeser(own[:, None], sizes, regions=whole).gamma[0]), plants


def known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
