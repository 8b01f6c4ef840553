"""Codes of territories by version: old and new regions, communes that changed, NUTS 2013 and 2016."""

import csv
import gzip
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from grappe.analytics.sources.codes import Fate, kept
from grappe.analytics.sources.faults import Reason, SourceError
from grappe.analytics.sources.layout import Held
from grappe.kernel import territories as kernel

PASSAGE = "communes_passage_historique.csv.gz"
ZONES = "communes_zonages_2025.csv.gz"
COMMUNE = re.compile(r"(\d{2}|2[AB])\d{3}")
STATE = re.compile(r"\d{1,2}")
COUNTY = re.compile(r"\d{4,5}")
NUTS2 = re.compile(r"[A-Z]{2}[0-9A-Z]{2}")
# France changed all its NUTS 2 codes in 2016 and none of its borders (Eurostat, history of NUTS).
FRENCH_NUTS_2013 = {
    "FR21": "FRF2", "FR22": "FRE2", "FR23": "FRD2", "FR24": "FRB0", "FR25": "FRD1", "FR26": "FRC1", "FR30": "FRE1",
    "FR41": "FRF3", "FR42": "FRF1", "FR43": "FRC2", "FR51": "FRG0", "FR52": "FRH0", "FR53": "FRI3", "FR61": "FRI1",
    "FR62": "FRJ2", "FR63": "FRI2", "FR71": "FRK2", "FR72": "FRK1", "FR81": "FRJ1", "FR82": "FRL0", "FR83": "FRM0",
    "FRA1": "FRY1", "FRA2": "FRY2", "FRA3": "FRY3", "FRA4": "FRY4", "FRA5": "FRY5",
}  # fmt: skip
FRENCH_NUTS_2016 = {new: old for old, new in FRENCH_NUTS_2013.items()}
# A French NUTS 2 region of 2016 is a region of before 2016 (Eurostat, NUTS 2016; INSEE, official geographical code).
FORMER_REGION_OF_NUTS = {
    "FR10": "11", "FRB0": "24", "FRC1": "26", "FRC2": "43", "FRD1": "25", "FRD2": "23", "FRE1": "31", "FRE2": "22",
    "FRF1": "42", "FRF2": "21", "FRF3": "41", "FRG0": "52", "FRH0": "53", "FRI1": "72", "FRI2": "74", "FRI3": "54",
    "FRJ1": "91", "FRJ2": "73", "FRK1": "83", "FRK2": "82", "FRL0": "93", "FRM0": "94", "FRY1": "01", "FRY2": "02",
    "FRY3": "03", "FRY4": "04", "FRY5": "06",
}  # fmt: skip
Reading = Callable[[str], Fate]


def french_region(code: str, *, vintage: kernel.Vintage) -> Fate:
    """A region of France, in one of its two vintages."""
    two = code.strip().zfill(2)
    if two in kernel.regions(vintage):
        return kept(two)
    if vintage == "2016" and two in kernel.regions_since_2016():
        return Fate(((kernel.regions_since_2016()[two], 1.0),), Reason.REGION_OF_ANOTHER_VINTAGE)
    if vintage == "before_2016" and two in kernel.regions("2016"):
        return Fate((), Reason.REGION_OF_ANOTHER_VINTAGE)
    return Fate((), Reason.UNKNOWN_REGION)


def department_of(code: str) -> str | None:
    """The department of a commune's code, whichever year's; None for what is no commune."""
    text = code.strip().upper().zfill(5)
    if not COMMUNE.fullmatch(text):
        return None
    first = text[:3] if text[:2] in {"97", "98"} else text[:2]
    return first if first in kernel.departments() else None


def region_of_department(code: str, *, vintage: kernel.Vintage) -> Fate:
    """The region of a department's code."""
    text = code.strip().upper().zfill(2)
    region = kernel.region_of(text, vintage) if text in kernel.departments() else None
    return Fate(((region.code, 1.0),)) if region else Fate((), Reason.UNKNOWN_REGION)


def region_of_commune(code: str, *, vintage: kernel.Vintage) -> Fate:
    """The region of a commune's code, whichever year's: mergers of communes stay within a region."""
    department = department_of(code)
    return region_of_department(department, vintage=vintage) if department else Fate((), Reason.UNKNOWN_REGION)


def department_of_commune(code: str) -> Fate:
    """The department of a commune's code."""
    department = department_of(code)
    return kept(department) if department else Fate((), Reason.UNKNOWN_REGION)


def commune_of_2025(code: str, *, passage: Mapping[str, str]) -> Fate:
    """The commune of 2025 into which a commune of any year went."""
    text = code.strip().upper().zfill(5)
    if text not in passage:
        return Fate((), Reason.UNKNOWN_REGION)
    return Fate(((passage[text], 1.0),))


def zone_of_commune(code: str, *, passage: Mapping[str, str], zones: Mapping[str, str]) -> Fate:
    """The employment zone of 2020 in which a commune of any year lies."""
    text = code.strip().upper().zfill(5)
    zone = zones.get(passage.get(text, text))
    return kept(zone) if zone else Fate((), Reason.UNKNOWN_REGION)


def department_itself(code: str) -> Fate:
    """A department's own code."""
    text = code.strip().upper().zfill(2)
    return kept(text) if text in kernel.departments() else Fate((), Reason.UNKNOWN_REGION)


