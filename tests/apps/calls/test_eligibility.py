"""Rules as pure functions: examples of each, and what holds whatever is filled in."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.apps.calls.eligibility import CHECKS, Ceiling, Facts, PartnerFacts, Rule, check
from grappe.apps.calls.enums import RuleCode, Verdict
from grappe.apps.calls.phrases.findings import REASONS, told

KINDS = ["firm", "laboratory", "school", "service_provider", "public_authority"]
SIZES = ["micro", "small", "medium", "eti", "large"]
RULES = [
    Rule(RuleCode.FIRMS, {"min": 2}),
    Rule(RuleCode.RESEARCH_PARTNER, {"min": 1}),
    Rule(RuleCode.LEAD_KIND, {"kinds": ["firm"]}),
    Rule(RuleCode.SME_PARTNER),
    Rule(RuleCode.SME_OR_ETI_PARTNER),
    Rule(RuleCode.PARTNER_SHARE, {"max": "0.7"}),
    Rule(RuleCode.PARTNER_MINIMUM, {"min": "0.02"}),
    Rule(RuleCode.PARTNERS, {"min": 3, "max": 6}),
    Rule(RuleCode.COUNTRIES, {"min": 2, "countries": ["FR", "DE", "NA"]}),
    Rule(RuleCode.LABEL),
    Rule(RuleCode.LABEL_TERRITORY, {"min": "0.5"}),
    Rule(RuleCode.LEAD_LABEL_TERRITORY, {"min": "0.25"}),
    Rule(RuleCode.TOTAL_COST, {"min": 750000}),
    Rule(RuleCode.DURATION, {"max": 36}),
    Rule(RuleCode.AID_CEILING),
    Rule(RuleCode.DE_MINIMIS),
    Rule(RuleCode.RESEARCH_SHARE, {"min": "0.1", "max": "0.3"}),
    Rule(RuleCode.STATED),
]


def partner(number, **values):
    return PartnerFacts(**({"id": number, "name": f"P{number}", "group": str(number), "cost": Decimal(100)} | values))


def verdict(facts, code, **parameters):
    (finding,) = check(facts, [Rule(code, parameters)])
    return finding.verdict


def test_every_kind_of_rule_has_its_check_and_an_example_here():
    assert set(CHECKS) == set(RuleCode) == {rule.code for rule in RULES}


def test_linked_firms_count_once():
    firms = Facts(partners=(partner(1, kind="firm", group="a"), partner(2, kind="firm", group="a")))
    assert verdict(firms, RuleCode.FIRMS, min=2) == Verdict.NOT_MET
    apart = Facts(partners=(partner(1, kind="firm"), partner(2, kind="firm")))
    assert verdict(apart, RuleCode.FIRMS, min=2) == Verdict.MET


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (("FR", "DE"), Verdict.MET),
        (("FR", "FR"), Verdict.NOT_MET),
        (("FR", None), Verdict.UNKNOWN),
        (("FR", "DE", None), Verdict.UNKNOWN),
        (("FR", "DE", "US"), Verdict.NOT_MET),
    ],
)
def test_partners_of_two_eligible_countries(countries, expected):
    facts = Facts(partners=tuple(partner(number, country=one) for number, one in enumerate(countries)))
    assert verdict(facts, RuleCode.COUNTRIES, min=2, countries=["FR", "DE"]) == expected


def test_a_laboratory_does_not_lead():
    facts = Facts(partners=(partner(1, kind="laboratory", is_lead=True),))
    assert verdict(facts, RuleCode.LEAD_KIND, kinds=["firm"]) == Verdict.NOT_MET


@pytest.mark.parametrize(
    ("kind", "cost", "expected"),
    [
        ("laboratory", 25, Verdict.MET),
        ("laboratory", 50, Verdict.NOT_MET),
        ("school", 5, Verdict.NOT_MET),
        (None, 25, Verdict.UNKNOWN),
    ],
)
def test_laboratories_bear_from_ten_to_thirty_per_cent(kind, cost, expected):
    facts = Facts(partners=(partner(1, kind="firm"), partner(2, kind=kind, cost=Decimal(cost))))
    assert verdict(facts, RuleCode.RESEARCH_SHARE, min="0.1", max="0.3") == expected


@pytest.mark.parametrize(
    ("costs", "expected"), [((70, 30), Verdict.MET), ((71, 29), Verdict.NOT_MET), ((0, 0), Verdict.UNKNOWN)]
)
def test_no_partner_above_seventy_per_cent(costs, expected):
    facts = Facts(partners=tuple(partner(number, cost=Decimal(cost)) for number, cost in enumerate(costs)))
    assert check(facts, [Rule(RuleCode.PARTNER_SHARE, {"max": "0.7"})])[0].verdict == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((True, False), Verdict.MET),
        ((False, False), Verdict.NOT_MET),
        ((None, False), Verdict.UNKNOWN),
        ((True, None), Verdict.MET),
    ],
)
def test_half_of_the_work_on_the_territories(places, expected):
    facts = Facts(partners=tuple(partner(number, in_label_territory=place) for number, place in enumerate(places)))
    assert verdict(facts, RuleCode.LABEL_TERRITORY, min="0.5") == expected


@pytest.mark.parametrize(
    ("size", "expected"), [("small", Verdict.MET), ("eti", Verdict.NOT_MET), (None, Verdict.UNKNOWN)]
)
def test_an_sme_by_the_computed_size(size, expected):
    facts = Facts(partners=(partner(1, kind="firm", size=size),))
    assert verdict(facts, RuleCode.SME_PARTNER) == expected


@pytest.mark.parametrize(
    ("aid", "expected"),
    [(None, Verdict.UNKNOWN), (20, Verdict.MET), (30, Verdict.UNKNOWN), (50, Verdict.NOT_MET)],
)
def test_aid_under_a_ceiling_that_is_not_known_for_certain(aid, expected):
    asked = None if aid is None else Decimal(aid)
    facts = Facts(partners=(partner(1, aid=asked, ceiling=Ceiling(Decimal(25), Decimal(45))),))
    assert verdict(facts, RuleCode.AID_CEILING) == expected


def test_a_label_that_is_asked_for_may_still_come():
    facts = Facts(partners=(partner(1),))
    assert verdict(facts, RuleCode.LABEL) == Verdict.NOT_MET
    assert verdict(replace(facts, labels_asked=1), RuleCode.LABEL) == Verdict.UNKNOWN
    assert verdict(replace(facts, labels=1), RuleCode.LABEL) == Verdict.MET


amounts = st.decimals(0, 10**7, places=2)
partners_strategy = st.lists(
    st.builds(
        PartnerFacts,
        id=st.integers(1, 9),
        name=st.just("P"),
        group=st.sampled_from("abc"),
        kind=st.none() | st.sampled_from(KINDS),
        country=st.none() | st.sampled_from(["FR", "DE", "US"]),
        size=st.none() | st.sampled_from(SIZES),
        cost=amounts,
        in_label_territory=st.none() | st.booleans(),
        in_first_territory=st.none() | st.booleans(),
        aid=st.none() | amounts,
        ceiling=st.none() | st.builds(lambda a, b: Ceiling(min(a, b), max(a, b)), amounts, amounts),
    ),
    max_size=5,
)
facts_strategy = st.builds(
    Facts,
    partners=partners_strategy.map(
        lambda found: tuple(replace(one, id=number, is_lead=number == 0) for number, one in enumerate(found))
    ),
    labels=st.integers(0, 2),
    labels_asked=st.integers(0, 2),
    months=st.none() | st.integers(1, 60),
)


@given(facts_strategy)
def test_every_finding_can_be_told(facts):
    for finding in check(facts, RULES):
        assert finding.reason in REASONS
        assert told(finding)


@given(facts_strategy, st.data())
def test_what_is_certain_stays_so_whatever_is_filled_in(facts, data):
    """A verdict of met or not met never turns over when kinds, sizes, places and labels become known."""

    def filled(one):
        ceiling = one.ceiling
        if ceiling is not None:
            amount = data.draw(st.decimals(ceiling.low, ceiling.high, places=2))
            ceiling = Ceiling(amount, amount)
        return replace(
            one,
            kind=one.kind or data.draw(st.sampled_from(KINDS)),
            country=one.country or data.draw(st.sampled_from(["FR", "DE", "US"])),
            size=one.size or data.draw(st.sampled_from(SIZES)),
            in_label_territory=data.draw(st.booleans()) if one.in_label_territory is None else one.in_label_territory,
            in_first_territory=data.draw(st.booleans()) if one.in_first_territory is None else one.in_first_territory,
            ceiling=ceiling,
        )

    granted = data.draw(st.integers(0, facts.labels_asked))
    later = replace(
        facts,
        partners=tuple(filled(one) for one in facts.partners),
        labels=facts.labels + granted,
        labels_asked=0,
    )
    for before, after in zip(check(facts, RULES), check(later, RULES), strict=True):
        if before.verdict != Verdict.UNKNOWN:
            assert after.verdict == before.verdict


@given(facts_strategy)
def test_shares_are_shares(facts):
    for finding in check(facts, RULES):
        for name in ("share", "open"):
            if name in finding.values:
                assert 0 <= finding.values[name] <= 1
