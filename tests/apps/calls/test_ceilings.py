"""Facts from the rows, and the ceilings of aid that the engine and the call's own rates give."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.call_rows import lead_of, make_firm, make_partner, make_proposal, make_round, spend
from tests.factories import make_cluster, make_organisation

from grappe.apps.calls.bridge.ceilings import Taker, ceilings_of, de_minimis_over
from grappe.apps.calls.bridge.eligibility import judge
from grappe.apps.calls.bridge.facts import facts_of
from grappe.apps.calls.domain.labels import ask_label
from grappe.apps.calls.enums import Beneficiary, RuleCode, Verdict
from grappe.apps.calls.models import AidRate, EligibilityRule
from grappe.apps.directory.enums import OrganisationKind, SizeDefinition, TerritoryKind
from grappe.apps.directory.models import Shareholding, SizeAssessment, Territory

DAY = date(2025, 6, 1)


def taker(number=1, **values):
    held = {
        "id": number,
        "group": str(number),
        "kind": "firm",
        "size": "small",
        "rate_class": "",
        "is_economic": False,
        "may_publish": True,
        "state": "FR",
        "in_territory": True,
        "is_labelled": True,
        "costs": {"industrial": Decimal(1000)},
        "aid": None,
        "de_minimis": (),
    } | values
    return Taker(**held)


def rate(beneficiary, share, **values):
    return AidRate(beneficiary=beneficiary, rate=Decimal(share), **values)


FUI = [
    rate("sme", "0.45", in_territory=True),
    rate("sme", "0.30", in_territory=False),
    rate("eti", "0.30", in_territory=True),
    rate("large", "0.25"),
    rate("laboratory", "0.40"),
]


def test_a_small_firm_has_the_rate_of_smes_and_a_laboratory_its_own():
    found = ceilings_of([taker(1), taker(2, kind="laboratory", size=None)], FUI, DAY)
    assert (found[1].low, found[1].high) == (Decimal(450), Decimal(450))
    assert (found[2].low, found[2].high) == (Decimal(400), Decimal(400))


def test_the_law_cuts_what_a_generous_call_gives():
    """A large firm alone: experimental development at 25 %, whatever the call says."""
    found = ceilings_of([taker(size="large", costs={"experimental": Decimal(1000)})], [rate("large", "0.9")], DAY)
    assert found[1].high == Decimal(250)


def test_without_a_size_the_ceiling_lies_between():
    found = ceilings_of([taker(size=None)], FUI, DAY)
    assert found[1].low == Decimal(250)
    assert found[1].high == Decimal(450)


def test_no_rule_is_known_for_a_distant_day():
    assert ceilings_of([taker()], FUI, date(1950, 1, 1)) == {}
    assert de_minimis_over([], date(1950, 1, 1)) is None


def test_de_minimis_over_any_three_years():
    spread = [(date(2021, 1, 1), Decimal(200_000)), (date(2025, 1, 1), Decimal(200_000))]
    assert de_minimis_over(spread, DAY) == 0
    assert de_minimis_over([*spread, (date(2024, 6, 1), Decimal(150_000))], DAY) == Decimal(50_000)


@given(
    st.lists(
        st.builds(
            taker,
            st.just(1),
            kind=st.sampled_from(["firm", "laboratory", "other"]),
            size=st.none() | st.sampled_from(["micro", "small", "medium", "eti", "large"]),
            in_territory=st.none() | st.booleans(),
            costs=st.dictionaries(
                st.sampled_from(["fundamental", "industrial", "experimental", "feasibility"]),
                st.decimals(0, 10**6, places=2),
            ),
        ),
        max_size=4,
    )
)
def test_no_ceiling_is_above_the_costs(found):
    takers = [
        taker(number, **{name: getattr(one, name) for name in ("kind", "size", "in_territory", "costs")})
        for number, one in enumerate(found)
    ]
    for number, ceiling in ceilings_of(takers, FUI, DAY).items():
        assert 0 <= ceiling.low <= ceiling.high <= takers[number].cost


@pytest.mark.django_db
def test_facts_are_read_from_the_register():
    department = Territory.objects.create(kind=TerritoryKind.DEPARTMENT, code="06", name_fr="A", name_en="A")
    elsewhere = Territory.objects.create(kind=TerritoryKind.DEPARTMENT, code="29", name_fr="F", name_en="F")
    lead, subsidiary = make_firm(department=department), make_firm(department=elsewhere)
    owner = make_organisation()
    for owned in (lead, subsidiary):
        Shareholding.objects.create(owner=owner, owned=owned, capital_share=60, voting_share=60)
    SizeAssessment.objects.create(
        organisation=lead,
        definition=SizeDefinition.EU_SME,
        category="small",
        assessed_on=DAY,
        rules_version="1",
        problem={},
        result={},
    )
    proposal = make_proposal(lead=lead)
    spend(make_partner(proposal, subsidiary), 1000)
    spend(proposal.partners.get(is_lead=True), 3000, aid_requested=Decimal(900))
    cluster = make_cluster()
    cluster.territories.add(department)
    ask_label(proposal=proposal, cluster=cluster, by=lead_of(proposal))

    facts = facts_of(proposal, DAY)

    first, second = facts.partners
    assert first.group == second.group
    assert (first.size, second.size) == ("small", None)
    assert (first.in_label_territory, second.in_first_territory) == (True, False)
    assert (facts.labels, facts.labels_asked, first.aid) == (0, 1, Decimal(900))


@pytest.mark.django_db
def test_a_rule_of_the_round_replaces_its_call_s_and_days_decide():
    held = make_round()
    texts = {"text_fr": "Deux entreprises", "text_en": "Two firms"}
    EligibilityRule.objects.create(call=held.call, code=RuleCode.FIRMS, parameters={"min": 2}, **texts)
    EligibilityRule.objects.create(call=held.call, code=RuleCode.LABEL, valid_until=date(2020, 1, 1), **texts)
    proposal = make_proposal(held)
    assert [(one.rule.code, one.verdict) for one in judge(proposal, DAY)] == [(RuleCode.FIRMS, Verdict.NOT_MET)]
    EligibilityRule.objects.create(call=held.call, round=held, code=RuleCode.FIRMS, parameters={"min": 1}, **texts)
    assert [one.verdict for one in judge(proposal, DAY)] == [Verdict.MET]


def test_the_values_of_beneficiaries_and_kinds_are_the_engine_s():
    assert {"sme", "eti", "large", "laboratory", "laboratory-marginal"} <= set(Beneficiary.values)
    assert "laboratory" in OrganisationKind.values
