"""The cluster index of Litzenberger and Sternberg: many firms and jobs, in little space, for few people."""

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.tables import Floats, ratio, row_of, same_shape, table_of


def cluster_index(jobs: ArrayLike, firms: ArrayLike, area: ArrayLike, population: ArrayLike) -> Floats:
    """Multiply relative density, relative stock per head, and the inverse of relative size of firms.

    Parameters
    ----------
    jobs : shape (regions, industries).
    firms : same shape, number of firms.
    area : shape (regions,), any one unit.
    population : shape (regions,).

    Returns
    -------
    array
        Shape (regions, industries); 1 is the whole's mean; NaN where the industry has no jobs or the region no people.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit each other, unknown or negative figures.

    Notes
    -----
    T. Litzenberger and R. Sternberg, "Der Clusterindex: eine Methodik zur Identifizierung regionaler Cluster am
    Beispiel deutscher Industriebranchen", Geographische Zeitschrift 94 (2006) 209-224. Jobs stand in numerator and
    denominator: with e, b, a, p the region's shares of jobs, firms, area and people, CI = (e/a) (e/p) (b/e) = e b / (a
    p).
    """
    table = table_of(jobs)
    houses = same_shape(firms, table, name="firms")
    ground = row_of(area, table.shape[0], name="area")
    people = row_of(population, table.shape[0], name="population")
    e, b = ratio(table, table.sum(axis=0)), ratio(houses, houses.sum(axis=0))
    a, p = ratio(ground, np.asarray(ground.sum())), ratio(people, np.asarray(people.sum()))
    return ratio(e * b, (a * p)[:, None])
