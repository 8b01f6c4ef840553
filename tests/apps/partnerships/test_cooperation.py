"""Stays by the rule of their day, networks of at least two, a firm's way abroad."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.factories import make_cluster, make_membership, make_organisation, make_user

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.partnerships.domain.abroad import add_path_step, close_path, open_path
from grappe.apps.partnerships.domain.networks import (
    add_step,
    found_network,
    join_network,
    leave_network,
    note_step_done,
)
from grappe.apps.partnerships.domain.stays import (
    agree_stay,
    cancel_stay,
    load_stay_rules,
    propose_stay,
    report_stay,
    rule_on,
)
from grappe.apps.partnerships.enums import AbroadStepKind, NetworkStepKind, StayState
from grappe.apps.partnerships.errors import AbroadRefusedError, NetworkRefusedError, StayRefusedError
from grappe.apps.partnerships.models import StayRule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def propose(days=5, starts=TODAY, **values):
    return propose_stay(
        **{"home": make_cluster(), "host": make_cluster(country="DK")} | values,
        visitor_function="Director",
        aims="Learn how members are animated",
        starts_on=starts,
        ends_on=starts + timedelta(days=days - 1),
        by=make_user(),
    )


@pytest.fixture
def rules():
    load_reference()
    assert load_stay_rules() == 1
    assert load_stay_rules() == 0


def test_the_packaged_rule_says_that_it_is_to_be_verified(rules):
    rule = rule_on(TODAY)
    assert rule is not None
    assert (rule.least_days, rule.most_days, rule.confidence) == (3, 31, Confidence.UNVERIFIED)


@pytest.mark.parametrize(("days", "is_kept"), [(0, False), (2, False), (3, True), (31, True), (32, False)])
def test_a_stay_keeps_to_the_rule_of_its_first_day(rules, days, is_kept):
    if is_kept:
        assert propose(days).days == days
    else:
        with pytest.raises(StayRefusedError):
            propose(days)


def test_another_rule_holds_on_another_day():
    StayRule.objects.create(period=(date(2020, 1, 1), date(2021, 1, 1)), least_days=1, most_days=2)
    StayRule.objects.create(period=(date(2021, 1, 1), None), least_days=3, most_days=31, lump_sum=Decimal(900))
    assert propose(2, starts=date(2020, 12, 31)).lump_sum is None
    assert propose(3, starts=date(2021, 1, 1)).lump_sum == 900
    with pytest.raises(StayRefusedError):
        propose(3, starts=date(2019, 12, 31))


def test_a_stay_is_agreed_then_reported_and_not_otherwise(rules):
    stay = propose()
    with pytest.raises(StayRefusedError):
        report_stay(stay=stay, report="Done", by=make_user())
    stay = agree_stay(stay=stay, by=make_user())
    with pytest.raises(StayRefusedError):
        report_stay(stay=stay, report=" ", by=make_user())
    assert report_stay(stay=stay, report="Two members met.", by=make_user()).state == StayState.REPORTED
    with pytest.raises(StayRefusedError):
        cancel_stay(stay=stay, by=make_user())
    same = make_cluster()
    with pytest.raises(StayRefusedError):
        propose(home=same, host=same)


def test_a_network_has_two_clusters_and_keeps_its_lead():
    lead, other, third = make_cluster(), make_cluster(country="DE"), make_cluster(country="IT")
    with pytest.raises(NetworkRefusedError):
        found_network(lead=lead, name="Alone", members=[lead], by=make_user())
    network = found_network(lead=lead, name="Composites and aeronautics", members=[other], by=make_user())
    with pytest.raises(NetworkRefusedError):
        found_network(lead=lead, name="Composites and aeronautics", members=[other], by=make_user())
    join_network(network=network, cluster=third, by=make_user())
    leave_network(network=network, cluster=other, by=make_user())
    with pytest.raises(NetworkRefusedError):
        leave_network(network=network, cluster=lead, by=make_user())
    assert set(network.members.all()) == {lead, third}
    step = add_step(network=network, kind=NetworkStepKind.CALL, text="First joint call", due_on=None, by=make_user())
    assert note_step_done(step=step, on=TODAY, by=make_user()).done_on == TODAY


def test_a_firm_goes_abroad_with_its_own_cluster_and_tells_the_result():
    firm, cluster = make_organisation(country="FR"), make_cluster()
    known = {"organisation": firm, "cluster": cluster, "aim": "Sell", "today": TODAY, "by": make_user()}
    with pytest.raises(AbroadRefusedError):
        open_path(country="DE", **known)
    make_membership(firm, cluster)
    for country in ("FR", "ZZ"):
        with pytest.raises(AbroadRefusedError):
            open_path(country=country, **known)
    path = open_path(country="DE", **known)
    add_path_step(path=path, kind=AbroadStepKind.DIAGNOSIS, on=TODAY, text="Two days", by=make_user())
    with pytest.raises(AbroadRefusedError):
        close_path(path=path, result="", on=TODAY, by=make_user())
    path = close_path(path=path, result="One contract", on=TODAY, by=make_user())
    with pytest.raises(AbroadRefusedError):
        add_path_step(path=path, kind=AbroadStepKind.MISSION, on=TODAY, text="Late", by=make_user())
