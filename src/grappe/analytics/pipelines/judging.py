"""What is wrong with the rows that were counted, and what is done about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ibis.expr import types as ir

from grappe.analytics.backends.backend import Backend
from grappe.analytics.pipelines.counting import Rows
from grappe.analytics.pipelines.locating import places_of
from grappe.analytics.pipelines.repeats import Repeats
from grappe.analytics.pipelines.request import Request
from grappe.analytics.sources.codes import Fate
from grappe.analytics.sources.faults import BadRowsError, OnBad, Reason, Trouble
from grappe.analytics.sources.files import Input
from grappe.analytics.sources.layout import Layout, Shape
from grappe.analytics.sources.nomenclatures import industry_reading, read_concordance
from grappe.analytics.sources.territories import reading_of

SHOWN = 5


@dataclass(frozen=True)
class Account:
    """Where every row went.

    Parameters
    ----------
    territory, nomenclature : versions of the codes.
    regions, industries : the fate of each code.
    rows : in, left aside (closed), suppressed, left out by reason, used.
    repeats : whether repeated rows were looked for, and by what.
    troubles : what was found, and done.
    """

    territory: str
    nomenclature: str
    regions: Mapping[str, Fate]
    industries: Mapping[str, Fate]
    rows: Mapping[str, int]
    repeats: str
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class Read:
    """What was read.

    Parameters
    ----------
    layout : of the files.
    files : where they stand.
    reader : from one file to its rows.
    repeats : what was found of repeated rows; None where the layout has no key.
    """

    layout: Layout
    files: Input
    reader: Callable[[Path], Rows]
    repeats: Repeats | None


def account_of(backend: Backend, raw: ir.Table, request: Request, read: Read) -> Account:
    """Judge the counted rows.

    Parameters
    ----------
    backend : computes.
    raw : counted cells.
    request : says what is done with bad rows.
    read : what was read, to look again at.

    Returns
    -------
    Account
        With the fate of every code.

    Raises
    ------
    BadRowsError
        Rows are refused; each reason with its rows, codes and places.
    """
    layout, repeats = read.layout, read.repeats
    territory, nomenclature, held = request.codes(layout)
    read_region = reading_of(territory, held, folder=request.territories)
    concordance = read_concordance(request.concordance) if request.concordance else None
    read_industry = (
        industry_reading(nomenclature, level=request.level, concordance=concordance)
        if layout.industry is None
        else industry_reading("any")
    )
    totals = _totals(backend, raw)
    by_region, by_industry = _good_rows(backend, raw, "region"), _good_rows(backend, raw, "industry")
    regions = {code: read_region(code) for code in by_region}
    industries = {code: read_industry(code) for code in by_industry}
    lost = [code for code, fate in regions.items() if fate.reason and not fate.used(request.on_bad)]
    if lost:
        by_industry = _good_rows(backend, raw.filter(raw.region.notin(lost)), "industry")
    found = [
        *_of_jobs(totals, layout),
        *_of_codes(regions, by_region),
        *_of_codes(industries, by_industry),
        *_of_repeats(repeats),
    ]
    troubles = tuple(_dealt_with(one, request.on_bad, mendable=mendable) for one, mendable in found)
    refused = [one for one in troubles if one.done == "refused"]
    if refused:
        raise BadRowsError([_located(backend, one, read) for one in refused])
    return Account(
        territory, nomenclature, regions, industries, _balance(totals, layout, troubles, repeats),
        "by key" if repeats else "not looked for: the rows have no key (name one with --column key=NAME)", troubles,
    )  # fmt: skip


def _totals(backend: Backend, raw: ir.Table) -> dict[str, int]:
    names = ("rows", "aside", "negative", "unreadable")
    row = backend.fetch(raw.aggregate(**{name: raw[name].sum() for name in names})).to_pylist()[0]
    return {name: int(row[name] or 0) for name in names}


def _good_rows(backend: Backend, raw: ir.Table, name: str) -> dict[str, int]:
    """Rows in use whose jobs can be read, by code."""
    good = (raw.rows - raw.aside - raw.negative - raw.unreadable).sum()
    held = backend.fetch(raw.group_by(raw[name]).aggregate(good=good)).to_pydict()
    return {code: int(rows) for code, rows in sorted(zip(held[name], held["good"], strict=True))}


def _of_jobs(totals: Mapping[str, int], layout: Layout) -> list[tuple[Trouble, bool]]:
    found = []
    if totals["negative"]:
        found.append((Trouble(Reason.NEGATIVE_JOBS, totals["negative"]), False))
    # In a table of cells a figure that is not there is one that is kept secret.
    if totals["unreadable"] and layout.shape is not Shape.CELLS:
        found.append((Trouble(Reason.UNREADABLE_JOBS, totals["unreadable"]), False))
    return found


def _of_codes(fates: Mapping[str, Fate], rows: Mapping[str, int]) -> list[tuple[Trouble, bool]]:
    found = []
    for reason in Reason:
        for mendable in (True, False):
            codes = [
                code
                for code, fate in fates.items()
                if fate.reason is reason and fate.repairable is mendable and rows.get(code)
            ]
            if codes:
                found.append((Trouble(reason, sum(rows[code] for code in codes), tuple(codes)), mendable))
    return found


def _of_repeats(repeats: Repeats | None) -> list[tuple[Trouble, bool]]:
    if repeats is None:
        return []
    same = Trouble(Reason.REPEATED_ROW, repeats.repeated, repeats.repeated_keys)
    other = Trouble(Reason.KEY_WITH_SEVERAL_ROWS, repeats.conflicting, repeats.conflicting_keys)
    return [(one, mendable) for one, mendable in ((same, True), (other, False)) if one.rows]


def _dealt_with(trouble: Trouble, on_bad: OnBad, *, mendable: bool) -> Trouble:
    done = "refused"
    if on_bad is OnBad.SKIP:
        done = "left out"
    elif on_bad is OnBad.REPAIR and mendable:
        done = "repaired"
    return Trouble(trouble.reason, trouble.rows, trouble.values, trouble.places, done)


def _located(backend: Backend, trouble: Trouble, read: Read) -> Trouble:
    codes = tuple(code for code in trouble.values if code.strip())
    places = places_of(backend, read.files, read.reader, trouble.reason, codes)
    return Trouble(trouble.reason, trouble.rows, trouble.values[:SHOWN], places, trouble.done)


def _balance(
    totals: Mapping[str, int], layout: Layout, troubles: tuple[Trouble, ...], repeats: Repeats | None
) -> dict[str, int]:
    """Rows in are rows used, left aside, suppressed or left out: nothing goes without being told."""
    removed = (repeats.repeated + repeats.conflicting) if repeats else 0
    out = {
        f"left_out_{one.reason.value}": one.rows
        for one in troubles
        if one.done == "left out" or one.reason is Reason.REPEATED_ROW
    }
    suppressed = totals["unreadable"] if layout.shape is Shape.CELLS else 0
    rows_in = totals["rows"] + removed
    used = rows_in - totals["aside"] - suppressed - sum(out.values())
    return {"in": rows_in, "left_aside": totals["aside"], "suppressed": suppressed, **out, "used": used}
