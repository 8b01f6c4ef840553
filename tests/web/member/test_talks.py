"""Proposing to speak, changing it, withdrawing it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grappe.apps.forum.models import CallForSpeakers, SpeakerProposal
from tests.factories import make_user
from tests.web.forum_programme_rows import make_programme_pages

pytestmark = pytest.mark.django_db
TALK = {
    "title": "Un sujet",
    "kind": "parallel",
    "abstract": "Pourquoi et pour qui.",
    "language": "fr",
    "minutes": "20",
    "full_name": "Eva",
    "email": "eva@x.example",
}


@pytest.fixture
def person(client):
    user = make_user()
    make_programme_pages(make_user(), user)
    client.force_login(user)
    return user


def test_a_proposal_arrives_and_waits(client, person):
    call = CallForSpeakers.objects.get()
    answer = client.post(f"/en/workspace/talks/propose/{call.pk}/", TALK, follow=True)
    assert "Un sujet" in answer.content.decode()
    assert person.speaker_proposals.get(title="Un sujet").status == "pending"


def test_a_proposal_without_a_title_keeps_what_was_typed(client, person):
    call = CallForSpeakers.objects.get()
    text = client.post(f"/en/workspace/talks/propose/{call.pk}/", TALK | {"title": ""}).content.decode()
    assert "Pourquoi et pour qui." in text
    assert not SpeakerProposal.objects.filter(abstract=TALK["abstract"]).exists()


def test_a_closed_call_takes_nothing(client, person):
    now = timezone.now()
    CallForSpeakers.objects.update(opens_at=now - timedelta(days=3), closes_at=now - timedelta(days=1))
    call = CallForSpeakers.objects.get()
    client.post(f"/en/workspace/talks/propose/{call.pk}/", TALK)
    assert not SpeakerProposal.objects.filter(title="Un sujet").exists()


def test_one_s_own_waiting_proposal_is_changed_and_withdrawn(client, person):
    held = person.speaker_proposals.get(status="pending")
    client.post(f"/en/workspace/talks/{held.pk}/", TALK | {"title": "Mieux dit"})
    held.refresh_from_db()
    assert held.title == "Mieux dit"
    client.post(f"/en/workspace/talks/{held.pk}/withdraw/")
    held.refresh_from_db()
    assert held.status == "withdrawn"


def test_another_s_proposal_is_not_there(client, person):
    held = person.speaker_proposals.get(status="pending")
    client.force_login(make_user())
    assert client.get(f"/en/workspace/talks/{held.pk}/").status_code == 404
    assert client.post(f"/en/workspace/talks/{held.pk}/withdraw/").status_code == 404


def test_the_answer_stands_in_the_workspace(client, person):
    text = client.get("/en/workspace/talks/").content.decode()
    assert "Trop tard" in text
    assert "Non." in text
