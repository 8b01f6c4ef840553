"""One button each: ask a suggested partner to join, ask a group to meet at the Forum, take a dismissal back."""

import pytest
from django.utils import timezone

from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.forum.domain.requests import accept_request, refuse_request, request_meeting
from grappe.apps.forum.models import MeetingRequest
from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.domain.gatherings import begin_gathering, gather
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found, set_aside
from grappe.apps.partnerships.models import SetAside
from tests.call_rows import author_of, make_firm, make_partner, make_proposal, make_round
from tests.factories import make_organisation, make_participation, make_project, make_user
from tests.forum_rows import make_edition, make_profile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    snapshots._held.clear()


@pytest.fixture
def lead(client):
    """A firm whose editor is signed in."""
    user, lead = make_user(), make_firm()
    appoint_editor(user=user, organisation=lead, by=None)
    client.force_login(user)
    lead.editor = user
    return lead


def test_a_suggested_partner_is_asked_with_one_button(client, lead):
    other, project = make_organisation("Cordelane", kind="firm"), make_project(starts_on="2024-01-01")
    for one in (lead, other):
        make_participation(project, one)
    appoint_editor(user=make_user(), organisation=other, by=None)
    consent_to_be_found(body=other, by=None)
    prepare_snapshot(today=timezone.localdate())
    proposal = make_proposal(make_round(), by=lead.editor, lead=lead)
    at = f"/en/workspace/proposals/{proposal.pk}/suggestions/"
    shown = client.get(at).content.decode()
    assert "Ask Cordelane to join" in shown
    assert "Write to Cordelane" in shown
    answer = client.post(f"{at}ask/", {"organisation": other.pk}, follow=True)
    assert "1 person who keeps its page is told by mail" in answer.content.decode()
    assert proposal.partners.filter(organisation=other).exists()
    assert "Cordelane to join" not in client.get(at).content.decode()
    unkept = make_organisation("Vesporel")
    answer = client.post(f"{at}ask/", {"organisation": unkept.pk}, follow=True)
    assert "invite a person by mail" in answer.content.decode()
    answer = client.post(f"{at}ask/", {"organisation": "x"}, follow=True)
    assert "Choose one of the suggestions first." in answer.content.decode()


def test_an_author_who_speaks_for_nobody_only_reads_suggestions(client, lead):
    other, project = make_organisation("Cordelane", kind="firm"), make_project(starts_on="2024-01-01")
    for one in (lead, other):
        make_participation(project, one)
    consent_to_be_found(body=other, by=None)
    partner = make_partner(make_proposal(make_round(), by=lead.editor, lead=lead))
    author = author_of(partner)
    author.editor_mandates.all().delete()
    prepare_snapshot(today=timezone.localdate())
    client.force_login(author)
    shown = client.get(f"/en/workspace/proposals/{partner.proposal_id}/suggestions/").content.decode()
    assert "Cordelane" in shown
    assert "You write parts of this proposal" in shown
    assert "Write to Cordelane" not in shown
    assert "Collect Cordelane" not in shown


def test_a_group_is_asked_to_meet_with_one_button(client, lead):
    edition = make_edition()
    make_profile(edition, user=lead.editor, organisation=lead)
    other = make_organisation()
    coming = make_profile(edition, organisation=other)
    gathering = begin_gathering(lead=lead, name="TANKS", about="Hydrogen", by=lead.editor)
    gather(gathering=gathering, organisation=other, by=lead.editor)
    at = f"/en/workspace/gatherings/{gathering.pk}/"
    assert "Ask each of them to meet" in client.get(at).content.decode()
    answer = client.post(f"{at}step/meet/", {"edition": edition.pk, "message": "A consortium"}, follow=True)
    assert "1 meeting is asked for." in answer.content.decode()
    (made,) = MeetingRequest.objects.all()
    assert (made.recipient, made.message) == (coming, "A consortium")
    shown = client.get(at).content.decode()
    assert "Ask each of them to meet" not in shown
    assert "request sent" in shown
    again = client.post(f"{at}step/meet/", {"edition": edition.pk, "message": "A consortium"}, follow=True)
    assert "Nobody of the group is left to ask: see your requests." in again.content.decode()
    assert MeetingRequest.objects.count() == 1


