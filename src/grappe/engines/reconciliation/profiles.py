"""Profiles: everything of a record that comparison and blocking look at, worked out once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from grappe.engines.reconciliation.folding import fold, squeeze
from grappe.engines.reconciliation.naming import NormalisedName, normalise_name
from grappe.engines.reconciliation.records import OrganisationRecord
from grappe.engines.reconciliation.vocabulary import read_vocabulary

_COUNTRY_ALIASES = {"EL": "GR", "UK": "GB"}
_HOST = re.compile(r"^(?:[a-z]+://)?(?:www\d?\.)?([^/:?#\s]+)", re.IGNORECASE)
_CITY_NOISE = re.compile(r"\b(?:cedex|cx|\d+)\b")
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A record ready to be compared.

    Attributes
    ----------
    names : tuple of NormalisedName
    shorts : frozenset of str
        Short names as one squeezed word each.
    terms : frozenset of str
        Terms of all names.
    places : frozenset of str
        Terms of the city and of the country: in a name they tell little.
    domain : str
        Web host without "www".
    """

    id: str
    source: str
    country: str
    city: str
    postcode: str
    domain: str
    kind: str
    names: tuple[NormalisedName, ...]
    shorts: frozenset[str]
    terms: frozenset[str]
    places: frozenset[str]
    identifiers: frozenset[tuple[str, str]]


def profile_of(record: OrganisationRecord) -> Profile:
    """Return the profile of one record."""
    long_names = [name for name in record.names if fold(name)]
    short_names = [name for name in record.short_names if fold(name)]
    names = tuple(sorted({normalise_name(name) for name in long_names or short_names}, key=lambda n: n.text))
    country = record.country.strip().upper()
    country = _COUNTRY_ALIASES.get(country, country)
    city = " ".join(_CITY_NOISE.sub(" ", fold(record.city)).split())
    return Profile(
        id=record.id,
        source=record.source,
        country=country,
        city="".join(squeeze(word) for word in sorted(normalise_name(city).terms)),
        postcode="".join(fold(record.postcode).split()),
        domain=domain_of(record.website),
        kind=fold(record.kind),
        names=names,
        shorts=frozenset(_short_words(short_names)),
        terms=frozenset(term for name in names for term in name.terms),
        places=normalise_name(city).terms | country_terms(country),
        identifiers=frozenset(
            (scheme.lower(), "".join(value.split()).upper()) for scheme, value in record.identifiers if value.strip()
        ),
    )


def profiles_of(records: Sequence[OrganisationRecord]) -> tuple[Profile, ...]:
    """Return the profiles of the records, in the order given; refuse two records of one id."""
    if len({record.id for record in records}) < len(records):
        raise ValueError("Every record needs an id of its own; number the records that share one.")
    return tuple(profile_of(record) for record in records)


def domain_of(website: str) -> str:
    """Return the host of a web address in lower case, without "www"; "" if there is none."""
    found = _HOST.match(website.strip())
    host = found.group(1).lower().rstrip(".") if found else ""
    return host if "." in host else ""


@cache
def country_terms(country: str) -> frozenset[str]:
    """Return the words that name `country` in organisation names."""
    return frozenset(read_vocabulary("countries")["terms"].get(country, ()))


def _short_words(short_names: Sequence[str]) -> set[str]:
    words = {normalise_name(name).squeezed for name in short_names}
    return {word for word in words if len(word) >= _SHORTEST_ACRONYM}
