"""Jobs of one nomenclature, or of one division of the territory, told in another."""

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import ConcordanceError
from grappe.engines.specialisation.tables import Floats, table_of


def reclassify(jobs: ArrayLike, weights: ArrayLike, *, regions: ArrayLike | None = None) -> Floats:
    """Share the jobs of old codes out over new ones.

    Parameters
    ----------
    jobs : shape (regions, old industries).
    weights : shape (old industries, new industries): the share of an old code's jobs that goes to each new one.
    regions : shape (old regions, new regions): the same for regions; they stay as they are when not given.

    Returns
    -------
    array
        Shape (new regions, new industries), of the same sum.

    Raises
    ------
    ConcordanceError
        Weights of an old code that has jobs do not add up to 1, or are negative: jobs would be lost or invented.
    """
    table = table_of(jobs)
    moved: Floats = table @ _shares(weights, table.sum(axis=0), "industry")
    if regions is not None:
        moved = _shares(regions, table.sum(axis=1), "region").T @ moved
    return moved


def _shares(weights: ArrayLike, jobs: Floats, name: str) -> Floats:
    shares = np.asarray(weights, dtype=np.float64)
    if shares.ndim != 2 or shares.shape[0] != jobs.size:  # noqa: PLR2004
        raise ConcordanceError(f"Weights of shape {shares.shape} do not fit {jobs.size} old codes ({name}).")
    if not np.isfinite(shares).all() or (shares < 0).any():
        raise ConcordanceError(f"Weights must be numbers of 0 and above ({name}).")
    wrong = np.flatnonzero((jobs > 0) & (np.abs(shares.sum(axis=1) - 1) > 1e-9))  # noqa: PLR2004
    if wrong.size:
        raise ConcordanceError(
            f"Weights of old {name} {int(wrong[0])} add up to {shares[wrong[0]].sum():g}, not 1 ({wrong.size} such)."
        )
    return shares