def test_a_group_is_told_how_each_of_it_stands_and_nobody_is_asked_twice(client, lead):
    """Who has asked the lead agrees by being asked; who agreed or refused is left in peace; who is away is named."""
    edition = make_edition()
    own = make_profile(edition, user=lead.editor, organisation=lead)
    gathering = begin_gathering(lead=lead, name="TANKS", by=lead.editor)
    profiles = {}
    for name in ("Asking", "Agreed", "Refusing", "Away"):
        body = make_organisation(name)
        gather(gathering=gathering, organisation=body, by=lead.editor)
        if name != "Away":
            profiles[name] = make_profile(edition, organisation=body)
    request_meeting(sender=profiles["Asking"], recipient=own, by=lead.editor)
    accept_request(request=request_meeting(sender=profiles["Agreed"], recipient=own, by=lead.editor), by=lead.editor)
    refuse_request(request=request_meeting(sender=own, recipient=profiles["Refusing"], by=lead.editor), by=lead.editor)
    at = f"/en/workspace/gatherings/{gathering.pk}/"
    shown = client.get(at).content.decode()
    for words in ("asks to meet you", "meeting agreed", "request refused", "not to be asked yet: Away."):
        assert words in shown
    answer = client.post(f"{at}step/meet/", {"edition": edition.pk, "message": "A consortium"}, follow=True)
    told = answer.content.decode()
    assert "1 meeting is agreed at once: the other side had asked you." in told
    assert "asked for." not in told
    assert MeetingRequest.objects.count() == len(profiles)


def test_a_group_that_cannot_be_asked_is_told_why(client, lead):
    edition, other = make_edition(requests_close_at=timezone.now()), make_organisation()
    gathering = begin_gathering(lead=lead, name="TANKS", by=lead.editor)
    at = f"/en/workspace/gatherings/{gathering.pk}/"
    asked = {"edition": edition.pk, "message": "A consortium"}

    def told(words: str) -> bool:
        return words in client.post(f"{at}step/meet/", asked, follow=True).content.decode()

    assert told("Nobody of the group takes part in the meetings of that Forum any more.")
    gather(gathering=gathering, organisation=other, by=lead.editor)
    make_profile(edition, organisation=other)
    assert told("To ask them, take part in the meetings yourself.")
    make_profile(edition, user=lead.editor, organisation=lead)
    assert told("Meeting requests are not open: see the edition&#x27;s page for their dates.")
    type(edition).objects.update(requests_close_at=None)
    asked["message"] = " "
    assert told("Say in a few words why you wish to meet.")
    assert not MeetingRequest.objects.exists()


def test_a_dismissal_is_listed_and_taken_back(client, lead):
    others = [make_organisation(f"Other {number}") for number in range(3)]
    rows = [set_aside(body=lead, other=one, by=lead.editor) for one in others]
    at = f"/en/workspace/suggestions/organisation-{lead.pk}/dismissed/"
    assert client.get(at).content.decode().count("Take Other") == len(others)
    client.post(f"{at}take-back/", {"row": rows[0].pk})
    assert SetAside.objects.count() == len(others) - 1
    client.post(f"{at}take-back/", {"all": "1"})
    assert not SetAside.objects.exists()
    back = f"/en/organisations/{lead.pk}/partners/?kind=firm"
    where = f"/en/workspace/suggestions/organisation-{lead.pk}/aside/{others[0].pk}/"
    assert client.post(where, {"back": back}).url == back
    assert "evil.example" not in client.post(where, {"back": "https://evil.example/"}).url
