"""The star rules of each edition, as data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from grappe.engines.specialisation.errors import UnknownEditionError


class Rule(StrEnum):
    """How a measure earns a star: by a fixed threshold, or by standing among the first of its category."""

    AT_LEAST = "at_least"
    TOP_SHARE = "top_share"


@dataclass(frozen=True)
class Criterion:
    """One star.

    Parameters
    ----------
    name : of the star.
    measure : what is looked at: `jobs`, `location_quotient`, `share_of_region`, `share_of_category`, or one given.
    rule : fixed threshold or top share.
    threshold : the least value, or the share of regions between 0 and 1.
    """

    name: str
    measure: str
    rule: Rule
    threshold: float


@dataclass(frozen=True)
class Edition:
    """One publication's definition of strength.

    Parameters
    ----------
    name : by which it is asked for.
    title, geography, categories, source : as the publication has them.
    minimum_jobs : a cell below gets no star.
    criteria : one star each.
    grades : least number of stars of each grade, empty where the edition has none.
    status : what of the definition was read in its source, and what is still to be verified.
    """

    name: str
    title: str
    geography: str
    categories: str
    minimum_jobs: float
    criteria: tuple[Criterion, ...]
    grades: Mapping[str, int]
    source: str
    status: str


def edition_of(record: Mapping[str, Any]) -> Edition:
    """Read an edition from its JSON record, so that a user can bring a definition of their own."""
    criteria = tuple(
        Criterion(c["name"], c["measure"], Rule(c["rule"]), float(c["threshold"])) for c in record["criteria"]
    )
    return Edition(**{**record, "criteria": criteria, "grades": dict(record["grades"])})


@cache
def editions() -> tuple[Edition, ...]:
    """Return the editions that come with the package, oldest first."""
    text = resources.files("grappe.engines.specialisation").joinpath("stars.json").read_text(encoding="utf-8")
    return tuple(edition_of(record) for record in json.loads(text)["editions"])


def edition_named(name: str) -> Edition:
    """Return one edition, or say which there are."""
    for edition in editions():
        if edition.name == name:
            return edition
    raise UnknownEditionError(f"No edition {name!r}; there are {', '.join(e.name for e in editions())}.")
