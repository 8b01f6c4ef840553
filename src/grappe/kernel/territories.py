"""French departments and regions, before and since the reform of 1 January 2016."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from grappe.kernel.spelling import folded
from grappe.kernel.tables import FactsDefectError, Row, flag, read_rows

Vintage = Literal["2016", "before_2016"]
VINTAGES: tuple[Vintage, ...] = ("2016", "before_2016")


class UnknownTerritoryError(LookupError):
    """No French territory answers to this code or name."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(f"{text!r} is no {kind}: give its INSEE code or its full name.")
        self.text = text
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one vintage; the same code may stand in both with other borders."""

    vintage: Vintage
    code: str
    name_fr: str
    name_en: str
    overseas: bool
    lon: float
    lat: float

    @property
    def key(self) -> str:
        """One text for one region whatever the vintage, such as ``2016:84``."""
        return f"{self.vintage}:{self.code}"


@dataclass(frozen=True, slots=True)
class Department:
    """A department, or an overseas collectivity (``kind``), which has neither region nor ``chief_town``."""

    code: str
    name_fr: str
    name_en: str
    kind: Literal["department", "collectivity"]
    region_2016: str | None
    region_before_2016: str | None
    lon: float
    lat: float
    chief_town: str


def region_from(row: Row) -> Region:
    vintage: Vintage = "2016" if row["vintage"] == "2016" else "before_2016"
    return Region(
        vintage=vintage,
        code=row["code"],
        name_fr=row["name_fr"],
        name_en=row["name_en"],
        overseas=flag(row["overseas"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
    )


def department_from(row: Row) -> Department:
    return Department(
        code=row["code"],
        name_fr=row["name_fr"],
        name_en=row["name_en"],
        kind="department" if row["kind"] == "department" else "collectivity",
        region_2016=row["region_2016"] or None,
        region_before_2016=row["region_before_2016"] or None,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        chief_town=row["chief_town"],
    )


@cache
def regions(vintage: Vintage = "2016") -> dict[str, Region]:
    """The regions of a vintage by code: 18 since 2016, 26 before."""
    rows = read_rows("territories/regions.csv")
    return {row["code"]: region_from(row) for row in rows if row["vintage"] == vintage}


@cache
def departments() -> dict[str, Department]:
    """The 101 departments and 8 overseas collectivities by code."""
    found = {row["code"]: department_from(row) for row in read_rows("territories/departments.csv")}
    for one in found.values():
        new, old = one.region_2016, one.region_before_2016
        if (new and new not in regions("2016")) or (old and old not in regions("before_2016")):
            raise FactsDefectError("territories/departments.csv", f"{one.code} names an unknown region")
    return found


def department(code: str) -> Department:
    """The department of a code, in any case: ``2a`` and ``2A`` are one."""
    found = departments().get(code.strip().upper().zfill(2))
    if found is None:
        raise UnknownTerritoryError(code, "department")
    return found


def department_named(text: str) -> Department:
    """The department of a code or of a French or English name, accents and case aside."""
    wanted = folded(text)
    for one in departments().values():
        if wanted in {folded(one.name_fr), folded(one.name_en)}:
            return one
    return department(text)


def region_of(department_code: str, vintage: Vintage = "2016") -> Region | None:
    """The region a department belongs to; none for a collectivity, or for Mayotte before 2011."""
    one = department(department_code)
    code = one.region_2016 if vintage == "2016" else one.region_before_2016
    return regions(vintage)[code] if code else None


@cache
def regions_since_2016() -> dict[str, str]:
    """Old region code to new region code: each old region went whole into one new region."""
    return {
        one.region_before_2016: one.region_2016
        for one in departments().values()
        if one.region_before_2016 and one.region_2016
    }


def region_named(text: str, vintage: Vintage = "2016") -> Region:
    """The region of a vintage by code or by French or English name, accents and case aside."""
    wanted = folded(text)
    for one in regions(vintage).values():
        if text.strip() == one.code or wanted in names_of(one):
            return one
    raise UnknownTerritoryError(text, f"region ({vintage})")


def names_of(region: Region) -> frozenset[str]:
    return frozenset(folded(name) for name in (region.name_fr, region.name_en))
