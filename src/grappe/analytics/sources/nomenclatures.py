"""Codes of industries by version, and weighted correspondences between versions."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from grappe.analytics.sources.codes import Fate, kept
from grappe.analytics.sources.faults import ConcordanceFileError, Reason, SourceError
from grappe.kernel import nomenclature as kernel

NAF = re.compile(r"(\d{2})\.?(\d)(\d)\.?([A-Z])")
NACE = re.compile(r"([A-U])?(\d{2})(?:\.?(\d)(\d)?)?")
NAICS = re.compile(r"\d{2,6}|\d{2}-\d{2}")
CLOSE = 1e-6
Reading = Callable[[str], Fate]
Concordance = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a nomenclature.

    Parameters
    ----------
    code : by which it is asked for.
    title : its name.
    known : brings a code to its written form, or to None where it is no code of this version.
    since : first day of its use, where it is fixed.
    is_listed : whether its codes are known one by one; elsewhere only how they are written.
    """

    code: str
    title: str
    known: Callable[[str], str | None]
    since: date | None = None
    is_listed: bool = True


def naf_rev2(code: str) -> str | None:
    """The code dotted, if NAF rev. 2 has it."""
    match = NAF.fullmatch(code.strip().upper())
    dotted = f"{match[1]}.{match[2]}{match[3]}{match[4]}" if match else ""
    return dotted if dotted in kernel.activities() else None


def nace_rev2(code: str) -> str | None:
    """A section, division, group or class of NACE rev. 2, dotted."""
    text = code.strip().upper()
    if text in kernel.sections():
        return text
    match = NACE.fullmatch(text)
    if match is None:
        return None
    _section, division, group, klass = match.groups()
    dotted = division + (f".{group}" if group else "") + (klass or "")
    return dotted if dotted in _nace_headings() else None


@cache
def _nace_headings() -> frozenset[str]:
    classes = set(kernel.nace_classes())
    return frozenset(classes | {one[:4] for one in classes} | set(kernel.divisions()))


def written_as_naf(code: str) -> str | None:
    """The code dotted, if it is written as one of NAF; which ones exist is not checked."""
    match = NAF.fullmatch(code.strip().upper())
    return f"{match[1]}.{match[2]}{match[3]}{match[4]}" if match else None


def written_as_nace(code: str) -> str | None:
    """The code dotted, if it is written as one of NACE; which ones exist is not checked."""
    match = NACE.fullmatch(code.strip().upper())
    if match is None:
        return None
    _section, division, group, klass = match.groups()
    return division + (f".{group}" if group else "") + (klass or "")


def naics(code: str) -> str | None:
    """A code of two to six digits."""
    return code.strip() if NAICS.fullmatch(code.strip()) else None


def whatever(code: str) -> str | None:
    """Any text."""
    return code if code.strip() else None


VERSIONS = (
    Version("any", "No nomenclature: codes are taken as they stand", whatever),
    Version("naf-rev2", "NAF rev. 2 (2008)", naf_rev2, date(2008, 1, 1)),
    Version("nace-rev2", "NACE rev. 2 (2008)", nace_rev2, date(2008, 1, 1)),
    # In use by decree 2025-736; its list of codes comes with the correspondence that the user gives.
    Version("naf-2025", "NAF 2025", written_as_naf, date(2027, 1, 1), is_listed=False),
    Version("nace-rev2.1", "NACE rev. 2.1", written_as_nace, date(2025, 1, 1), is_listed=False),
    Version("naics", "NAICS", naics),
)


def version_named(code: str) -> Version:
    """Return a version by its code, or say which there are."""
    found = next((one for one in VERSIONS if one.code == code), None)
    if found is None:
        raise SourceError(f"No nomenclature {code!r}; there are {', '.join(one.code for one in VERSIONS)}.")
    return found


def naf_in_use(day: date) -> Version:
    """Return the version of NAF in which an activity of that day is coded."""
    return version_named("naf-2025" if day >= date(2027, 1, 1) else "naf-rev2")


