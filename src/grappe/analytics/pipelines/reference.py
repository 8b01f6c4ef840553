"""The same answers in plain Python, row by row: slow, and right because one can read it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from grappe.analytics.sources.codes import Fate
from grappe.analytics.sources.faults import OnBad


@dataclass
class PlainCell:
    """Sums of one cell."""

    jobs: float = 0.0
    sites: float = 0.0
    squares: float = 0.0


Key = tuple[int | None, str, str]


def plain_cells(
    rows: Iterable[Mapping[str, object]], region: Callable[[str], Fate], industry: Callable[[str], Fate], on_bad: OnBad
) -> dict[Key, PlainCell]:
    """Sum establishments into cells.

    Parameters
    ----------
    rows : with year (optional), region, industry and jobs; rows whose jobs are no number of 0 or above do not count.
    region, industry : the fate of a code.
    on_bad : which fates count.

    Returns
    -------
    dict
        From (year, region, industry) to its sums.
    """
    cells: dict[Key, PlainCell] = {}
    for row in rows:
        jobs = row["jobs"]
        if not isinstance(jobs, int | float) or jobs < 0:
            continue
        year = row.get("year")
        for place, share in region(str(row["region"] or "")).used(on_bad):
            for trade, weight in industry(str(row["industry"] or "")).used(on_bad):
                cell = cells.setdefault((int(str(year)) if year is not None else None, place, trade), PlainCell())
                cell.jobs += jobs * share * weight
                cell.sites += share * weight
                cell.squares += jobs * jobs * share * weight
    return cells


def plain_quotients(cells: Mapping[Key, PlainCell]) -> dict[Key, float | None]:
    """Location quotient of each cell within its year; None where it is undefined."""
    found: dict[Key, float | None] = {}
    for (year, place, trade), cell in cells.items():
        same_year = {key: one.jobs for key, one in cells.items() if key[0] == year}
        in_region = sum(jobs for key, jobs in same_year.items() if key[1] == place)
        in_industry = sum(jobs for key, jobs in same_year.items() if key[2] == trade)
        below = in_region * in_industry
        found[year, place, trade] = cell.jobs * sum(same_year.values()) / below if below > 0 else None
    return found
