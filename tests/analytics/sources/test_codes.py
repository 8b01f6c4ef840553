"""Codes by version: territories, nomenclatures, correspondences."""

from datetime import date

import pytest

from grappe.analytics.sources import Reason, SourceError, naf_in_use
from grappe.analytics.sources.layout import Held
from grappe.analytics.sources.nomenclatures import industry_reading, read_concordance
from grappe.analytics.sources.territories import FRENCH_NUTS_2013, nuts_2016, reading_of


@pytest.mark.parametrize(
    ("territory", "held", "code", "targets", "reason"),
    [
        ("fr-2016", "commune", "01001", "84", None),
        ("fr-2016", "commune", "1001", "84", None),
        ("fr-2016", "commune", "97411", "04", None),
        ("fr-before-2016", "commune", "2B033", "94", None),
        ("fr-2016", "commune", "98818", None, Reason.UNKNOWN_REGION),
        ("fr-2016", "region", "82", "84", Reason.REGION_OF_ANOTHER_VINTAGE),
        ("fr-before-2016", "region", "84", None, Reason.REGION_OF_ANOTHER_VINTAGE),
        ("fr-2016", "department", "2a", "94", None),
        ("nuts-2016", "region", "FR71", "FRK2", Reason.REGION_OF_ANOTHER_VINTAGE),
        ("us-states", "region", "6085", "06", None),
        ("fr-2016", "region", " ", None, Reason.BLANK_REGION),
    ],
)
def test_codes_of_territories(territory, held, code, targets, reason):
    fate = reading_of(territory, Held(held))(code)
    assert fate.reason is reason
    assert [one for one, _weight in fate.targets] == ([targets] if targets else [])


def test_every_french_region_of_2013_has_another_code_in_2016():
    assert len(FRENCH_NUTS_2013) == len(set(FRENCH_NUTS_2013.values())) == 26
    assert nuts_2016("FR10").reason is None


def test_a_territory_out_of_reach_says_what_there_is():
    with pytest.raises(SourceError, match="fr-departments"):
        reading_of("fr-departments", Held.REGION)
    with pytest.raises(SourceError, match="--territories"):
        reading_of("fr-communes-2025", Held.COMMUNE)


@pytest.mark.real_data
def test_a_commune_that_was_merged_is_told_by_its_name_of_2025(real_data):
    read = reading_of("fr-communes-2025", Held.COMMUNE, folder=real_data / "geo_fr")
    # Annecy-le-Vieux went into Annecy in 2017.
    assert read("74011").targets == (("74010", 1.0),)


def test_the_nomenclature_changes_in_2027():
    assert (naf_in_use(date(2026, 12, 31)).code, naf_in_use(date(2027, 1, 1)).code) == ("naf-rev2", "naf-2025")


def test_levels_and_other_nomenclatures(tmp_path):
    assert industry_reading("naf-rev2", level="section")("6201Z").targets == (("J", 1.0),)
    assert industry_reading("nace-rev2", level="group")("C10.11").targets == (("10.1", 1.0),)
    assert industry_reading("naics", level="2")("511210").targets == (("51", 1.0),)
    assert industry_reading("naf-rev2")("511210").reason is Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE
    with pytest.raises(SourceError, match="No level"):
        industry_reading("naf-rev2", level="wing")
    path = tmp_path / "old.csv"
    path.write_text("source;target\nX1;62.01Z\nX1;62.02A\n", encoding="utf-8")
    assert industry_reading("naf-rev2", level="division", concordance=read_concordance(path))("X1").targets == (
        ("62", 0.5), ("62", 0.5),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source,target,weight\na,b,0.5\n", "weights of a add up to 0.5"),
        ("source,target,weight\na,b,x\n", "line 2, weight"),
        ("source,target,weight\na,b,2\n", "not between 0 and 1"),
        ("old,new\na,b\n", "source and target"),
    ],
)
def test_a_correspondence_that_loses_jobs_is_refused(tmp_path, text, told):
    path = tmp_path / "old.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        read_concordance(path)
