"""The one pass over the rows, as Ibis expressions: each pair of codes with its sums and with what was wrong in it.

Codes are grouped as they stand in the file; what they mean is settled afterwards, on the cells, of which there are few.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
from ibis.expr import operations as ops
from ibis.expr import types as ir

from grappe.analytics.sources.bands import Band
from grappe.analytics.sources.layout import Layout, Shape

GROUPS = ("year", "region", "industry")
SUMS = ("rows", "aside", "negative", "unreadable", "jobs", "sites", "squares", "jobs_low", "jobs_high")


@dataclass(frozen=True)
class Rows:
    """A table with its meaning.

    Parameters
    ----------
    table : as the engine reads it.
    layout : its kind.
    columns : target -> the file's own name.
    bands : columns that count the establishments of a size class (of counts only).
    sound : whether the files themselves state that every figure of jobs is there and none is negative.
    """

    table: ir.Table
    layout: Layout
    columns: Mapping[str, str]
    bands: Mapping[str, Band]
    sound: bool = False

    def column(self, target: str) -> ir.Column | None:
        return self.table[self.columns[target]] if target in self.columns else None


def number(column: ir.Column) -> ir.NumericColumn:
    """A column as a number; a text that is none becomes null.

    Sums of whole numbers are exact, and the same in any order, as long as they stay below 2 to the power of 53.
    """
    # DuckDB 2.0 hands a bare try_cast down to its reader of text files, which stops at a text that is no number.
    return column.cast("float64") if column.type().is_numeric() else column.strip().try_cast("float64")


def in_use(rows: Rows) -> ir.BooleanColumn | None:
    """Whether the row is of an establishment in use; None where the layout makes no difference."""
    state = rows.column("state")
    return None if state is None or not rows.layout.open_states else state.isin(sorted(rows.layout.open_states))


def jobs_of(rows: Rows) -> tuple[ir.NumericColumn, ir.NumericColumn, ir.NumericColumn]:
    """Jobs of each establishment with their bounds; of a size class its middle, and null above an open one."""
    band = rows.column("band")
    if band is None:
        jobs = number(rows.table[rows.columns["jobs"]])
        return jobs, jobs, jobs
    code = band.fill_null("NN")
    held = rows.layout.bands
    middle = code.cases(*((key, one.middle) for key, one in held.items()), else_=None).cast("float64")
    low = code.cases(*((key, float(one.low)) for key, one in held.items()), else_=None).cast("float64")
    closed = {key: float(one.high) for key, one in held.items() if one.high is not None}
    # Infinity is carried through the sum and told as unknown.
    high = code.cases(*closed.items(), else_=float("inf")).cast("float64")
    return middle, low, high


def counted(rows: Rows) -> ir.Table:
    """Sum the rows of every year, region and industry.

    Parameters
    ----------
    rows : of any shape.

    Returns
    -------
    table
        Columns of `GROUPS` (codes as text) and `SUMS`.
    """
    grouped = rows.table.group_by(**_groups(rows))
    match rows.layout.shape:
        case Shape.SITES:
            sums = _sums_of_sites(rows)
        case Shape.CELLS:
            sums = _sums_of_cells(rows)
        case Shape.COUNTS:
            sums = _sums_of_counts(rows)
    # What is the same for every row is put beside the sums, not among them.
    fixed = {name: value for name, value in sums.items() if isinstance(value.op(), ops.Literal)}
    found = grouped.aggregate(**{name: sums[name] for name in SUMS if name not in fixed}).mutate(**fixed)
    if "year" not in found.columns:
        found = found.mutate(year=ibis.literal(rows.layout.year, "int64"))
    if "industry" not in found.columns:
        found = found.mutate(industry=ibis.literal(rows.layout.industry or "", "string"))
    return found.mutate(
        year=found.year.strip().try_cast("int64") if found.year.type().is_string() else found.year.cast("int64"),
        region=found.region.cast("string").fill_null(""),
        industry=found.industry.cast("string").fill_null(""),
    )


def _groups(rows: Rows) -> dict[str, ir.Value]:
    year, industry = rows.column("year"), rows.column("industry")
    found = {"year": year, "region": rows.table[rows.columns["region"]], "industry": industry}
    return {name: column for name, column in found.items() if column is not None}


def _sums_of_sites(rows: Rows) -> dict[str, ir.Value]:
    jobs, low, high = jobs_of(rows)
    # Spark's count of a condition that is known of no row is null, not 0: what is not known is taken for false.
    used, good, negative = in_use(rows), (jobs >= 0).fill_null(False), (jobs < 0).fill_null(False)
    count = rows.table.count()
    if rows.sound and used is None:
        return _sums_of_sound_sites(rows, jobs)
    if used is not None:
        used = used.fill_null(False)
        good &= used
    nothing = count - count
    return {
        "rows": count,
        "aside": nothing if used is None else rows.table.count(where=~used),
        "negative": rows.table.count(where=negative if used is None else negative & used),
        "unreadable": rows.table.count(where=jobs.isnull() if used is None else jobs.isnull() & used),
        "jobs": jobs.sum(where=good),
        "sites": rows.table.count(where=good),
        "squares": (jobs * jobs).sum(where=good),
        "jobs_low": ibis.null("float64") if rows.column("band") is None else low.sum(where=good),
        "jobs_high": ibis.null("float64") if rows.column("band") is None else high.sum(where=good),
    }


def _sums_of_sound_sites(rows: Rows, jobs: ir.NumericColumn) -> dict[str, ir.Value]:
    """The same without a look at each figure: a third less to do."""
    nothing, unknown = ibis.literal(0, "int64"), ibis.null("float64")
    return {
        **dict.fromkeys(("aside", "negative", "unreadable"), nothing),
        **dict.fromkeys(("jobs_low", "jobs_high"), unknown),
        "rows": rows.table.count(),
        "sites": rows.table.count(),
        "jobs": jobs.sum(),
        "squares": (jobs * jobs).sum(),
    }


def _sums_of_cells(rows: Rows) -> dict[str, ir.Value]:
    jobs = number(rows.table[rows.columns["jobs"]])
    sites, squares = rows.column("sites"), rows.column("squares")
    good, count = (jobs >= 0).fill_null(False), rows.table.count()
    return {
        "rows": count,
        "aside": count - count,
        "negative": rows.table.count(where=(jobs < 0).fill_null(False)),
        "unreadable": rows.table.count(where=jobs.isnull()),
        "jobs": jobs.sum(where=good),
        "sites": ibis.null("float64") if sites is None else number(sites).sum(where=good),
        "squares": ibis.null("float64") if squares is None else number(squares).sum(where=good),
        "jobs_low": ibis.null("float64"),
        "jobs_high": ibis.null("float64"),
    }


def _sums_of_counts(rows: Rows) -> dict[str, ir.Value]:
    held = [(number(rows.table[name]), band) for name, band in rows.bands.items()]
    count = rows.table.count()

    def total(weight: dict[int, float]) -> ir.NumericColumn:
        terms = [column.fill_null(0) * weight[place] for place, (column, _band) in enumerate(held)]
        whole = terms[0]
        for term in terms[1:]:
            whole += term
        return whole

    each = range(len(held))
    sites = total(dict.fromkeys(each, 1))
    good = ibis.and_(*(column.fill_null(0) >= 0 for column, _band in held))
    opened = {place: 0.0 if held[place][1].high is not None else 1.0 for place in each}
    high = total({place: float(held[place][1].high or 0) for place in each})
    return {
        "rows": count,
        "aside": count - count,
        "negative": rows.table.count(where=~good),
        "unreadable": rows.table.count(where=ibis.or_(*(column.isnull() for column, _band in held))),
        "jobs": total({place: held[place][1].middle for place in each}).sum(where=good),
        "sites": sites.sum(where=good),
        "squares": total({place: held[place][1].middle ** 2 for place in each}).sum(where=good),
        "jobs_low": total({place: float(held[place][1].low) for place in each}).sum(where=good),
        "jobs_high": ibis.ifelse(total(opened) > 0, float("inf"), high).sum(where=good),
    }
