"""Cells told in the codes that were asked for, as Ibis expressions, with the location quotient of each."""

from collections.abc import Mapping

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from grappe.analytics.backends.backend import Backend
from grappe.analytics.sources.codes import Fate, changes_nothing
from grappe.analytics.sources.faults import OnBad

NO_YEAR = -1
# Infinity says that there is no bound; not every engine can be asked for it.
BOUNDLESS = 1e300
FIGURES = ("jobs", "sites", "squares", "jobs_low", "jobs_high")


def recoded(
    backend: Backend, raw: ir.Table, regions: Mapping[str, Fate], industries: Mapping[str, Fate], on_bad: OnBad
) -> ir.Table:
    """Bring counted cells to other codes.

    Parameters
    ----------
    backend : holds the small tables of codes.
    raw : as `counted` gives them.
    regions, industries : the fate of every code.
    on_bad : which fates count.

    Returns
    -------
    table
        year, region, industry and the figures. Shares of a code that is split weigh all figures, the squares too:
        an establishment goes whole to one of the new codes with the probability of the weight.
    """
    cells = raw.filter(raw.jobs.notnull())
    untouched = True
    for name, fates in (("region", regions), ("industry", industries)):
        if not changes_nothing(fates):
            untouched = False
            cells = _shared_out(backend, cells, name, fates, on_bad)
    if not untouched:
        cells = cells.group_by("year", "region", "industry").aggregate(**{name: cells[name].sum() for name in FIGURES})
    figures = {name: cells[name].cast("float64") for name in FIGURES}
    # Above an open size class no bound is known.
    figures["jobs_high"] = ibis.ifelse(figures["jobs_high"] < BOUNDLESS, figures["jobs_high"], ibis.null("float64"))
    return cells.mutate(**figures).select("year", "region", "industry", *FIGURES)


def _shared_out(backend: Backend, cells: ir.Table, name: str, fates: Mapping[str, Fate], on_bad: OnBad) -> ir.Table:
    rows = [(code, target, weight) for code, fate in fates.items() for target, weight in fate.used(on_bad)]
    codes, targets, weights = zip(*rows, strict=True) if rows else ((), (), ())
    moves = backend.held(
        pa.table(
            {
                "code": pa.array(codes, pa.string()),
                "target": pa.array(targets, pa.string()),
                "weight": pa.array(weights, pa.float64()),
            }
        )
    )
    joined = cells.join(moves, cells[name] == moves.code)
    weighed = {figure: joined[figure] * joined.weight for figure in FIGURES}
    return joined.mutate(**{name: joined.target}, **weighed).drop("code", "target", "weight")


def with_quotients(backend: Backend, cells: ir.Table) -> ir.Table:
    """Add the location quotient of every cell within its year; null where region, industry or whole have no jobs.

    The sums of regions and industries are small and are fetched first: in one expression an engine would keep all cells
    to read them four times.
    """
    # A year that is not known is a year like the others: null would join nothing.
    dated = cells.mutate(when=cells.year.fill_null(NO_YEAR))
    regions = backend.held(_with_whole(_sums_of(backend, dated, "region")))
    industries = backend.held(_sums_of(backend, dated, "industry"))
    joined = dated.join(regions, ["when", "region"]).join(industries, ["when", "industry"])
    below = joined.in_region * joined.in_industry
    quotient = ibis.ifelse(below > 0, joined.jobs * joined.in_all / below, ibis.null("float64"))
    return joined.mutate(location_quotient=quotient).select("year", "region", "industry", *FIGURES, "location_quotient")


def _sums_of(backend: Backend, dated: ir.Table, name: str) -> pa.Table:
    return backend.fetch(dated.group_by("when", name).aggregate(**{f"in_{name}": dated.jobs.sum()}))


def _with_whole(regions: pa.Table) -> pa.Table:
    """Beside each region's jobs, those of all regions in its year."""
    years, jobs = regions["when"].to_pylist(), regions["in_region"].to_pylist()
    whole: dict[int, float] = {}
    for year, number in zip(years, jobs, strict=True):
        whole[year] = whole.get(year, 0.0) + number
    return regions.append_column("in_all", pa.array([whole[year] for year in years], pa.float64()))
