"""Bands of what chance brings, at each distance and over all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats


@dataclass(frozen=True)
class Band:
    """A curve against those of random places; every array has the shape (radii,).

    Parameters
    ----------
    radii, observed : the curve.
    mean : of the simulated curves.
    local_low, local_high : at each distance on its own, the level lies below and the level above.
    global_low, global_high : a share of `level` of the simulated curves goes below (above) anywhere.
    localisation : how far the curve lies above the global band (Duranton and Overman's Gamma), else 0.
    dispersion : how far it lies below, and only if it is nowhere above (their Psi), else 0.
    p_above, p_below : chance that a random curve strays as far above (below) anywhere, one more counted in both.
    simulations : how many.
    error : shape (radii,), stated error of the curve relative to its value, of the way it was computed.
    """

    radii: Floats
    observed: Floats
    mean: Floats
    local_low: Floats
    local_high: Floats
    global_low: Floats
    global_high: Floats
    localisation: Floats
    dispersion: Floats
    p_above: float
    p_below: float
    simulations: int
    error: Floats


def band_of(
    radii: Floats, observed: Floats, simulated: ArrayLike, *, level: float = 0.05, error: Floats | None = None
) -> Band:
    """Draw both bands from simulated curves.

    Parameters
    ----------
    radii, observed : the curve.
    simulated : shape (simulations, radii).
    level : left outside on each side.
    error : stated error of the curve, 0 when not given.

    Returns
    -------
    Band
        Local band: quantiles at each distance. Global band: the local one stretched about the mean curve by one factor
        on each side, so that only the level of the simulated curves leaves it anywhere.

    Raises
    ------
    TableShapeError, UnsupportedParameterError
        Shapes that do not fit; too few simulations for the level.

    Notes
    -----
    Duranton and Overman (2005) interpolate local bands until 5 % of the simulated curves cross them anywhere.
    Stretching by one factor is the directional quantile envelope of M. Myllymäki, T. Mrkvička, P. Grabarnik, H. Seijo
    and U. Hahn, Journal of the Royal Statistical Society B 79 (2017) 381-404: it does the same and is defined with 100
    simulations, where interpolation ends at the outermost curves.
    """
    curves = np.asarray(simulated, dtype=np.float64)
    if curves.ndim != 2 or curves.shape[1:] != observed.shape:  # noqa: PLR2004
        raise TableShapeError(f"Simulated curves of shape {curves.shape} do not fit {observed.size} distances.")
    if not 0 < level < 0.5 or len(curves) * level < 1:  # noqa: PLR2004
        raise UnsupportedParameterError(f"{len(curves)} simulations cannot leave {level:g} on each side.")
    mean = curves.mean(axis=0)
    low, high = np.quantile(curves, [level, 1 - level], axis=0)
    above, stretch_up = _stretch(curves, observed, mean, high - mean, level)
    below, stretch_down = _stretch(-curves, -observed, -mean, mean - low, level)
    upper, lower = mean + stretch_up * (high - mean), mean - stretch_down * (mean - low)
    localisation = np.nan_to_num(np.maximum(observed - upper, 0))
    dispersion = np.nan_to_num(np.maximum(lower - observed, 0)) * (not localisation.any())
    return Band(
        radii=radii,
        observed=observed,
        mean=mean,
        local_low=low,
        local_high=high,
        global_low=lower,
        global_high=upper,
        localisation=localisation,
        dispersion=dispersion,
        p_above=above,
        p_below=below,
        simulations=len(curves),
        error=np.zeros(radii.size) if error is None else error,
    )


def _stretch(curves: Floats, observed: Floats, mean: Floats, room: Floats, level: float) -> tuple[float, float]:
    """How far the curve strays against the simulated ones, and what only the level of them strays beyond."""
    told = np.isfinite(room) & (room > 0) & np.isfinite(observed)
    if not told.any():
        return 1.0, 1.0
    strays = ((curves[:, told] - mean[told]) / room[told]).max(axis=1)
    own = float(((observed[told] - mean[told]) / room[told]).max())
    chance = float((1 + (strays >= own).sum()) / (1 + len(strays)))
    # The value that no more than the level of the simulated curves exceeds.
    return chance, float(np.sort(strays)[len(strays) - 1 - int(level * len(strays))])
