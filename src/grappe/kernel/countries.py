"""Countries: ISO 3166 codes, names in French and English, and what files write instead."""

from dataclasses import dataclass
from functools import cache

from grappe.kernel.spelling import folded
from grappe.kernel.tables import FactsDefectError, read_rows


class UnknownCountryError(LookupError):
    """No country answers to this code or name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no country: give an ISO 3166 code or a name in French or English.")
        self.text = text


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1 (and XK), with a rough point for the map."""

    alpha2: str
    alpha3: str
    name_fr: str
    name_en: str
    lon: float
    lat: float


@cache
def countries() -> dict[str, Country]:
    """Every country by its alpha-2 code."""
    return {
        row["alpha2"]: Country(
            alpha2=row["alpha2"],
            alpha3=row["alpha3"],
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
        )
        for row in read_rows("territories/countries.csv")
    }


@cache
def codes() -> dict[str, str]:
    """Two- and three-letter codes, upper case, to alpha-2: EL is GR, UK is GB, NA is Namibia."""
    found = {one.alpha2: one.alpha2 for one in countries().values()}
    found |= {one.alpha3: one.alpha2 for one in countries().values()}
    for row in read_rows("territories/country_aliases.csv"):
        if row["kind"] == "code":
            found[row["alias"]] = row["alpha2"]
    return found


def name_key(name: str) -> str:
    """Folded, with ``St.`` written out and ``and`` left out, since lists differ in both."""
    parts = ["saint" if part == "st" else part for part in folded(name).split()]
    return " ".join(part for part in parts if part not in {"and", "et"})


@cache
def names() -> dict[str, str]:
    """Folded names and their variants to alpha-2."""
    found: dict[str, str] = {}
    pairs = [(name, one.alpha2) for one in countries().values() for name in (one.name_fr, one.name_en)]
    aliases = [row for row in read_rows("territories/country_aliases.csv") if row["kind"] == "name"]
    pairs += [(row["alias"], row["alpha2"]) for row in aliases]
    for name, code in pairs:
        key = name_key(name)
        if found.setdefault(key, code) != code or code not in countries():
            raise FactsDefectError("territories/country_aliases.csv", f"{name!r} has two countries or none")
    return found


def country_code(text: str) -> str:
    """
    The alpha-2 code of a country written as a code or a name.

    Codes come first, in any case: ``NA`` is Namibia and never a missing value.
    An empty text, or ``N/A``, is an error, for the caller to call missing.
    """
    found = codes().get(text.strip().upper()) or names().get(name_key(text))
    if found is None:
        raise UnknownCountryError(text)
    return found


def country(text: str) -> Country:
    """The country a code or a name stands for."""
    return countries()[country_code(text)]