def nuts_2016(code: str) -> Fate:
    """A NUTS 2 region of 2016; French codes of 2013 are known as such."""
    text = code.strip().upper()
    if text in FRENCH_NUTS_2013:
        return Fate(((FRENCH_NUTS_2013[text], 1.0),), Reason.REGION_OF_ANOTHER_VINTAGE)
    return kept(text) if NUTS2.fullmatch(text) else Fate((), Reason.UNKNOWN_REGION)


def french_nuts(code: str, *, vintage: kernel.Vintage) -> Fate:
    """The region of France that a NUTS 2 region is, or went into; regions of other countries are none."""
    now = nuts_2016(code)
    former = FORMER_REGION_OF_NUTS.get(now.targets[0][0] if now.targets else "")
    if former is None:
        return Fate((), Reason.UNKNOWN_REGION)
    region = former if vintage == "before_2016" else kernel.regions_since_2016().get(former, former)
    return kept(region) if region in kernel.regions(vintage) else Fate((), Reason.UNKNOWN_REGION)


def us_county(code: str) -> Fate:
    """A county by its five digits; a lost leading zero is given back."""
    text = code.strip()
    return Fate(((text.zfill(5), 1.0),)) if COUNTY.fullmatch(text) else Fate((), Reason.UNKNOWN_REGION)


def us_state(code: str) -> Fate:
    """The state of a county."""
    text = code.strip()
    return Fate(((text.zfill(5)[:2], 1.0),)) if COUNTY.fullmatch(text) else Fate((), Reason.UNKNOWN_REGION)


def us_state_itself(code: str) -> Fate:
    """A state by its two digits; a lost leading zero is given back."""
    text = code.strip()
    return Fate(((text.zfill(2), 1.0),)) if STATE.fullmatch(text) else Fate((), Reason.UNKNOWN_REGION)


def any_code(code: str) -> Fate:
    """Whatever stands there, if anything does."""
    return kept(code) if code.strip() else Fate((), Reason.BLANK_REGION)


READINGS: Mapping[tuple[str, Held], Reading] = {
    ("fr-2016", Held.REGION): partial(french_region, vintage="2016"),
    ("fr-before-2016", Held.REGION): partial(french_region, vintage="before_2016"),
    ("fr-2016", Held.DEPARTMENT): partial(region_of_department, vintage="2016"),
    ("fr-before-2016", Held.DEPARTMENT): partial(region_of_department, vintage="before_2016"),
    ("fr-2016", Held.COMMUNE): partial(region_of_commune, vintage="2016"),
    ("fr-before-2016", Held.COMMUNE): partial(region_of_commune, vintage="before_2016"),
    ("fr-departments", Held.COMMUNE): department_of_commune,
    ("fr-departments", Held.DEPARTMENT): department_itself,
    ("nuts-2016", Held.REGION): nuts_2016,
    ("fr-2016", Held.NUTS): partial(french_nuts, vintage="2016"),
    ("fr-before-2016", Held.NUTS): partial(french_nuts, vintage="before_2016"),
    ("us-counties", Held.REGION): us_county,
    ("us-states", Held.REGION): us_state,
    ("us-states", Held.STATE): us_state_itself,
}
TERRITORIES = ("any", *dict.fromkeys(name for name, _held in READINGS), "fr-communes-2025", "fr-zones-2020")


def reading_of(territory: str, held: Held, *, folder: Path | None = None) -> Reading:
    """Return how the codes of a file are brought to a version of the territory.

    Parameters
    ----------
    territory : the version asked for, one of `TERRITORIES`.
    held : what the file's column holds.
    folder : where the tables of communes stand; needed for `fr-communes-2025` and `fr-zones-2020` only.

    Returns
    -------
    callable
        From a code to its fate.

    Raises
    ------
    SourceError
        The version is unknown, or cannot be reached from what the file holds.
    """
    if territory == "any":
        return any_code
    if territory == "fr-communes-2025" and held is Held.COMMUNE:
        return partial(commune_of_2025, passage=passage_in(folder))
    if territory == "fr-zones-2020" and held is Held.COMMUNE:
        return partial(zone_of_commune, passage=passage_in(folder), zones=zones_in(folder))
    if (territory, held) not in READINGS:
        raise SourceError(
            f"A file that holds a {held.value} cannot be told by {territory!r}. Versions of the territory: "
            f"{', '.join(TERRITORIES)}; say what the file holds with --holds {'|'.join(Held)}."
        )
    reading = READINGS[territory, held]
    return lambda code: reading(code) if code.strip() else Fate((), Reason.BLANK_REGION)


def passage_in(folder: Path | None) -> dict[str, str]:
    """Read which commune of 2025 each former commune went into."""
    return {row[0]: row[1] for row in _rows_in(folder, PASSAGE)[1:]}


def zones_in(folder: Path | None) -> dict[str, str]:
    """Read in which employment zone of 2020 each commune of 2025 lies."""
    first, *rows = _rows_in(folder, ZONES)
    commune, zone = first.index("code"), first.index("ze2020")
    return {row[commune]: row[zone] for row in rows if row[zone]}


def _rows_in(folder: Path | None, name: str) -> list[list[str]]:
    path = (folder or Path()) / name
    if not path.is_file():
        raise SourceError(f"{path} is not there: name the folder of the tables of communes with --territories FOLDER.")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
