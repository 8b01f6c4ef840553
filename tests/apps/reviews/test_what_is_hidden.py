"""Whoever is tied to a proposal learns nothing of its reviewers or scores, the chair and the office included."""

import pytest
from tests.factories import make_user
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review

from grappe.apps.accounts.domain.audit import record_action
from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.reviews.bridge.figures import figures_of, marks_for_funders
from grappe.apps.reviews.domain.experts import declare_conflict
from grappe.apps.reviews.domain.panel_talk import rank_proposals, speak, vote, whole_order
from grappe.apps.reviews.errors import InConflictError
from grappe.apps.reviews.models import AssignmentRun, PanelVote, ReviewPanel
from grappe.apps.reviews.queries.readable import readable_reviews, visible_proposals, visible_readings

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    """Four proposals, three experts who read all of them, a chair and an officer tied to the first."""
    panel = make_panel("meeting", readings=3)
    proposals = [make_received(panel.round, acronym=f"FILE{number}") for number in range(4)]
    panel.round.refresh_from_db()
    for place in range(3):
        expert = make_expert(panel)
        for number, proposal in enumerate(proposals):
            make_review(make_reading(panel, proposal, expert), science=min(5, number + place / 2), market=number * 2)
    panel.chair = make_expert(panel, is_chair=True)
    panel.officer = make_user()
    grant_role(user=panel.officer, role=Role.PROGRAMME_OFFICER, by=None)
    panel.secret, *panel.others = proposals
    for user in (panel.chair, panel.officer):
        declare_conflict(proposal=panel.secret, by=user)
    panel.free = make_expert(panel, is_chair=True)
    return panel


@pytest.fixture(params=["chair", "officer"])
def tied(request, panel):
    return getattr(panel, request.param)


def pages(client, panel):
    pairs = [[str(one.proposal_id), str(one.expert_id)] for one in panel.readings_given.all()]
    run, _made = AssignmentRun.objects.update_or_create(
        panel=panel,
        state="computed",
        defaults={"result": {"content": {"pairs": pairs, "total": 7.77, "worst": len(pairs)}}},
    )
    addresses = [
        "/en/office/reviews/",
        f"/en/office/reviews/{panel.round.slug}/",
        f"/en/office/reviews/{panel.round.slug}/runs/{run.pk}/",
        "/en/workspace/",
        *(f"/en/workspace/reviews/files/{one.pk}/" for one in panel.others),
    ]
    return {address: client.get(address).content.decode() for address in addresses}


def without_token(text):
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_pages_are_the_same_whoever_reads_the_file_and_whatever_the_scores(client, panel, tied):
    """The strongest form: with other reviewers and other scores of the hidden proposal, every page stays as it was."""
    client.force_login(tied)
    before = pages(client, panel)
    stranger = make_expert(panel)
    panel.seats.filter(user=stranger).delete()
    for reading in panel.secret.readings.all()[:2]:
        reading.review.scores.update(value=5)
    last = panel.secret.readings.last()
    last.review.scores.all().delete()
    last.review.delete()
    last.delete()
    speak(proposal=panel.secret, text="Remarkable", by=panel.free)
    vote(proposal=panel.secret, value="fund", by=panel.free)
    rank_proposals(panel=panel, order=[panel.secret.pk, *(one.pk for one in panel.others)], by=panel.free)
    after = pages(client, panel)
    assert before.keys() == after.keys()
    for address, text in before.items():
        assert without_token(text) == without_token(after[address]), address


def test_the_file_itself_does_not_exist_for_her(client, panel, tied):
    client.force_login(tied)
    address = f"/en/workspace/reviews/files/{panel.secret.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "x"}).status_code == 404
    assert client.post(address, {"value": "fund"}).status_code == 404
    assert not PanelVote.objects.exists()