def read_concordance(path: Path) -> Concordance:
    """Read a correspondence: CSV with columns source, target and, if known, weight.

    Parameters
    ----------
    path : the file; without weights, each source is shared out equally over its targets.

    Returns
    -------
    mapping
        From an old code to its new codes with weights that add up to 1.

    Raises
    ------
    ConcordanceFileError
        A column is missing, a weight is no number, or weights of a code do not add up to 1.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ConcordanceFileError(f"{path}: {error.strerror}.") from error
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = list(csv.DictReader(lines, delimiter=delimiter))
    if not rows or not {"source", "target"} <= set(rows[0]):
        raise ConcordanceFileError(f"{path}: columns source and target are needed, and weight where it is known.")
    found: dict[str, list[tuple[str, float]]] = {}
    for line, row in enumerate(rows, start=2):
        found.setdefault(row["source"], []).append((row["target"], _weight(row, path, line)))
    return {code: _whole(code, pairs, path) for code, pairs in found.items()}


def _weight(row: dict[str, str], path: Path, line: int) -> float:
    text = (row.get("weight") or "").replace(",", ".")
    try:
        weight = float(text) if text else -1.0
    except ValueError:
        raise ConcordanceFileError(f"{path}, line {line}, weight: {text!r} is no number.") from None
    if text and not 0 <= weight <= 1:
        raise ConcordanceFileError(f"{path}, line {line}, weight: {text} is not between 0 and 1.")
    return weight


def _whole(code: str, pairs: list[tuple[str, float]], path: Path) -> tuple[tuple[str, float], ...]:
    if all(weight < 0 for _target, weight in pairs):
        return tuple((target, 1 / len(pairs)) for target, _weight in pairs)
    total = sum(max(weight, 0) for _target, weight in pairs)
    if abs(total - 1) > CLOSE:
        raise ConcordanceFileError(f"{path}: the weights of {code} add up to {total:g}, not 1.")
    return tuple((target, weight / total) for target, weight in pairs if weight > 0)


def industry_reading(nomenclature: str, *, level: str = "code", concordance: Concordance | None = None) -> Reading:
    """Return how the industry codes of a file are brought to a version and a level.

    Parameters
    ----------
    nomenclature : the version asked for.
    level : `code` as written, or `section`, `division`, `group`, `class` of NACE, or a number of digits such as `2`.
    concordance : from codes of another version.

    Returns
    -------
    callable
        From a code to its fate.
    """
    version = version_named(nomenclature)
    lifted = _lift(level)
    known = version.known if version.is_listed or concordance is None else _known_by(version, concordance)

    def read(code: str) -> Fate:
        if not code.strip():
            return Fate((), Reason.BLANK_INDUSTRY)
        own = known(code)
        if own is not None:
            return kept(lifted(own))
        targets = _targets(concordance or {}, code)
        if targets:
            return Fate(
                tuple((lifted(one), weight) for one, weight in targets), Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE
            )
        other = any(one.known(code) for one in VERSIONS if one.code not in {"any", nomenclature})
        return Fate((), Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE if other else Reason.UNKNOWN_INDUSTRY)

    return read


def _targets(concordance: Concordance, code: str) -> tuple[tuple[str, float], ...]:
    """What a code goes into, whether it is written with its dot or without."""
    return concordance.get(code.strip()) or concordance.get(written_as_naf(code) or "", ())


def _known_by(version: Version, concordance: Concordance) -> Callable[[str], str | None]:
    """The codes of a version whose list comes with the correspondence: what it leads to, less what it leads away from.

    Old and new codes are written alike: without this an old code would pass for a new one.
    """
    reached = {version.known(target) for pairs in concordance.values() for target, _weight in pairs}
    left = {version.known(code) for code, pairs in concordance.items() if [one for one, _weight in pairs] != [code]}

    def known(code: str) -> str | None:
        own = version.known(code)
        return own if own in reached and own not in left else None

    return known


def _lift(level: str) -> Callable[[str], str]:
    lengths = {"division": 2, "group": 4, "class": 5}
    if level == "code":
        return lambda code: code
    if level == "section":
        return lambda code: code if code in kernel.sections() else kernel.divisions()[code[:2]].section
    if level in lengths:
        return lambda code: code if code in kernel.sections() else code[: lengths[level]]
    if level.isdigit() and int(level) > 0:
        return lambda code: code[: int(level)]
    raise SourceError(f"No level {level!r}: write code, section, division, group, class or a number of digits.")
