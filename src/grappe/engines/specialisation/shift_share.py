"""Why a region grew otherwise than the whole: its industries, or itself."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats, ratio, row_of, same_shape, table_of


@dataclass(frozen=True)
class ShiftShare:
    """Jobs gained or lost; each array has the shape (regions, industries), sums over industries are a region's.

    Parameters
    ----------
    growth : jobs gained in all: national + mix + regional.
    national : had every industry grown as the whole did.
    mix : because the industry grew otherwise than the whole (industry mix).
    regional : because the region grew otherwise than the industry; competitive + allocation.
    competitive : the regional part on homothetic jobs, those of a region of the whole's mix (Esteban-Marquillas).
    allocation : what comes of being specialised where one is, or is not, at an advantage.
    """

    growth: Floats
    national: Floats
    mix: Floats
    regional: Floats
    competitive: Floats
    allocation: Floats


def shift_share(
    start: ArrayLike,
    end: ArrayLike,
    *,
    whole_start: ArrayLike | None = None,
    whole_end: ArrayLike | None = None,
    without_region: bool = False,
) -> ShiftShare:
    """Split the change of jobs between two dates.

    Parameters
    ----------
    start, end : shape (regions, industries), of one nomenclature and one division of the territory: bring older
        vintages there with `reclassify` first.
    whole_start, whole_end : shape (industries,), the whole compared with; the sum of the regions when not given.
    without_region : compare each region with the whole less itself.

    Returns
    -------
    ShiftShare
        Six parts per cell. An industry that the whole did not have at the start has no rate: its growth is regional.

    Raises
    ------
    SpecialisationError
        Tables that do not fit each other, only one of the two wholes, a whole smaller than the region taken out of it.

    Notes
    -----
    E. S. Dunn, Papers of the Regional Science Association 6 (1960) 97-112; J. M. Esteban-Marquillas, Regional and Urban
    Economics 2 (1972) 249-255.
    """
    first = table_of(start, name="start")
    last = same_shape(end, first, name="end")
    if (whole_start is None) != (whole_end is None):
        raise UnsupportedParameterError("Give the whole at both dates, or at none.")
    before = first.sum(axis=0) if whole_start is None else row_of(whole_start, first.shape[1], name="whole_start")
    after = last.sum(axis=0) if whole_end is None else row_of(whole_end, first.shape[1], name="whole_end")
    wholes, wholes_after = np.broadcast_to(before, first.shape), np.broadcast_to(after, first.shape)
    if without_region:
        wholes, wholes_after = wholes - first, wholes_after - last
        if min(wholes.min(), wholes_after.min()) < 0:
            raise UnsupportedParameterError("A region has more jobs than the whole: it cannot be taken out of it.")
    return _split(first, last, wholes, wholes_after)


def _split(first: Floats, last: Floats, before: Floats, after: Floats) -> ShiftShare:
    total, total_after = before.sum(axis=1)[:, None], after.sum(axis=1)[:, None]
    overall = ratio(total_after - total, total)
    rates = np.where(before > 0, ratio(after - before, before), overall)
    national, mix = first * overall, first * (rates - overall)
    growth = last - first
    regional = growth - national - mix
    homothetic = first.sum(axis=1)[:, None] * ratio(before, total)
    own_rate = ratio(growth, first)
    competitive = np.where(first > 0, homothetic * (own_rate - rates), 0)
    return ShiftShare(growth, national, mix, regional, competitive, regional - competitive)


def dynamic_shift_share(tables: Sequence[ArrayLike], *, wholes: Sequence[ArrayLike] | None = None) -> ShiftShare:
    """Add up the parts of each year, so that weights follow the region as it changes.

    Parameters
    ----------
    tables : jobs at two dates or more, each of shape (regions, industries), in order of time.
    wholes : the whole at the same dates, each of shape (industries,); the sum of the regions when not given.

    Returns
    -------
    ShiftShare
        Sums over the periods.

    Raises
    ------
    SpecialisationError
        Fewer than two dates, or as `shift_share`.

    Notes
    -----
    R. A. Barff and P. L. Knight, Growth and Change 19 (1988) 1-10.
    """
    if len(tables) < 2 or (wholes is not None and len(wholes) != len(tables)):  # noqa: PLR2004
        raise TableShapeError("Two dates at least are needed, and as many wholes as tables.")
    ends = [(None, None)] * (len(tables) - 1) if wholes is None else list(pairwise(wholes))
    parts = [
        shift_share(start, end, whole_start=before, whole_end=after)
        for (start, end), (before, after) in zip(pairwise(tables), ends, strict=True)
    ]
    return ShiftShare(*(np.sum([getattr(part, f.name) for part in parts], axis=0) for f in fields(ShiftShare)))