def test_the_assignment_shows_no_pair_and_no_total(client, panel, tied):
    client.force_login(tied)
    text = next(text for address, text in pages(client, panel).items() if "/runs/" in address)
    assert "FILE0" not in text
    assert "7.77" not in text
    assert "FILE1" in text


def test_figures_are_those_of_a_panel_without_the_file(panel, tied):
    held = figures_of(tied, panel)
    assert panel.secret.pk not in held.marks
    whole = figures_of(panel.free, panel)
    assert panel.secret.pk in whole.marks
    panel.secret.readings.all()[0].review.scores.update(value=5)
    assert figures_of(tied, panel) == held
    assert figures_of(panel.free, panel) != whole


def test_lists_hold_nothing_of_it(panel, tied):
    assert panel.secret not in visible_proposals(tied, panel)
    assert not readable_reviews(tied, panel).filter(reading__proposal=panel.secret).exists()
    assert not visible_readings(tied, panel).filter(proposal=panel.secret).exists()


def test_who_is_tied_neither_speaks_nor_votes(panel):
    with pytest.raises(InConflictError):
        speak(proposal=panel.secret, text="x", by=panel.chair)
    with pytest.raises(InConflictError):
        vote(proposal=panel.secret, value="fund", by=panel.chair)
    with pytest.raises(InConflictError):
        rank_proposals(panel=panel, order=[panel.secret.pk], by=panel.chair)


def test_ordering_the_others_leaves_the_hidden_one_in_its_place(panel):
    one, two, three = (held.pk for held in panel.others)
    rank_proposals(panel=panel, order=[two, panel.secret.pk, one, three], by=panel.free)
    rank_proposals(panel=panel, order=[three, two, one], by=panel.chair)
    assert whole_order(panel) == [three, panel.secret.pk, two, one]


def test_the_log_leaves_the_reviews_out(client, panel, tied):
    grant_role(user=tied, role=Role.PROGRAMME_OFFICER, by=None)
    reading = panel.secret.readings.first()
    record_action(by=reading.expert, verb="send_review", target=reading)
    for user, shown in ((tied, False), (panel.free, True)):
        if user == panel.free:
            grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
        client.force_login(user)
        text = client.get("/en/office/audit/").content.decode()
        assert (str(reading.expert) in text) is shown
        assert ("entries about reviews are left out" in text) is not shown


def test_nothing_is_shown_while_the_round_can_still_receive(panel):
    panel.round.closes_at = panel.round.closes_at.replace(year=panel.round.closes_at.year + 1)
    panel.round.save()
    later = ReviewPanel.objects.get(pk=panel.pk)
    user = type(panel.free).objects.get(pk=panel.free.pk)
    assert not visible_proposals(user, later).exists()


def test_a_tie_found_later_shuts_an_expert_out_of_her_own_reading(client, panel):
    expert = panel.secret.readings.first().expert
    reading = panel.secret.readings.first()
    client.force_login(expert)
    assert client.get(f"/en/workspace/reviews/{reading.pk}/").status_code == 200
    declare_conflict(proposal=panel.secret, by=expert)
    assert client.get(f"/en/workspace/reviews/{reading.pk}/").status_code == 404
    assert client.get(f"/en/workspace/reviews/files/{panel.secret.pk}/").status_code == 404
    assert "FILE0" not in client.get("/en/workspace/reviews/").content.decode()


def test_funders_learn_the_marks_once_the_panel_has_closed_and_a_tied_one_not_those_of_her_file(panel, tied):
    stranger = make_user()
    assert marks_for_funders(stranger, panel.round) == {}
    ReviewPanel.objects.filter(pk=panel.pk).update(phase="closed")
    told = marks_for_funders(stranger, panel.round)
    assert set(told) == {panel.secret.pk, *(one.pk for one in panel.others)}
    assert all(lowest <= mean <= highest for mean, lowest, highest in told.values())
    assert marks_for_funders(tied, panel.round) == {pk: told[pk] for pk in told if pk != panel.secret.pk}
