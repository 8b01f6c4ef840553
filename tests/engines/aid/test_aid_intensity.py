import json
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from grappe.engines.aid import AidError, Size, intensity, packaged_rules, scheme_rate

ON = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("category", "size", "bonuses", "expected"),
    [
        ("fundamental", "large", (), "1"),
        ("industrial", "large", (), "0.5"),
        ("industrial", "medium", (), "0.6"),
        ("industrial", "small", (), "0.7"),
        ("industrial", "micro", (), "0.7"),
        ("industrial", "small", ("collaboration",), "0.8"),
        ("industrial", "medium", ("collaboration",), "0.75"),
        ("industrial", "large", ("c-region",), "0.55"),
        ("industrial", "large", ("three-states",), "0.75"),
        ("industrial", "large", ("collaboration", "c-region"), "0.65"),
        ("industrial", "large", ("collaboration", "three-states", "c-region"), "0.75"),
        ("industrial", "large", ("collaboration", "dissemination"), "0.65"),
        ("experimental", "large", (), "0.25"),
        ("experimental", "medium", ("licences",), "0.5"),
        ("experimental", "small", ("a-region",), "0.6"),
        ("experimental", "small", ("three-states",), "0.7"),
        ("feasibility", "large", ("collaboration",), "0.5"),
        ("feasibility", "medium", (), "0.6"),
        ("feasibility", "small", ("three-states",), "0.7"),
        ("testing-infrastructure", "small", ("two-states", "sme-capacity"), "0.6"),
        ("testing-infrastructure", "large", ("two-states", "sme-capacity"), "0.4"),
        ("cluster-operation", "large", (), "0.5"),
        ("sme-innovation", "medium", (), "0.5"),
        ("sme-innovation", "large", (), "0"),
        ("innovation-advice", "small", (), "1"),
    ],
)
def test_rates_of_the_regulation(category, size, bonuses, expected):
    answer = intensity(category=category, size=size, on=ON, bonuses=bonuses)
    assert answer.max_intensity == Decimal(expected)


def test_no_set_of_bonuses_passes_the_cap_and_more_bonuses_never_lower():
    names = ("collaboration", "dissemination", "licences", "a-region", "c-region", "three-states")
    for category, size in product(("industrial", "experimental"), Size):
        for mask in product([False, True], repeat=len(names)):
            some = [name for name, taken in zip(names, mask, strict=True) if taken]
            share = intensity(category=category, size=size, on=ON, bonuses=some).max_intensity
            fewer = intensity(category=category, size=size, on=ON, bonuses=some[1:]).max_intensity
            assert fewer <= share <= Decimal("0.8")


def test_every_rule_says_where_it_stands():
    for category, size in product(("industrial", "feasibility"), Size):
        for step in intensity(category=category, size=size, on=ON).steps[:-1]:
            assert step.source
            assert step.status


def test_the_day_of_grant_chooses_the_rules():
    with pytest.raises(AidError, match="licences is no bonus"):
        intensity(category="industrial", size="small", on=date(2023, 6, 30), bonuses=["licences"])
    before = intensity(category="industrial", size="small", on=date(2023, 6, 30), bonuses=["dissemination"])
    assert before.max_intensity == Decimal("0.8")
    assert {step.status for step in before.steps[:-1]} == {"memory"}


@pytest.mark.parametrize("on", [date(2014, 6, 30), date(2027, 1, 1)])
def test_no_answer_is_given_for_a_day_without_rules(on):
    with pytest.raises(AidError, match="add its version, with"):
        intensity(category="industrial", size="small", on=on)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"round": 18, "beneficiary": "sme"}, "0.45"),
        ({"round": 18, "beneficiary": "sme", "in_territory": False}, "0.30"),
        ({"round": 18, "beneficiary": "eti"}, "0.30"),
        ({"round": 10, "beneficiary": "large"}, "0.25"),
        ({"round": 10, "beneficiary": "laboratory"}, "0.40"),
        ({"round": 10, "beneficiary": "laboratory-marginal"}, "1"),
        ({"round": 25, "beneficiary": "sme"}, "0.50"),
        ({"round": 25, "beneficiary": "eti", "in_territory": False}, "0.30"),
        ({"scheme": "pspc-regions", "round": None, "beneficiary": "sme", "labelled": False}, "0.35"),
    ],
)
def test_rates_of_the_rounds(asked, expected):
    rate, step = scheme_rate(**{"scheme": "fui"} | asked)
    assert rate == Decimal(expected)
    assert step.source


@pytest.mark.parametrize("asked", [{"round": 23, "beneficiary": "sme"}, {"round": 25, "beneficiary": "laboratory"}])
def test_a_rate_nobody_published_is_not_made_up(asked):
    with pytest.raises(AidError, match="add it to the rules"):
        scheme_rate(scheme="fui", **asked)


@pytest.mark.real_data
def test_the_packaged_rules_are_those_of_the_notes(real_data):
    notes = json.loads((real_data / "engines" / "rules" / "gber_rdi_rules.json").read_text())
    rules = packaged_rules().exemption_on(ON)
    for name, share in notes["art25"]["base"].items():
        assert rules.category(name).base == Decimal(str(share))
    for name in ("fundamental", "industrial", "experimental"):
        assert rules.thresholds[name] == Decimal(str(notes["art4_notification_eur"][name]))
    de_minimis = packaged_rules().de_minimis_on(ON)
    assert de_minimis.ceiling == notes["de_minimis"]["ceiling_eur"]
    assert rules.category("innovation-advice").ceiling == notes["art28"]["advisory_and_support_services"]["ceiling_eur"]
    assert rules.publish_above == notes["art9_publication_eur"]["threshold"]
