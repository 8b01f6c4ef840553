"""Activities: NAF rev. 2 and, by its first four digits, NACE rev. 2."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from grappe.kernel.periods import Period
from grappe.kernel.tables import FactsDefectError, read_rows

SUBCLASS = re.compile(r"(\d{2})\.?(\d)(\d)\.?([A-Z])")
CLASS = re.compile(r"(\d{2})\.?(\d)(\d)")


class UnknownActivityError(LookupError):
    """No activity of the nomenclature answers to this code."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no code of NAF rev. 2: write one such as 62.01Z.")
        self.text = text


@dataclass(frozen=True, slots=True)
class NomenclatureVersion:
    """One edition of a nomenclature, with the period it is in use."""

    code: str
    name_fr: str
    name_en: str
    period: Period


NAF_REV2 = NomenclatureVersion(
    code="naf_rev2",
    name_fr="Nomenclature d'activités française, révision 2 (2008)",
    name_en="French classification of activities, revision 2 (2008)",
    period=Period(date(2008, 1, 1)),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section (a letter) or a division (two digits)."""

    code: str
    label_fr: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Division(Heading):
    """A division, with the section it stands in."""

    section: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A sub-class of NAF rev. 2; its label exists in French only."""

    code: str
    label_fr: str
    nace_class: str
    nace_group: str
    division: Division
    section: Heading
    version: NomenclatureVersion = NAF_REV2


@cache
def sections() -> dict[str, Heading]:
    """The 21 sections by letter."""
    rows = read_rows("nomenclature/sections.csv")
    return {row["code"]: Heading(row["code"], row["label_fr"], row["label_en"]) for row in rows}


@cache
def divisions() -> dict[str, Division]:
    """The 88 divisions by their two digits."""
    found = {
        row["code"]: Division(row["code"], row["label_fr"], row["label_en"], row["section"])
        for row in read_rows("nomenclature/divisions.csv")
    }
    for one in found.values():
        if one.section not in sections():
            raise FactsDefectError("nomenclature/divisions.csv", f"{one.code} is in no known section")
    return found


@cache
def activities() -> dict[str, Activity]:
    """The 732 sub-classes by code, dotted: ``62.01Z``."""
    return {row["code"]: activity(row["code"], row["label_fr"]) for row in read_rows("nomenclature/naf_rev2.csv")}


def activity(code: str, label_fr: str) -> Activity:
    division = divisions()[code[:2]]
    return Activity(
        code=code,
        label_fr=label_fr,
        nace_class=code[:5],
        nace_group=code[:4],
        division=division,
        section=sections()[division.section],
    )


@cache
def nace_classes() -> dict[str, Division]:
    """The 615 classes of NACE rev. 2 and their divisions."""
    return {one.nace_class: one.division for one in activities().values()}


def naf(text: str) -> Activity:
    """The sub-class a code names, dotted or not: ``62.01Z``, ``6201z``."""
    match = SUBCLASS.fullmatch(text.strip().upper().replace(" ", ""))
    found = match and activities().get(f"{match[1]}.{match[2]}{match[3]}{match[4]}")
    if not found:
        raise UnknownActivityError(text)
    return found


def nace_class(text: str) -> str:
    """The NACE rev. 2 class of a NAF or NACE code: ``62.01`` of ``6201Z``, ``62.01`` or ``62.01.0``."""
    bare = text.strip().upper().replace(" ", "").removesuffix(".0")
    match = CLASS.fullmatch(bare)
    if match is None:
        return naf(bare).nace_class
    code = f"{match[1]}.{match[2]}{match[3]}"
    if code not in nace_classes():
        raise UnknownActivityError(text)
    return code
