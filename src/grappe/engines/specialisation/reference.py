"""The formulas as the papers print them, cell by cell: slow, and what the fast ways are held to."""

from collections.abc import Sequence
from math import log

from grappe.engines.specialisation.tables import Floats


def quotient_of_cell(table: Floats, region: int, industry: int) -> float:
    """Location quotient of one cell.

    Parameters
    ----------
    table : jobs, shape (regions, industries).
    region, industry : the cell.

    Returns
    -------
    float
        NaN where the region or the industry has no jobs.
    """
    own, whole = sum(table[region]), sum(sum(row) for row in table)
    industry_jobs = sum(row[industry] for row in table)
    if not own or not industry_jobs:
        return float("nan")
    return float((table[region][industry] / own) / (industry_jobs / whole))


def krugman_of_region(own: Sequence[float], whole: Sequence[float]) -> float:
    """Krugman's index of one region.

    Parameters
    ----------
    own, whole : jobs of each industry in the region and in the whole.

    Returns
    -------
    float
        Between 0 and 2.
    """
    return sum(abs(e / sum(own) - w / sum(whole)) for e, w in zip(own, whole, strict=True))


def theil_of_region(own: Sequence[float], whole: Sequence[float]) -> float:
    """Divergence of one region's mix from the whole's, in nats.

    Parameters
    ----------
    own, whole : jobs of each industry in the region and in the whole.

    Returns
    -------
    float
        0 for the same mix.
    """
    parts = [(e / sum(own), w / sum(whole)) for e, w in zip(own, whole, strict=True) if e]
    return sum(e * log(e / w) for e, w in parts)


def gini_of_values(values: Sequence[float]) -> float:
    """Gini coefficient: half the mean absolute difference of all pairs over the mean."""
    differences = sum(abs(a - b) for a in values for b in values)
    return differences / (2 * len(values) * sum(values))


def shift_share_of_region(
    start: Sequence[float], end: Sequence[float], whole_start: Sequence[float], whole_end: Sequence[float]
) -> tuple[float, float, float]:
    """National, industry mix and regional parts of one region.

    Parameters
    ----------
    start, end : the region's jobs by industry.
    whole_start, whole_end : those of the whole, above 0.

    Returns
    -------
    tuple
        The three parts, in jobs.
    """
    overall = sum(whole_end) / sum(whole_start) - 1
    national = mix = regional = 0.0
    for e0, e1, w0, w1 in zip(start, end, whole_start, whole_end, strict=True):
        rate = w1 / w0 - 1
        national += e0 * overall
        mix += e0 * (rate - overall)
        regional += e1 - e0 - e0 * rate
    return national, mix, regional
