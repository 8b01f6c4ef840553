"""The pages of partnerships, of a reader, a member, an officer and a foreign cluster, looked at by a browser."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect

from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.domain.agreements import add_party, record_agreement
from grappe.apps.partnerships.domain.gatherings import begin_gathering, gather
from grappe.apps.partnerships.domain.profiles import submit_profile
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found, set_aside
from grappe.apps.partnerships.enums import AgreementKind
from tests.call_rows import make_proposal, make_round
from tests.e2e.inspection import faults_of
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)
from tests.partnership_rows import make_draft, make_interest, make_published

pytestmark = [pytest.mark.django_db(transaction=True)]


WITHOUT_ARGUMENTS = (
    *(
        f"public:{name}"
        for name in ("partnerships", "need_partners", "agreements", "agreement_network", "agreement_counts", "networks")
    ),
    *(f"member:{name}" for name in ("partnerships", "write_partnership", "searches", "gatherings")),
    *(f"office:{name}" for name in ("partnerships", "agreements", "stays", "networks", "paths")),
)


@pytest.fixture
def world(settings, tmp_path):
    """One who edits a member and is officer of its cluster: everything is hers to see."""
    settings.DATA_DIR, user = tmp_path, make_user()
    snapshots._held.clear()
    cluster = make_cluster(country="FR", longitude=7.0, latitude=43.6)
    abroad = make_cluster(country="DE", longitude=11.6, latitude=48.1)
    member = make_organisation("Vesporel", kind="firm", country="FR")
    make_membership(member, cluster)
    appoint_editor(user=user, organisation=member, by=None)
    appoint_officer(user=user, cluster=cluster, by=None)
    named = [(name, []) for name in WITHOUT_ARGUMENTS] + pages_of(user, member, cluster, abroad)
    snapshots.prepare_snapshot(today=timezone.localdate())
    return user, named


def pages_of(user, member, cluster, abroad):
    """The pages of one record each."""
    other, project = make_organisation("Cordelane", country="DE"), make_project(starts_on="2024-01-01")
    for one in (member, other):
        make_participation(project, one)
    for body in (other, abroad):
        consent_to_be_found(body=body, by=None)
    published = make_published(member, by=user)
    waiting = submit_profile(profile=make_draft(member), by=make_user())
    interest = make_interest(published, abroad)
    agreement = record_agreement(keeper=cluster, kind=AgreementKind.TWINNING, values={"title_en": "Twins"}, by=user)
    add_party(agreement=agreement, body=abroad, by=user)
    gathering = begin_gathering(lead=member, name="TANKS", by=user)
    gather(gathering=gathering, organisation=other, by=user)
    set_aside(body=member, other=make_organisation("Mistral"), by=user)
    proposal = make_proposal(make_round(), by=user, lead=member)
    return [
        ("public:partnership", [published.pk]),
        ("public:organisation_partners", [member.pk]),
        ("public:cluster_partners", [cluster.slug]),
        ("public:agreement", [agreement.code]),
        ("member:partnership", [published.pk]),
        ("member:edit_partnership", [published.pk]),
        ("member:interest", [interest.pk]),
        ("member:approach", [other.pk]),
        ("member:gathering", [gathering.pk]),
        ("member:proposal_suggestions", [proposal.pk]),
        ("member:dismissed", [f"organisation-{member.pk}"]),
        ("office:partnership", [waiting.pk]),
        ("office:agreement", [agreement.code]),
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_partnerships_stands_inspection(live_server, context, sign_in, world, language):
    user, pages = world
    sign_in(user)
    with translation.override(language):
        addresses = [reverse(name, args=arguments) for name, arguments in pages]
    faults = {path: found for path in addresses if (found := faults_of(context, live_server.url + path))}
    assert faults == {}


def test_a_message_to_whom_nobody_speaks_for_comes_back_answered(live_server, context, sign_in):
    """The writer is told before writing; the officer passes it on, notes the answer; the writer reads both."""
    writer, officer, sender, silent = (
        make_user(),
        make_user(),
        make_organisation("Vesporel"),
        make_organisation("Mutel"),
    )
    cluster, page = make_cluster(), context.new_page()
    make_membership(silent, cluster)
    appoint_editor(user=writer, organisation=sender, by=None)
    appoint_officer(user=officer, cluster=cluster, by=None)
    consent_to_be_found(body=silent, by=None)
    sign_in(writer)
    page.goto(f"{live_server.url}/en/workspace/approach/organisations/{silent.pk}/")
    expect(page.get_by_text("Nobody speaks for Mutel here yet")).to_be_visible()
    page.get_by_label("Your message").fill("We seek a partner for tanks.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Vesporel → Mutel")).to_be_visible()
    address = page.url
    sign_in(officer)
    page.goto(f"{live_server.url}/en/office/partnerships/")
    page.get_by_role("region", name="Messages that nobody reads").get_by_role("link").click()
    page.get_by_label("How you passed it on").fill("by telephone")
    page.get_by_role("button", name="Note that it is passed on").click()
    expect(page.get_by_text("Passed on by an officer on")).to_be_visible()
    assert faults_of(context, address) == []
    page.get_by_label("Your answer").fill("They wish to meet.")
    page.get_by_role("button", name="Send the answer").click()
    sign_in(writer)
    page.goto(address)
    expect(page.get_by_text("They wish to meet.")).to_be_visible()
    expect(page.get_by_text("by telephone")).to_be_visible()
