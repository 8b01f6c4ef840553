"""An expert's pages and the lead's: what they take, save and show."""

import pytest

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.models import Criterion
from grappe.apps.reviews.models import Bid, DiscussionPost, ExpertProfile, LeadAnswer, PanelVote, Review, ReviewPanel
from tests.call_rows import lead_of, make_attachment
from tests.factories import make_organisation, make_user
from tests.funding_rows import spend_plainly
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review

pytestmark = pytest.mark.django_db
WORKSPACE = "/en/workspace"


@pytest.fixture
def panel():
    panel = make_panel()
    make_received(panel.round, acronym="PHOTON")
    panel.round.refresh_from_db()
    return panel


@pytest.fixture
def reading(panel, client):
    reading = make_reading(panel, panel.round.proposals.get(), make_expert(panel), "asked")
    client.force_login(reading.expert)
    return reading


def body(panel, seen=0, **values):
    scores = {f"criterion_{one.pk}": "4" for one in Criterion.objects.filter(call=panel.round.call)}
    return (
        {"seen": seen, "confidence": "3", "strengths": "Clear", "weaknesses": "", "to_the_panel": ""} | scores | values
    )


def go_to(panel, phase):
    ReviewPanel.objects.filter(pk=panel.pk).update(phase=phase)


def test_an_expert_describes_herself_and_declares_a_tie(client):
    user, employer = make_user(), make_organisation("Laboratoire Sillon")
    grant_role(user=user, role=Role.EXPERT, by=None)
    client.force_login(user)
    values = {"organisation": str(employer.pk), "keywords": "optics\n lasers \noptics", "languages": ["fr"]}
    client.post(f"{WORKSPACE}/expert/", values | {"most_readings": "4", "is_available": "on"})
    profile = ExpertProfile.objects.get(user=user)
    assert (profile.keywords, profile.organisation, profile.most_readings) == (["optics", "lasers"], employer, 4)
    page = client.post(f"{WORKSPACE}/expert/", {"form": "tie", "tie-kind": "family"})
    assert "Name an organisation" in page.content.decode()
    client.post(f"{WORKSPACE}/expert/", {"form": "tie", "tie-kind": "family", "tie-person_email": "x@y.example"})
    tie = user.declared_ties.get()
    client.post(f"{WORKSPACE}/expert/ties/{tie.pk}/withdraw/")
    assert not user.declared_ties.exists()


def test_a_review_is_saved_quietly_then_sent_in(client, panel, reading):
    address = f"{WORKSPACE}/reviews/{reading.pk}/"
    assert "PHOTON" in client.get(address).content.decode()
    quiet = client.post(address, body(panel), headers={"HX-Request": "true"}).content.decode()
    assert 'value="1"' in quiet
    stale = client.post(address, body(panel, strengths="Old"), headers={"HX-Request": "true"}).content.decode()
    assert "Not saved" in stale
    answer = client.post(address, body(panel, seen=1, send="1"))
    assert answer["Location"].endswith(f"/reviews/files/{reading.proposal_id}/")
    assert Review.objects.get().sent_at is not None
    assert "Clear" in client.get(answer["Location"]).content.decode()


def test_what_lacks_is_told_and_the_text_is_kept(client, panel, reading):
    page = client.post(f"{WORKSPACE}/reviews/{reading.pk}/", body(panel, confidence="", send="1"), follow=True)
    assert "your confidence" in page.content.decode()
    assert Review.objects.get().strengths == "Clear"


def test_a_proposal_is_accepted_or_given_back(client, reading):
    address = f"{WORKSPACE}/reviews/{reading.pk}/answer/"
    client.post(address, {"accept": "1"})
    reading.refresh_from_db()
    assert reading.state == "accepted"
    client.post(address, {"reason": "A friend leads it", "is_conflict": "on"})
    reading.refresh_from_db()
    assert reading.state == "declined"
    assert client.get(f"{WORKSPACE}/reviews/{reading.pk}/").status_code == 404


def test_double_blind_hides_the_partners(client, panel, reading):
    name = reading.proposal.lead.legal_name
    address = f"{WORKSPACE}/reviews/{reading.pk}/"
    assert name in client.get(address).content.decode()
    ReviewPanel.objects.update(blind_mode="double")
    assert name not in client.get(address).content.decode()


def test_wishes_are_kept_while_bids_are_open(client, panel, reading):
    go_to(panel, "bids")
    address = f"{WORKSPACE}/reviews/panels/{panel.pk}/bids/"
    assert "PHOTON" in client.get(address).content.decode()
    client.post(address, {f"bid_{reading.proposal_id}": "eager"})
    assert Bid.objects.get().value == "eager"


def test_peers_are_read_only_after_ones_own_review(client, panel, reading):
    other = make_review(make_reading(panel, reading.proposal, make_expert(panel)))
    go_to(panel, "discussion")
    address = f"{WORKSPACE}/reviews/files/{reading.proposal_id}/"
    assert other.strengths not in client.get(address).content.decode()
    assert client.post(address, {"text": "Hm"}).status_code == 404
    make_review(reading)
    assert other.strengths in client.get(address).content.decode()
    client.post(address, {"text": "Hm"})
    assert DiscussionPost.objects.get().text == "Hm"
    go_to(panel, "meeting")
    client.post(address, {"value": "fund"})
    assert PanelVote.objects.get().value == "fund"


def test_the_lead_reads_without_names_or_scores_and_answers(client, panel, reading):
    review = make_review(reading)
    client.force_login(lead_of(reading.proposal))
    address = f"{WORKSPACE}/reviews/hearings/{reading.proposal_id}/"
    assert client.get(address).status_code == 404
    go_to(panel, "hearing")
    text = client.get(address).content.decode()
    assert review.strengths in text
    assert str(reading.expert) not in text
    assert review.to_the_panel not in text
    client.post(address, {"text": "We have a second supplier."})
    assert LeadAnswer.objects.get().text == "We have a second supplier."
    ReviewPanel.objects.update(blind_mode="open")
    assert str(reading.expert) in client.get(address).content.decode()


def test_an_expert_reads_means_and_files_and_in_a_double_blind_nothing_that_names_a_partner(
    client, panel, reading, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    proposal = reading.proposal
    spend_plainly(proposal.partners.get(), {"industrial": 123_456})
    file = make_attachment(proposal)
    address = f"{WORKSPACE}/reviews/files/{proposal.pk}/attached/{file.pk}/"
    page = client.get(f"{WORKSPACE}/reviews/{reading.pk}/").text
    assert "123,456" in page
    assert address in page
    assert proposal.lead.legal_name in page
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.4"

    ReviewPanel.objects.filter(pk=panel.pk).update(blind_mode="double")
    page = client.get(f"{WORKSPACE}/reviews/{reading.pk}/").text
    assert "123,456" in page
    assert proposal.lead.legal_name not in page
    assert "plan.pdf" not in page
    assert client.get(address).status_code == 404
    client.force_login(make_expert(panel))
    ReviewPanel.objects.filter(pk=panel.pk).update(blind_mode="single")
    assert client.get(address).status_code == 404
