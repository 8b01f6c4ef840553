"""A file of cells with all that a page tells of each: quotient, interval, test and stars, for every year."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from grappe.analytics.pipelines.indicators import quotients
from grappe.analytics.pipelines.matrix import Floats, Matrix, matrix_of, rows_of_cells, years_in
from grappe.engines import specialisation

CONFIDENCE = 0.95
FEWEST = 2
BESIDE = ("location_quotient", "low", "high", "shrunk", "q_value")


def regional_rows(path: Path, *, edition: str = "") -> pa.Table:
    """Judge the cells of every year.

    Parameters
    ----------
    path : a file of cells, as `build_cells` writes it.
    edition : whose stars are given; none when empty.

    Returns
    -------
    Table
        year, region, industry, jobs, sites, squares, location_quotient with its interval at 95 % (low, high), shrunk,
        q_value and earned (the stars' names, apart by spaces); quotients are null where there is one industry only.
    """
    return pa.concat_tables([_judged(matrix_of(path, year), edition) for year in years_in(path)])


def _judged(matrix: Matrix, edition: str) -> pa.Table:
    if len(matrix.industries) < FEWEST or len(matrix.regions) < FEWEST:
        return _bare(matrix)
    table = quotients(matrix, confidence=CONFIDENCE, minimum_jobs=0, minimum_sites=0)
    missing = pa.nulls(table.num_rows, pa.float64())
    held = {name: table[name] for name in ("year", "region", "industry", "jobs")}
    held |= {name: table[name] if name in table.column_names else missing for name in ("sites", "squares", *BESIDE)}
    return pa.table({**held, "earned": pa.array(_stars(matrix, edition), pa.string())})


def _bare(matrix: Matrix) -> pa.Table:
    none = np.full(matrix.jobs.shape, np.nan)
    figures: dict[str, Floats] = {
        "sites": none if matrix.sites is None else matrix.sites,
        "squares": none if matrix.squares is None else matrix.squares,
        **dict.fromkeys(BESIDE, none),
    }
    table = rows_of_cells(matrix, figures)
    return table.append_column("earned", pa.array([""] * table.num_rows, pa.string()))


def _stars(matrix: Matrix, edition: str) -> list[str]:
    rows, columns = np.nonzero(matrix.jobs > 0)
    if not edition:
        return [""] * len(rows)
    found = specialisation.stars(matrix.jobs, edition)
    earned = np.asarray(found.earned)[:, rows, columns].T
    return [" ".join(np.array(found.criteria)[cell].tolist()) for cell in earned]
