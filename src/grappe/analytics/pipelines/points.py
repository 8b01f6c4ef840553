"""Establishments as points on a plane: coordinates checked one by one, located, refused or repaired as asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from grappe.analytics.backends.backend import Backend
from grappe.analytics.pipelines.counting import Rows, in_use, jobs_of, number
from grappe.analytics.sources.faults import BadRowsError, OnBad, Place, Reason, SourceError, Trouble, UnknownLayoutError
from grappe.analytics.sources.files import input_of
from grappe.analytics.sources.layouts import layout_named, layout_of
from grappe.analytics.sources.projection import LAMBERT_93, around

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
DEGREES, LAMBERT, PLANE = "degrees", "lambert-93", "plane"
FIRST = 3
METRES_A_KILOMETRE = 1000.0
# Lambert 93 of metropolitan France, with room at its edges, in metres.
FRANCE_IN_LAMBERT = (0.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Asked:
    """How the file is read.

    Parameters
    ----------
    pattern : a path or glob.
    layout : recognised by the columns when None.
    columns : target -> the file's own name (x, y, industry, jobs, key).
    coordinates : degrees, lambert-93 or plane (any plane, in metres).
    within : west, south, east and north that hold every place, in degrees or metres; not checked when None.
    on_bad : what is done with bad rows.
    """

    pattern: str
    layout: str | None = None
    columns: Mapping[str, str] | None = None
    coordinates: str = DEGREES
    within: Box | None = None
    on_bad: OnBad = OnBad.REFUSE


@dataclass(frozen=True)
class Points:
    """Places that can be used.

    Parameters
    ----------
    places : shape (sites, 2), kilometres on a plane.
    industry : shape (sites,), codes.
    jobs : shape (sites,), at least 0; ones where the file has none.
    rows : in, left aside, left out by reason, used.
    troubles : what was found, and done.
    hashes : of the files, by name.
    """

    places: Floats
    industry: NDArray[np.str_]
    jobs: Floats
    rows: Mapping[str, int]
    troubles: tuple[Trouble, ...]
    hashes: Mapping[str, str]


def read_points(asked: Asked, backend: Backend) -> Points:
    """Read establishments with their places.

    Parameters
    ----------
    asked : which file, and how.
    backend : reads it.

    Returns
    -------
    Points
        In kilometres, with the account of rows.

    Raises
    ------
    SourceError
        The file has no coordinates or cannot be read.
    BadRowsError
        Rows that `on_bad` refuses, named and located.
    """
    table, header, file = _fetched(asked, backend)
    x, y = (table[name].to_numpy(zero_copy_only=False).astype(np.float64) for name in ("x", "y"))
    jobs = table["jobs"].to_numpy(zero_copy_only=False).astype(np.float64)
    used = np.asarray(table["used"].to_numpy(zero_copy_only=False), dtype=np.bool_)
    faults = {**_of_places(x, y, asked), **_of_jobs(jobs)}
    good, troubles = used.copy(), []
    for reason, wrong in faults.items():
        mine = wrong & good
        if not mine.any():
            continue
        trouble = _told(reason, mine, (x, y, jobs), asked.on_bad, header=header, file=file)
        troubles.append(trouble)
        if trouble.done == "repaired":
            _mend(reason, mine, x, y)
        else:
            good &= ~mine
    refused = [one for one in troubles if one.done == "refused"]
    if refused:
        raise BadRowsError(refused)
    out = {f"left out {one.reason.value.replace('_', ' ')}": one.rows for one in troubles if one.done == "left out"}
    rows = {"in": len(x), "left aside": int((~used).sum()), **out, "used": int(good.sum())}
    industry = np.asarray(table["industry"].to_pylist(), dtype=str)[good]
    places = _on_a_plane(x[good], y[good], asked.coordinates)
    return Points(places, industry, jobs[good], rows, tuple(troubles), input_of(asked.pattern).hashes())


def _fetched(asked: Asked, backend: Backend) -> tuple[pa.Table, int, str]:
    files = input_of(asked.pattern)
    name = files.files[0].name
    layout = layout_named(asked.layout) if asked.layout else layout_of(files.header, name)
    own = {target: (column,) for target, column in (asked.columns or {}).items()}
    layout = replace(layout, columns={**layout.columns, **own})
    columns = layout.found_in(files.header)
    missing = [target for target in ("x", "y", "industry") if target not in columns]
    if missing:
        raise UnknownLayoutError(f"{name}: no column for {', '.join(missing)}; name it with --column TARGET=NAME.")
    table = (
        backend.read_parquet(files.pattern)
        if files.delimiter is None
        else backend.read_csv(files.pattern, files.delimiter)
    )
    numbered = backend.numbered(table)
    rows = Rows(numbered, layout, columns, {})
    counted = "band" in columns or "jobs" in columns
    used = in_use(rows)
    held = numbered.select(
        x=number(numbered[columns["x"]]),
        y=number(numbered[columns["y"]]),
        industry=numbered[columns["industry"]].cast("string").fill_null(""),
        jobs=jobs_of(rows)[0] if counted else numbered.line * 0.0 + 1.0,
        used=(numbered.line > 0) if used is None else used.fill_null(value=False),
        line=numbered.line,
    ).order_by("line")
    return backend.fetch(held), 0 if files.is_parquet else 1, name


def _of_jobs(jobs: Floats) -> dict[Reason, Booleans]:
    return {Reason.NEGATIVE_JOBS: jobs < 0, Reason.UNREADABLE_JOBS: np.isnan(jobs)}


def _of_places(x: Floats, y: Floats, asked: Asked) -> dict[Reason, Booleans]:
    """Every place with one fault at most; the surest explanation first."""
    absent = ~np.isfinite(x) | ~np.isfinite(y)
    if asked.coordinates == PLANE:
        outside = np.zeros_like(absent) if asked.within is None else ~_inside(x, y, asked.within)
        return {Reason.NO_COORDINATES: absent, Reason.PLACE_OUT_OF_REACH: outside & ~absent}
    if asked.coordinates == LAMBERT:
        box = asked.within or FRANCE_IN_LAMBERT
        outside = ~_inside(x, y, box) & ~absent
        turned = outside & _inside(y, x, box)
        return {
            Reason.NO_COORDINATES: absent,
            Reason.SWAPPED_COORDINATES: turned,
            Reason.PLACE_OUT_OF_REACH: outside & ~turned,
        }
    if asked.coordinates != DEGREES:
        raise SourceError(f"No coordinates {asked.coordinates!r}: write degrees, lambert-93 or plane.")
    box = asked.within or (-180.0, -90.0, 180.0, 90.0)
    outside = ~_inside(x, y, box) & ~absent
    turned = outside & _inside(y, x, box)
    projected = outside & ~turned & _inside(x, y, FRANCE_IN_LAMBERT) & (np.abs(y) > 180.0)  # noqa: PLR2004
    return {
        Reason.NO_COORDINATES: absent,
        Reason.SWAPPED_COORDINATES: turned,
        Reason.PROJECTED_COORDINATES: projected,
        Reason.PLACE_OUT_OF_REACH: outside & ~turned & ~projected,
    }


def _inside(x: Floats, y: Floats, box: Box) -> Booleans:
    west, south, east, north = box
    with np.errstate(invalid="ignore"):
        return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))


def _told(
    reason: Reason, wrong: Booleans, values: tuple[Floats, Floats, Floats], on_bad: OnBad, *, header: int, file: str
) -> Trouble:
    mendable = reason in {Reason.SWAPPED_COORDINATES, Reason.PROJECTED_COORDINATES}
    done = {OnBad.SKIP: "left out", OnBad.REPAIR: "repaired" if mendable else "refused"}.get(on_bad, "refused")
    x, y, jobs = values
    places = tuple(
        Place(file, int(at) + 1 + header, f"x={x[at]:g}, y={y[at]:g}, jobs={jobs[at]:g}")
        for at in np.flatnonzero(wrong)[:FIRST]
    )
    return Trouble(reason, int(wrong.sum()), places=places, done=done)


def _mend(reason: Reason, wrong: Booleans, x: Floats, y: Floats) -> None:
    if reason is Reason.SWAPPED_COORDINATES:
        x[wrong], y[wrong] = y[wrong].copy(), x[wrong].copy()
    else:
        x[wrong], y[wrong] = LAMBERT_93.inverse(x[wrong], y[wrong])


def _on_a_plane(x: Floats, y: Floats, coordinates: str) -> Floats:
    if coordinates == DEGREES and len(x):
        x, y = around(x, y).forward(x, y)
    return np.column_stack([x, y]) / METRES_A_KILOMETRE


def account(points: Points, asked: Asked) -> dict[str, Any]:
    """Return the part of the provenance that says where every row went."""
    return {
        "inputs": dict(points.hashes),
        "rows": dict(points.rows),
        "coordinates": asked.coordinates,
        "within": asked.within,
        "on_bad": asked.on_bad.value,
        "troubles": [one.record() for one in points.troubles],
    }
