"""Who completes a consortium: the gaps that a round's rules leave, obeyed exactly; asking one of them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import make_proposal, make_round
from tests.factories import make_cluster, make_organisation, make_participation, make_project, make_user

from grappe.apps.calls.domain.labels import ask_label
from grappe.apps.calls.domain.partners import add_partner, decline_part
from grappe.apps.calls.models import EligibilityRule, PartnerCost
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.models import SizeAssessment, Territory
from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.bridge.answers import Wanted
from grappe.apps.partnerships.bridge.consortia import demands_of, group_of, group_of_proposal, partners_for_group
from grappe.apps.partnerships.bridge.register import register_of
from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    snapshots._held.clear()


def rule(held, code, **parameters):
    return EligibilityRule.objects.create(
        call=held.call, code=code, parameters=parameters, text_fr="Règle", text_en="Rule"
    )


@pytest.fixture
def lead():
    """A French firm that worked with a laboratory, a German firm, a large firm and an American one; all consented."""
    lead = make_organisation("Lead", kind="firm", country="FR", size_category="large")
    for name, kind, country, size in (
        ("Lab", "laboratory", "FR", ""),
        ("German", "firm", "DE", "small"),
        ("Big", "firm", "FR", "large"),
        ("American", "firm", "US", "small"),
    ):
        other = make_organisation(name, kind=kind, country=country)
        if size:
            make_size(other, size)
        project = make_project(starts_on=date(2023, 1, 1))
        for one in (lead, other):
            make_participation(project, one)
        consent_to_be_found(body=other, by=None)
    return lead


def letters():
    return ProcrastinateJob.objects.filter(task_name="accounts.send_letter").values_list("args", flat=True)


def make_size(organisation, category):
    """The size that the register computed."""
    SizeAssessment.objects.create(
        organisation=organisation, definition="eu_sme", category=category, assessed_on=TODAY, problem={}, result={}
    )


def names(found):
    return {one.body.legal_name for one in found.rows}


def test_each_rule_leaves_its_gap_until_it_is_met(lead):
    held = make_round()
    rule(held, "firms", min=2)
    rule(held, "research_partner", min=1)
    rule(held, "sme_partner", min=1)
    rule(held, "countries", min=2, countries=["FR", "DE"])
    alone = demands_of([lead], held, on=TODAY)
    assert [one.code for one in alone.gaps] == ["firm", "research", "sme", "country"]
    assert alone.eligible == {"FR", "DE"}
    assert alone.least_countries == 2
    whole = [
        lead,
        make_organisation(kind="laboratory", country="FR"),
        make_organisation(kind="firm", country="DE", size_category="small"),
    ]
    assert demands_of(whole, held, on=TODAY).gaps == ()
    assert demands_of([lead], None, on=TODAY).gaps == ()


def test_the_gap_that_is_chosen_is_obeyed_exactly(lead):
    prepare_snapshot(today=TODAY)
    held = make_round()
    rule(held, "research_partner", min=1)
    rule(held, "sme_partner", min=1)
    rule(held, "countries", min=2, countries=["FR", "DE"])
    group = group_of([lead], round=held)
    asked = {
        code: names(partners_for_group(group, role=code, wanted=Wanted())) for code in ("research", "sme", "country")
    }
    assert asked == {"research": {"Lab"}, "sme": {"German"}, "country": {"German"}}
    with translation.override("en"):
        found = partners_for_group(group, wanted=Wanted()).rows
    assert {one.body.legal_name for one in found} == {"Lab", "German", "Big"}
    told = {one.body.legal_name: " ".join(reason.sentence for reason in one.reasons) for one in found}
    assert "a laboratory or a school" in told["Lab"]
    assert "another country" in told["German"]
    assert "place that is missing" not in told["Big"]
    assert partners_for_group(group_of([]), wanted=Wanted()).rows == []


def test_a_proposal_is_completed_on_the_territory_of_the_clusters_asked(lead):
    region = Territory.objects.create(kind="region", code="93", name_fr="Sud", name_en="South")
    department = Territory.objects.create(kind="department", code="06", name_fr="A", name_en="A", region=region)
    near = make_organisation("Near", kind="firm", country="FR", department=department)
    consent_to_be_found(body=near, by=None)
    prepare_snapshot(today=TODAY)
    author, held = make_user(), make_round()
    rule(held, "label_territory", min="0.5")
    appoint_editor(user=author, organisation=lead, by=None)
    proposal = make_proposal(held, by=author, lead=lead)
    cluster = make_cluster()
    cluster.territories.add(department)
    ask_label(proposal=proposal, cluster=cluster, by=author)
    group = group_of_proposal(proposal)
    assert group.demands.gap("territory").regions == {"93"}
    assert names(partners_for_group(group, role="territory", wanted=Wanted())) == {"Near"}
    declining = decline_part(partner=add_partner(proposal=proposal, organisation=near, by=author), by=author)
    assert declining.organisation_id not in {one.pk for one in group_of_proposal(proposal).members}
    assert "Near" not in names(partners_for_group(group_of_proposal(proposal), wanted=Wanted()))


def test_months_and_aid_intensity_are_read_of_projects_and_of_the_proposal(lead):
    author = make_user()
    appoint_editor(user=author, organisation=lead, by=None)
    proposal = make_proposal(make_round(), by=author, lead=lead)
    bare = group_of_proposal(proposal)
    assert (bare.budget, bare.months, bare.intensity) == (None, None, None)
    proposal.months = 36
    proposal.save()
    row = proposal.partners.get()
    row.aid_requested = 90_000
    row.save()
    PartnerCost.objects.create(partner=row, category="staff", amount=200_000)
    group = group_of_proposal(proposal)
    assert (group.budget, group.months, group.intensity) == (200_000, 36, 0.45)
    project = make_project(
        starts_on=date(2023, 1, 1), ends_on=date(2025, 12, 31), total_cost=Decimal(500), public_aid=Decimal(700)
    )
    make_participation(project, lead)
    (known,) = (one for one in register_of(today=TODAY).projects if one.id == str(project.pk))
    assert known.months == pytest.approx(36, abs=0.1)
    # More aid than costs, as where costs are marginal ones, bears all of them.
    assert known.intensity == 1.0
    other = make_project(starts_on=date(2023, 1, 1), total_cost=Decimal(0), public_aid=Decimal(0))
    make_participation(other, lead)
    (known,) = (one for one in register_of(today=TODAY).projects if one.id == str(other.pk))
    assert (known.months, known.intensity) == (None, None)


def test_who_is_asked_to_join_is_told_by_mail_in_the_own_language(lead):
    author, editor = make_user(), make_user(language="en")
    appoint_editor(user=author, organisation=lead, by=None)
    asked = make_organisation("Asked")
    appoint_editor(user=editor, organisation=asked, by=None)
    proposal = make_proposal(make_round(), by=author, lead=lead)
    add_partner(proposal=proposal, organisation=asked, by=author)
    (letter,) = [one for one in letters() if one["address"] == editor.email]
    assert "Asked is asked to join" in letter["subject"]
    assert "/en/" in letter["body"]
