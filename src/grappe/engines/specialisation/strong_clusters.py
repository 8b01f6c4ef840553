"""Strong clusters, as US Cluster Mapping counts them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.quotients import quotients
from grappe.engines.specialisation.stars import top_threshold
from grappe.engines.specialisation.tables import Booleans, Floats, row_of, same_shape, table_of


@dataclass(frozen=True)
class StrongClusters:
    """Which categories are strong in which region.

    Parameters
    ----------
    strong : shape (regions, categories).
    thresholds : shape (categories,), location quotient of the last region in the top share.
    share : shape (regions,), share of the region's jobs that are in its strong clusters.
    """

    strong: Booleans
    thresholds: Floats
    share: Floats


def strong_clusters(
    jobs: ArrayLike,
    sites: ArrayLike,
    *,
    top_share: float = 0.25,
    minimum_jobs: ArrayLike | float = 0,
    minimum_sites: ArrayLike | float = 0,
    least_quotient: float = 1,
) -> StrongClusters:
    """Count a cluster as strong where its quotient stands high among regions and it is not tiny.

    Parameters
    ----------
    jobs : shape (regions, categories).
    sites : same shape, number of establishments.
    top_share : of the regions with jobs in the category, by location quotient.
    minimum_jobs, minimum_sites : one floor, or one per category.
    least_quotient : a cluster below is not strong, however few regions do better.

    Returns
    -------
    StrongClusters
        Marks, thresholds and what they amount to.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit.

    Notes
    -----
    M. Delgado, M. E. Porter and S. Stern, Research Policy 43 (2014) 1785-1799, take the top 20 % by quotient; the US
    Cluster Mapping site the top quarter with floors of jobs and establishments. The site's floors are to be verified:
    none is set by default.
    """
    table = table_of(jobs)
    houses = same_shape(sites, table, name="sites")
    if least_quotient < 0:
        raise UnsupportedParameterError("A quotient is not below 0.")
    value = quotients(table)
    among = np.where(table > 0, value, np.nan)
    thresholds = np.array([top_threshold(column, top_share) for column in among.T])
    floors = [
        row_of(np.broadcast_to(floor, table.shape[1]), table.shape[1], name="floor")
        for floor in (minimum_jobs, minimum_sites)
    ]
    high = (among >= thresholds) & (among >= least_quotient)
    strong: Booleans = high & (table >= floors[0]) & (houses >= floors[1])
    whole = table.sum(axis=1)
    share = np.divide(np.where(strong, table, 0).sum(axis=1), whole, out=np.full(whole.size, np.nan), where=whole > 0)
    return StrongClusters(strong, thresholds, share)
