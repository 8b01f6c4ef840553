"""NAF rev. 2 and the NACE classes inside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.nomenclature import (
    NAF_REV2,
    UnknownActivityError,
    activities,
    divisions,
    nace_class,
    nace_classes,
    naf,
    sections,
)


def test_the_nomenclature_is_whole() -> None:
    assert (len(sections()), len(divisions()), len(nace_classes()), len(activities())) == (21, 88, 615, 732)
    assert len({one.nace_group for one in activities().values()}) == 272
    assert all(one.label_fr and one.label_en for one in (*sections().values(), *divisions().values()))
    assert {one.division.code for one in activities().values()} == set(divisions())
    assert {one.section for one in divisions().values()} == set(sections())


@pytest.mark.parametrize("text", ["62.01Z", "6201Z", "62.01z", " 62.01 Z "])
def test_a_code_leads_up_to_its_section(text: str) -> None:
    one = naf(text)
    assert (one.code, one.nace_class, one.nace_group) == ("62.01Z", "62.01", "62.0")
    assert (one.division.code, one.section.code, one.version) == ("62", "J", NAF_REV2)
    assert one.division.label_en.startswith("Computer programming")


@pytest.mark.parametrize("text", ["", "722C", "62.0.1Z", "62.01", "99.99Z", "62.01A", "J"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UnknownActivityError):
        naf(text)


@given(st.sampled_from(sorted(activities())))
def test_every_code_is_found_without_its_dot(code: str) -> None:
    assert naf(code.replace(".", "").lower()).code == code
    assert nace_class(code) == nace_class(code[:5]) == nace_class(code[:5] + ".0") == code[:5]


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(UnknownActivityError):
        nace_class("04.10")
