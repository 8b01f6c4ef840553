"""What a kind of file looks like: which of its columns means what, and what its codes are of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grappe.analytics.sources.bands import Band
from grappe.analytics.sources.faults import UnknownLayoutError


class Shape(StrEnum):
    """What one row is: an establishment, a cell of jobs, or the establishments of a place counted by size class."""

    SITES = "sites"
    CELLS = "cells"
    COUNTS = "counts"


class Held(StrEnum):
    """What the column of the region holds."""

    REGION = "region"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    NUTS = "nuts"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file.

    Parameters
    ----------
    code : by which it is asked for.
    title : what the source is.
    shape : what one row is.
    columns : target -> the names it has in files, the first found is taken. Targets: key, year, region, industry, jobs,
        band, sites, squares, x, y, state.
    marks : names that only this layout has together; empty for one that is never recognised by itself.
    bands : size classes by code (of sites) or by the end of the column's name (of counts).
    open_states : values of `state` of rows in use; the others are left aside and counted.
    held : what the column of the region holds.
    territory, nomenclature : versions of the codes, unless the caller knows better.
    industry : of every row, where the source has none.
    year : of every row, where the source has none.
    """

    code: str
    title: str
    shape: Shape
    columns: Mapping[str, tuple[str, ...]]
    marks: frozenset[str] = frozenset()
    bands: Mapping[str, Band] = field(default_factory=dict)
    open_states: frozenset[str] = frozenset()
    held: Held = Held.REGION
    territory: str = "any"
    nomenclature: str = "any"
    industry: str | None = None
    year: int | None = None

    def found_in(self, header: Iterable[str]) -> dict[str, str]:
        """The file's own name of each target it has, whatever the case."""
        held = {name.casefold(): name for name in header}
        found = {
            target: next((held[name.casefold()] for name in names if name.casefold() in held), None)
            for target, names in self.columns.items()
        }
        return {target: name for target, name in found.items() if name is not None}

    def bands_in(self, header: Iterable[str]) -> dict[str, Band]:
        """The columns that count establishments of one size class (E14TS10, E15TS10 ...)."""
        return {name: band for name in header for end, band in self.bands.items() if name.upper().endswith(end)}

    def required(self) -> list[str]:
        """Targets without which the file says nothing."""
        needed = ["region"] + ([] if self.industry else ["industry"])
        if self.shape is Shape.SITES:
            return [*needed, "band" if self.bands else "jobs"]
        return needed if self.shape is Shape.COUNTS else [*needed, "jobs"]

    def refuse_other(self, header: Iterable[str], file: str) -> None:
        """Say which columns are missing."""
        names = list(header)
        found = self.found_in(names)
        missing = [target for target in self.required() if target not in found]
        if missing:
            told = "; ".join(f"{target} (one of {', '.join(self.columns.get(target, ()))})" for target in missing)
            raise UnknownLayoutError(
                f"{file}: as a file of layout {self.code} it lacks {told}. It has {', '.join(names[:30])}. "
                "Name another layout with --layout, or give columns with --column TARGET=NAME."
            )
