"""Regions of two vintages, departments, and the way to them from a postcode."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from grappe.kernel.places import department_of_commune, department_of_postcode
from grappe.kernel.territories import (
    UnknownTerritoryError,
    department,
    departments,
    region_named,
    region_of,
    regions,
    regions_since_2016,
)


def test_the_reform_is_told_in_full() -> None:
    assert Counter(one.overseas for one in regions("2016").values()) == {False: 13, True: 5}
    assert Counter(one.overseas for one in regions("before_2016").values()) == {False: 22, True: 4}
    kinds = Counter(one.kind for one in departments().values())
    assert kinds == {"department": 101, "collectivity": 8}
    assert set(regions_since_2016()) == set(regions("before_2016"))
    assert set(regions_since_2016().values()) == set(regions("2016")) - {"06"}


def test_every_department_has_its_regions() -> None:
    for one in departments().values():
        is_department = one.kind == "department"
        assert (one.region_2016 is not None) == is_department
        assert (one.region_before_2016 is not None) == (is_department and one.code != "976")


def test_an_old_region_lies_in_one_new_region() -> None:
    old_to_new = {(one.region_before_2016, one.region_2016) for one in departments().values() if one.region_before_2016}
    assert len(old_to_new) == len(regions("before_2016"))


def test_a_department_changes_its_region() -> None:
    old, new = region_of("76", "before_2016"), region_of("76")
    assert old is not None
    assert new is not None
    assert (old.name_fr, new.name_fr, old.key, new.key) == (
        "Haute-Normandie",
        "Normandie",
        "before_2016:23",
        "2016:28",
    )
    assert region_of("987") is None
    assert department("2a").name_fr == "Corse-du-Sud"
    assert department("1").name_fr == "Ain"


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("06560", "06"),
        ("6560", "06"),
        ("F-06560", "06"),
        ("20000", "2A"),
        ("20167", "2A"),
        ("20200", "2B"),
        ("20290", "2B"),
        ("97133", "977"),
        ("97150", "978"),
        ("97410", "974"),
        ("97600", "976"),
        ("98800", "988"),
        ("75116", "75"),
    ],
)
def test_a_postcode_gives_its_department(postcode: str, code: str) -> None:
    assert department_of_postcode(postcode) == code


@pytest.mark.parametrize("text", ["", "ABCDE", "00100", "96000", "98000", "123456", "2A004"])
def test_what_is_no_french_postcode_is_refused(text: str) -> None:
    with pytest.raises(UnknownTerritoryError):
        department_of_postcode(text)


@pytest.mark.parametrize(("commune", "code"), [("2A004", "2A"), ("2b033", "2B"), ("97411", "974"), ("1031", "01")])
def test_a_commune_gives_its_department(commune: str, code: str) -> None:
    assert department_of_commune(commune) == code


@pytest.mark.parametrize("text", ["", "2C004", "99000", "ABC"])
def test_what_is_no_commune_is_refused(text: str) -> None:
    with pytest.raises(UnknownTerritoryError):
        department_of_commune(text)


def test_a_region_answers_to_its_names() -> None:
    assert region_named("ile de france").code == "11"
    assert region_named("Brittany").code == region_named("BRETAGNE").code == "53"
    assert region_named("Centre", "before_2016").code == "24"
    with pytest.raises(UnknownTerritoryError):
        region_named("Alsace")


@pytest.mark.real_data
def test_every_real_commune_finds_its_department(real_data: Path) -> None:
    with gzip.open(real_data / "geo_fr" / "communes.csv.gz", "rt", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["type"] == "commune-actuelle"]
    served: dict[str, set[str]] = {}
    for row in rows:
        assert department_of_commune(row["code"]) == row["departement"]
        for postcode in filter(None, row["codes_postaux"].split("|")):
            served.setdefault(postcode, set()).add(row["departement"])
    assert all(department_of_postcode(postcode) in held for postcode, held in served.items())


def test_every_department_has_its_chief_town() -> None:
    towns = {one.code: one.chief_town for one in departments().values() if one.kind == "department"}
    assert len(towns) == 101
    assert all(towns.values())
    assert {code: towns[code] for code in ("12", "13", "2A", "75", "974")} == {
        "12": "Rodez",
        "13": "Marseille",
        "2A": "Ajaccio",
        "75": "Paris",
        "974": "Saint-Denis",
    }
    assert not any(one.chief_town for one in departments().values() if one.kind == "collectivity")
