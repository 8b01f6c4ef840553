"""No text is lost: two people in one section, a sending repeated, a text that came too late."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.call_rows import author_of, lead_of, make_complete, make_partner, make_proposal, make_question, spend

from grappe.apps.calls.domain.answers import drop_revision, merge_revision, save_answer
from grappe.apps.calls.enums import PartnerState, RevisionFate
from grappe.apps.calls.errors import ProposalRefusedError
from grappe.apps.calls.models import AnswerRevision

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    proposal = make_proposal()
    return proposal, make_question(proposal.round.call), lead_of(proposal)


def test_a_text_becomes_the_answer(written):
    proposal, question, by = written
    saved = save_answer(proposal=proposal, question=question, text="Un", base=0, by=by)
    assert (saved.answer.text, saved.answer.revision, saved.aside) == ("Un", 1, None)


def test_a_text_that_comes_too_late_is_kept_aside_and_merged(written):
    proposal, question, by = written
    save_answer(proposal=proposal, question=question, text="Un", base=0, by=by)
    late = save_answer(proposal=proposal, question=question, text="Deux", base=0, by=by)

    assert late.answer.text == "Un"
    assert late.aside is not None
    assert (late.aside.text, late.aside.fate) == ("Deux", RevisionFate.ASIDE)
    merged = merge_revision(revision=late.aside, text="Un et deux", base=1, by=by)
    assert (merged.answer.text, merged.aside) == ("Un et deux", None)
    late.aside.refresh_from_db()
    assert late.aside.fate == RevisionFate.MERGED


def test_a_text_kept_aside_is_dropped_by_its_author_and_stays_on_record(written):
    proposal, question, by = written
    save_answer(proposal=proposal, question=question, text="Un", base=0, by=by)
    late = save_answer(proposal=proposal, question=question, text="Deux", base=0, by=by)
    assert late.aside is not None
    drop_revision(revision=late.aside, by=by)
    assert AnswerRevision.objects.get(text="Deux").fate == RevisionFate.DROPPED


def test_the_same_sending_twice_is_saved_once(written):
    proposal, question, by = written
    key = uuid4()
    for _ in range(2):
        saved = save_answer(proposal=proposal, question=question, text="Un", base=0, key=key, by=by)
        assert (saved.answer.revision, saved.aside) == (1, None)
    save_answer(proposal=proposal, question=question, text="Deux", base=1, by=by)
    assert save_answer(proposal=proposal, question=question, text="Un", base=0, key=key, by=by).aside is None
    assert AnswerRevision.objects.count() == 2


def test_a_change_of_a_partner_s_answer_takes_its_signature_away():
    proposal = make_proposal()
    question = make_question(proposal.round.call, "own", is_for_each_partner=True, is_required=False)
    partner = make_partner(proposal)
    spend(partner)
    make_complete(proposal)
    partner.refresh_from_db()
    assert partner.state == PartnerState.SIGNED
    save_answer(proposal=proposal, question=question, partner=partner, text="Un", base=0, by=author_of(partner))
    partner.refresh_from_db()
    assert (partner.state, partner.signed_at) == (PartnerState.JOINED, None)


def test_a_question_is_answered_where_it_is_asked(written):
    proposal, question, by = written
    partner = proposal.partners.get()
    with pytest.raises(ProposalRefusedError):
        save_answer(proposal=proposal, question=question, partner=partner, text="Un", base=0, by=by)
    with pytest.raises(ProposalRefusedError):
        save_answer(proposal=make_proposal(), question=question, text="Un", base=0, by=by)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=8), st.integers(0, 5)
        ),
        max_size=8,
    )
)
def test_every_text_ever_sent_is_held(edits):
    """Whatever the order and the base of the edits, each text is a revision or what stood already."""
    proposal = make_proposal()
    question, by = make_question(proposal.round.call), lead_of(proposal)
    standing = ""
    for text, base in edits:
        saved = save_answer(proposal=proposal, question=question, text=text, base=base, by=by)
        held = set(AnswerRevision.objects.filter(answer=saved.answer).values_list("text", flat=True)) | {standing, ""}
        assert text in held
        standing = saved.answer.text
        taken = AnswerRevision.objects.filter(answer=saved.answer, fate=RevisionFate.TAKEN)
        assert sorted(taken.values_list("number", flat=True)) == list(range(1, saved.answer.revision + 1))


def test_a_text_written_on_after_a_reply_that_got_lost_is_saved(written):
    """The first sending arrived and its reply did not: the longer text comes with the same key and the old base."""
    proposal, question, by = written
    key = uuid4()
    save_answer(proposal=proposal, question=question, text="Un", base=0, key=key, by=by)
    saved = save_answer(proposal=proposal, question=question, text="Un, deux", base=0, key=key, by=by)
    assert (saved.answer.text, saved.aside) == ("Un, deux", None)
