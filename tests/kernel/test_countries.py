"""Countries under every name a file gives them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.countries import UnknownCountryError, codes, countries, country, country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EL", "GR"),
        ("GRC", "GR"),
        ("UK", "GB"),
        ("uk", "GB"),
        ("NA", "NA"),
        ("na", "NA"),
        ("Namibia", "NA"),
        ("Namibie", "NA"),
        ("Allemagne", "DE"),
        ("Germany", "DE"),
        ("ALLEMAGNE ", "DE"),
        ("Deutschland", "DE"),
        ("République tchèque", "CZ"),
        ("Tchéquie", "CZ"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Etats-Unis", "US"),
        ("U.S.A.", "US"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnia & Herzegovina", "BA"),
        ("Saint Lucia", "LC"),
        ("Turkey", "TR"),
        ("XK", "XK"),
        ("GF", "GF"),
    ],
)
def test_a_country_is_found(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", " ", "N/A", "n.a.", "ZZ", "-", "Atlantis", "Europe", "nan", "null"])
def test_a_missing_value_is_no_country(text: str) -> None:
    with pytest.raises(UnknownCountryError):
        country_code(text)


@given(st.sampled_from(sorted(countries())), st.booleans())
def test_every_country_answers_to_its_codes_and_names(code: str, upper: bool) -> None:
    one = countries()[code]
    for text in (one.alpha2, one.alpha3, one.name_fr, one.name_en):
        assert country_code(text.upper() if upper else text.lower()) == code


@given(st.text(max_size=12))
def test_any_text_is_a_country_or_a_named_error(text: str) -> None:
    with suppress(UnknownCountryError):
        assert country(text).alpha2 in countries()


def test_codes_lead_to_countries() -> None:
    assert len(countries()) == 250
    assert set(codes().values()) == set(countries())
    assert all(-180 <= one.lon <= 180 and -90 <= one.lat <= 90 for one in countries().values())
