"""Stars of clusters, by the rules of the edition asked for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.editions import Criterion, Edition, Rule, edition_named
from grappe.engines.specialisation.errors import MissingMeasureError, TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.quotients import quotients
from grappe.engines.specialisation.tables import Booleans, Floats, Integers, ratio, table_of


@dataclass(frozen=True)
class Stars:
    """Stars of every cell.

    Parameters
    ----------
    criteria : names of the stars, in the edition's order.
    earned : shape (criteria, regions, categories).
    count : shape (regions, categories), stars of each cell.
    thresholds : shape (criteria, categories), the least value that earned the star; NaN where no cell could.
    grade : shape (regions, categories), name of the grade, empty where there is none.
    edition : the rules applied.
    """

    criteria: tuple[str, ...]
    earned: Booleans
    count: Integers
    thresholds: Floats
    grade: np.ndarray[tuple[int, ...], np.dtype[np.str_]]
    edition: Edition


def stars(jobs: ArrayLike, edition: str | Edition, *, measures: Mapping[str, ArrayLike] | None = None) -> Stars:
    """Give each cluster its stars.

    Parameters
    ----------
    jobs : shape (regions, categories).
    edition : its name, or rules of one's own.
    measures : measures that jobs do not tell (wage, growth, ...), each of the same shape, NaN where unknown.

    Returns
    -------
    Stars
        What was earned, and the threshold of each category.

    Raises
    ------
    UnknownEditionError, MissingMeasureError, SpecialisationError
        An edition that does not exist; one that judges by a measure not given; arrays that do not fit.

    Notes
    -----
    The editions do not publish how ranks, ties and small populations are counted: see `top_threshold` for the rule
    here.
    """
    rules = edition if isinstance(edition, Edition) else edition_named(edition)
    table = table_of(jobs)
    allowed = (table > 0) & (table >= rules.minimum_jobs)
    earned, thresholds = [], []
    for criterion in rules.criteria:
        values = _measure(criterion, table, measures or {})
        least = _thresholds(criterion, values, table > 0)
        earned.append(allowed & np.isfinite(values) & (values >= least))
        thresholds.append(least)
    won: Booleans = np.array(earned)
    count = won.sum(axis=0).astype(np.int64)
    names = tuple(criterion.name for criterion in rules.criteria)
    return Stars(names, won, count, np.array(thresholds), _grades(count, rules), rules)


def top_threshold(values: ArrayLike, share: float) -> float:
    """Return the least value that stands in the top share.

    Parameters
    ----------
    values : one per region of the population; NaN counts for nothing.
    share : between 0 and 1.

    Notes
    -----
    Of n known values, k = floor(share n), one at least; the threshold is the k-th greatest, so that equals stand
    together.
    """
    if not 0 < share <= 1:
        raise UnsupportedParameterError(f"A top share of {share} is not between 0 and 1.")
    known = np.asarray(values, dtype=np.float64)
    known = known[np.isfinite(known)]
    if not known.size:
        return math.nan
    k = max(1, math.floor(share * known.size + 1e-9))
    return float(np.partition(known, known.size - k)[known.size - k])


def _measure(criterion: Criterion, table: Floats, given: Mapping[str, ArrayLike]) -> Floats:
    if criterion.measure in given:
        values = np.asarray(given[criterion.measure], dtype=np.float64)
        if values.shape != table.shape:
            raise TableShapeError(f"{criterion.measure}: shape {values.shape} does not fit {table.shape}.")
        return values
    match criterion.measure:
        case "jobs":
            return table
        case "location_quotient":
            return quotients(table)
        case "share_of_region":
            return ratio(table, table.sum(axis=1)[:, None])
        case "share_of_category":
            return ratio(table, table.sum(axis=0))
    raise MissingMeasureError(f"The star {criterion.name!r} is judged by {criterion.measure!r}: give it in `measures`.")


def _thresholds(criterion: Criterion, values: Floats, present: Booleans) -> Floats:
    if criterion.rule is Rule.AT_LEAST:
        return np.full(values.shape[1], criterion.threshold)
    among = np.where(present, values, np.nan)
    return np.array([top_threshold(column, criterion.threshold) for column in among.T])


def _grades(count: Integers, rules: Edition) -> np.ndarray[tuple[int, ...], np.dtype[np.str_]]:
    width = max((len(name) for name in rules.grades), default=1)
    grade = np.full(count.shape, "", dtype=f"<U{width}")
    for name, least in sorted(rules.grades.items(), key=lambda item: item[1]):
        grade[count >= least] = name
    return grade
