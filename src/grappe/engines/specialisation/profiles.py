"""How far each region is specialised, and each industry concentrated, in one figure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.quotients import quotients
from grappe.engines.specialisation.tables import Booleans, Floats, ratio, row_of, table_of


@dataclass(frozen=True)
class Profiles:
    """One figure per region (or per industry, of the transposed table).

    Parameters
    ----------
    krugman : sum of the absolute differences between the region's shares and the whole's, 0 to 2.
    gini : Gini coefficient of the location quotients, each industry counted once, 0 to 1.
    herfindahl : sum of squared shares, 1/industries to 1.
    entropy : Shannon entropy of the shares, in nats.
    theil : divergence of the region's shares from the whole's (Kullback-Leibler), in nats, 0 for the same mix.
    hachman : 1 over the mean location quotient of the region's jobs, 0 to 1, 1 for the same mix.
    """

    krugman: Floats
    gini: Floats
    herfindahl: Floats
    entropy: Floats
    theil: Floats
    hachman: Floats


def regional_profiles(jobs: ArrayLike, *, whole: ArrayLike | None = None) -> Profiles:
    """Measure how far each region's mix of industries differs from the whole's.

    Parameters
    ----------
    jobs : shape (regions, industries).
    whole : shape (industries,), jobs of what regions are compared with; the sum of the regions when not given.

    Returns
    -------
    Profiles
        NaN for a region without jobs.

    Raises
    ------
    SpecialisationError
        An array that is no table, unknown or negative figures.

    Notes
    -----
    P. Krugman, *Geography and Trade* (1991); H. Theil, *Economics and Information Theory* (1967); the Hachman index as
    the University of Utah's Bureau of Economic and Business Research defines it (1994). The Gini coefficient is
    that of Farhauer and Kröll, *Standorttheorien* (2014): of the quotients of the industries, unweighted. Industries
    without jobs in the whole count in none.
    """
    table = table_of(jobs)
    compared = table.sum(axis=0) if whole is None else row_of(whole, table.shape[1], name="whole")
    present = compared > 0
    table, compared = table[:, present], compared[present]
    shares, reference = ratio(table, table.sum(axis=1)[:, None]), compared / compared.sum()
    relative = shares / reference
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(shares > 0, shares * np.log(shares), shares * 0)
        against = np.where(shares > 0, shares * np.log(relative), shares * 0)
    return Profiles(
        krugman=np.abs(shares - reference).sum(axis=1),
        gini=gini(relative),
        herfindahl=(shares**2).sum(axis=1),
        entropy=-own.sum(axis=1),
        theil=against.sum(axis=1),
        hachman=1 / (relative * shares).sum(axis=1),
    )


def industrial_profiles(jobs: ArrayLike) -> Profiles:
    """Measure how far each industry's spread over regions differs from that of all jobs: the table transposed.

    Parameters
    ----------
    jobs : shape (regions, industries).

    Returns
    -------
    Profiles
        One figure per industry; `gini` is then the locational Gini coefficient, `krugman` the concentration index.
    """
    return regional_profiles(table_of(jobs).T)


def krugman_between(jobs: ArrayLike, one: int, other: int) -> float:
    """Return Krugman's index between two regions: 0 for the same mix, 2 for nothing in common.

    Parameters
    ----------
    jobs : shape (regions, industries).
    one, other : their rows.
    """
    table = table_of(jobs)
    shares = ratio(table, table.sum(axis=1)[:, None])
    return float(np.abs(shares[one] - shares[other]).sum())


def gini(values: Floats) -> Floats:
    """Return the Gini coefficient of each row of figures that are not negative (population form, no correction)."""
    ordered = np.sort(values, axis=1)
    n = ordered.shape[1]
    ranks = 2 * np.arange(1, n + 1) - n - 1
    return ratio(ordered @ ranks, n * ordered.sum(axis=1))


def specialised_in(jobs: ArrayLike, *, threshold: float = 1) -> Booleans:
    """Return which location quotients reach a threshold; a missing quotient does not.

    Parameters
    ----------
    jobs : shape (regions, industries).
    threshold : the least quotient.
    """
    return quotients(table_of(jobs)) >= threshold
