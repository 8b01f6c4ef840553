"""The engine's figures of a table of cells, as rows to be written."""

from dataclasses import fields

import numpy as np
import pyarrow as pa

from grappe.analytics.pipelines.matrix import Floats, Matrix, rows_of_cells, rows_of_regions
from grappe.analytics.sources.faults import SourceError
from grappe.engines import specialisation


def quotients(matrix: Matrix, *, confidence: float, minimum_jobs: float, minimum_sites: float) -> pa.Table:
    """Location quotients with intervals, shrunk values and tests, of every cell with jobs.

    Parameters
    ----------
    matrix : the cells; squares, where it has them, make the intervals honest.
    confidence : of the intervals.
    minimum_jobs, minimum_sites : below these a cell is kept with `shown` false.

    Returns
    -------
    Table
        One row a cell; `q_value` is the test's after Benjamini and Hochberg over all cells.
    """
    found = specialisation.location_quotients(
        matrix.jobs,
        squares=matrix.squares,
        sites=matrix.sites,
        confidence=confidence,
        minimum_jobs=minimum_jobs,
        minimum_sites=minimum_sites,
    )
    figures = {
        "location_quotient": found.value,
        "low": found.low,
        "high": found.high,
        "log_error": found.log_error,
        "symmetric": found.symmetric,
        "shrunk": found.shrunk,
        "p_value": found.p_value,
        "q_value": specialisation.benjamini_hochberg(found.p_value),
        "shown": found.shown,
    }
    beside = {name: held for name, held in (("sites", matrix.sites), ("squares", matrix.squares)) if held is not None}
    return rows_of_cells(matrix, {**beside, **figures})


def starred(matrix: Matrix, edition: str) -> pa.Table:
    """Stars of every cell in an edition's rules.

    Parameters
    ----------
    matrix : the cells.
    edition : by its name.

    Returns
    -------
    Table
        One row a cell, with each star and their number.
    """
    found = specialisation.stars(matrix.jobs, edition)
    figures = {name: found.earned[place] for place, name in enumerate(found.criteria)}
    return rows_of_cells(matrix, {**figures, "stars": found.count})


def strong(matrix: Matrix, *, top: float, minimum_jobs: float) -> pa.Table:
    """Strong clusters in the manner of US Cluster Mapping: the regions in the top share by quotient.

    Parameters
    ----------
    matrix : the cells.
    top : the share of regions with jobs in the industry, between 0 and 1.
    minimum_jobs : a cell below is never strong.

    Returns
    -------
    Table
        One row a cell, with its quotient and whether it is strong.
    """
    value = specialisation.location_quotients(matrix.jobs).value
    columns = zip(value.T, matrix.jobs.T, strict=True)
    threshold = np.array([specialisation.top_threshold(column[jobs > 0], top) for column, jobs in columns])
    is_strong = (value >= threshold) & (matrix.jobs >= max(minimum_jobs, 1e-9))
    return rows_of_cells(matrix, {"location_quotient": value, "strong": is_strong})


def profiles(matrix: Matrix) -> pa.Table:
    """Krugman, Gini, Herfindahl, entropy, Theil and Hachman of every region."""
    found = specialisation.regional_profiles(matrix.jobs)
    return rows_of_regions(matrix, {one.name: getattr(found, one.name) for one in fields(found)})


def complex_regions(matrix: Matrix) -> pa.Table:
    """Economic complexity of every region, with the spectral gap that says how far it can be trusted."""
    found = specialisation.complexity(specialisation.specialised_in(matrix.jobs))
    figures = {
        "eci": found.regions,
        "diversity": found.diversity,
        "fitness": specialisation.fitness(specialisation.specialised_in(matrix.jobs)).regions,
        "spectral_gap": np.full(len(matrix.regions), found.gap),
    }
    return rows_of_regions(matrix, figures)


def concentrated(matrix: Matrix) -> pa.Table:
    """Ellison-Glaeser and Maurel-Sedillot indices of every industry.

    Raises
    ------
    SourceError
        The cells have no sums of squares: without establishments the plants' Herfindahl is not known.
    """
    if matrix.squares is None:
        raise SourceError("The cells have no sums of squares: read establishments (layouts sirene, sites), not cells.")
    jobs = matrix.jobs.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = specialisation.PlantSizes(np.where(jobs > 0, matrix.squares.sum(axis=0) / jobs**2, np.nan))
    one = specialisation.ellison_glaeser(matrix.jobs, sizes)
    other = specialisation.maurel_sedillot(matrix.jobs, sizes)
    return pa.table(
        {
            "year": pa.array([matrix.year] * len(jobs), pa.int64()),
            "industry": pa.array(matrix.industries),
            "jobs": jobs,
            "ellison_glaeser": pa.array(one.gamma, from_pandas=True),
            "maurel_sedillot": pa.array(other.gamma, from_pandas=True),
            "raw": pa.array(one.raw, from_pandas=True),
            "herfindahl": pa.array(one.herfindahl, from_pandas=True),
        }
    )


def shares_of_change(start: Matrix, end: Matrix) -> pa.Table:
    """Shift-share of every cell between two years, with the parts of Esteban-Marquillas.

    Parameters
    ----------
    start, end : of the same territory and nomenclature; a code that only one has stands at 0 in the other.

    Returns
    -------
    Table
        One row a cell: growth and its parts.

    Raises
    ------
    SourceError
        The two share no region or no industry: they are of different versions.
    """
    for name, one, other in (("region", start.regions, end.regions), ("industry", start.industries, end.industries)):
        if not set(one) & set(other):
            raise SourceError(f"The two years share no {name}: bring them to one version with `cells` first.")
    regions = tuple(sorted({*start.regions, *end.regions}))
    industries = tuple(sorted({*start.industries, *end.industries}))
    before, after = (_laid_out(one, regions, industries) for one in (start, end))
    found = specialisation.shift_share(before, after)
    whole = Matrix(end.year, regions, industries, after, None, None)
    figures = {one.name: getattr(found, one.name) for one in fields(found)}
    return rows_of_cells(whole, {"jobs_before": before, **figures}, all_cells=True)


def _laid_out(matrix: Matrix, regions: tuple[str, ...], industries: tuple[str, ...]) -> Floats:
    held = np.zeros((len(regions), len(industries)))
    rows = np.searchsorted(np.array(regions), np.array(matrix.regions))
    columns = np.searchsorted(np.array(industries), np.array(matrix.industries))
    held[np.ix_(rows, columns)] = matrix.jobs
    return held
