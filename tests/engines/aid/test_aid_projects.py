"""Projects that a reader can check by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from grappe.engines.aid import AidError, Cost, Form, Grant, Kind, Partner, Project, Received, Size, assess

ON = date(2025, 6, 1)


def partner(name, size="small", cost=100_000, category="industrial", ask=0, **changes):
    return Partner(
        name,
        Size(size),
        costs=(Cost(category, Decimal(cost)),),
        grants=(Grant("State", category, Decimal(ask)),) if ask else (),
        **changes,
    )


def laboratory(cost=100_000, **changes):
    return partner("lab", "large", cost, kind=Kind.RESEARCH, may_publish=True, **changes)


def codes(answer, place=0):
    return {step.code for step in answer.partners[place].steps}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), "0.7"),
        ((partner("b", "large"),), "0.8"),
        ((partner("b", "large", 42_858),), "0.8"),
        ((partner("b", "large", 42_857),), "0.7"),
        ((laboratory(11_112),), "0.8"),
        ((laboratory(11_111),), "0.7"),
        ((partner("b", "large", undertaking="a"),), "0.7"),
        ((replace(laboratory(), may_publish=False),), "0.7"),
    ],
    ids=[
        "alone",
        "with another firm",
        "just under 70 %",
        "just above 70 %",
        "a laboratory at 10 %",
        "a laboratory below 10 %",
        "two firms of one group",
        "a laboratory that may not publish",
    ],
)
def test_collaboration_is_read_off_the_costs(others, expected):
    answer = assess(Project(ON, (partner("a", bonuses=("collaboration",)), *others)))
    assert answer.partners[0].lines[0].intensity == Decimal(expected)
    assert ("bonus.refused_collaboration" in codes(answer)) is (expected == "0.7")


def test_three_states_are_counted():
    claim = {"bonuses": ("three-states",), "size": "large"}
    two = (partner("a", **claim), partner("b", "medium", state="DE"))
    assert assess(Project(ON, two)).partners[0].lines[0].intensity == Decimal("0.5")
    three = (*two, partner("c", state="ES"))
    assert assess(Project(ON, three)).partners[0].lines[0].intensity == Decimal("0.75")


def test_the_effective_intensity_is_the_mean_weighted_by_costs():
    costs = (Cost("industrial", Decimal(300_000)), Cost("experimental", Decimal(100_000)))
    answer = assess(Project(ON, (Partner("a", Size.LARGE, costs=costs),)))
    assert answer.partners[0].effective_intensity == Decimal("0.4375")


def test_aid_from_all_sources_stays_under_the_intensity_and_union_funds_beside_it():
    grants = (
        Grant("State", "industrial", Decimal(40_000)),
        Grant("Region", "industrial", Decimal(20_000)),
        Grant("Town", "industrial", Decimal(5_000), Form.DE_MINIMIS),
        Grant("Horizon", "industrial", Decimal(60_000), Form.UNION),
    )
    answer = assess(Project(ON, (replace(partner("a", "large"), grants=grants),)))
    assert [share.allowed for share in answer.partners[0].shares] == [40_000, 10_000, 0, 50_000]
    assert [share.limits for share in answer.partners[0].shares] == [(), ("intensity",), ("intensity",), ("public",)]
    assert {"cumulation.union", "cumulation.same_costs"} <= codes(answer)
    assert not answer.within


def test_a_research_organisation_may_be_paid_in_full():
    answer = assess(Project(ON, (laboratory(ask=100_000),)))
    assert answer.within
    assert codes(answer) == {"research.no_aid"}


def test_the_predominant_category_decides_what_must_be_notified():
    big = partner("a", "large", 100_000_000, "experimental", ask=25_000_000)
    assert assess(Project(ON, (big,))).within
    # The same firm with more than half of the project in industrial research may have more.
    costs = (Cost("experimental", Decimal(100_000_000)), Cost("industrial", Decimal(100_000_001)))
    grants = (Grant("State", "industrial", Decimal(36_000_000)),)
    answer = assess(Project(ON, (replace(big, costs=costs, grants=grants),)))
    assert answer.partners[0].shares[0].allowed == 35_000_000
    assert answer.partners[0].shares[0].limits == ("threshold",)
    assert {"cut.threshold", "publish"} <= codes(answer)


def test_partners_of_one_undertaking_share_its_ceilings():
    asks = {"category": "innovation-advice", "cost": 200_000, "ask": 150_000, "undertaking": "group"}
    answer = assess(Project(ON, (partner("a", **asks), partner("b", **asks))))
    assert [one.shares[0].allowed for one in answer.partners] == [150_000, 70_000]


def test_de_minimis_counts_what_was_received_in_the_same_state():
    grants = (Grant("Town", "industrial", Decimal(60_000), Form.DE_MINIMIS),)
    earlier = (Received(date(2023, 1, 1), Decimal(260_000)),)
    one = replace(partner("a"), grants=grants, received=earlier)
    assert assess(Project(ON, (one,))).partners[0].shares[0].allowed == 40_000
    abroad = partner("b", state="DE", undertaking="a", received=earlier)
    here = replace(one, received=())
    assert assess(Project(ON, (here, abroad))).partners[0].shares[0].allowed == 60_000


def test_de_minimis_alone_may_exceed_the_intensity_but_not_the_costs():
    town = Grant("Town", "industrial", Decimal(120_000), Form.DE_MINIMIS)
    answer = assess(Project(ON, (replace(partner("a", "large"), grants=(town,)),)))
    assert answer.partners[0].shares[0].allowed == 100_000


def test_the_rate_of_a_scheme_comes_beside_the_ceilings():
    one = partner("a", ask=60_000, rate_class="sme")
    answer = assess(Project(date(2018, 1, 15), (one,), scheme="fui", round=25))
    assert answer.partners[0].shares[0].allowed == 50_000
    assert answer.partners[0].shares[0].limits == ("scheme",)


def test_ceilings_are_rounded_down_to_the_cent():
    one = replace(partner("a", "large"), costs=(Cost("experimental", Decimal("0.07")),))
    assert assess(Project(ON, (one,))).partners[0].lines[0].ceiling == Decimal("0.01")


@pytest.mark.parametrize(
    ("project", "reason"),
    [
        (Project(ON, (partner("a"), partner("a"))), "Two partners"),
        (Project(ON, (partner("a", cost=-1),)), "below zero"),
        (Project(ON, (partner("a", cost="NaN"),)), "at most 20 digits"),
        (Project(ON, (partner("a", cost="1e30"),)), "at most 20 digits"),
        (Project(ON, (partner("a", category="marketing"),)), "no category"),
        (Project(ON, (partner("a", bonuses=("luck",)),)), "no bonus"),
        (Project(ON, (partner("a"),), union_rate=Decimal(2)), "0 to 1"),
    ],
)
def test_what_cannot_be_is_refused_by_name(project, reason):
    with pytest.raises(AidError, match=reason):
        assess(project)
