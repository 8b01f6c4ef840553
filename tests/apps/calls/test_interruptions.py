"""A crash at any point of a submission, of its taking back or of an autosave leaves the old state or the new one."""

from uuid import uuid4

import pytest
from tests.call_rows import lead_of, make_complete, make_proposal, make_question
from tests.power_cuts import cut_at_each_statement, die_in

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.calls.domain.answers import save_answer
from grappe.apps.calls.domain.submissions import reopen_proposal, submit_proposal
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import Answer, AnswerRevision, ProposalVersion, Submission

# A real transaction: cutting off the release of a test's savepoint would prove nothing.
pytestmark = pytest.mark.django_db(transaction=True)


def standing(proposal):
    proposal.refresh_from_db()
    verbs = AuditEntry.objects.filter(verb__in=["submit_proposal", "reopen_proposal"]).count()
    counts = [model.objects.count() for model in (Submission, ProposalVersion)]
    taken_back = Submission.objects.exclude(taken_back_at=None).count()
    return (proposal.state, proposal.submitted_at, *counts, taken_back, verbs)


def test_a_submission_cut_off_at_any_statement_leaves_a_draft_and_one_key_submits_once():
    proposal, key = make_complete(make_proposal()), uuid4()
    by, before = lead_of(proposal), standing(proposal)
    for _cut in cut_at_each_statement(lambda: submit_proposal(proposal=proposal, key=key, by=by)):
        assert standing(proposal) == before
    proposal.refresh_from_db()
    assert (proposal.state, Submission.objects.get().key) == (ProposalState.SUBMITTED, key)
    after = standing(proposal)
    submit_proposal(proposal=proposal, key=key, by=by)
    assert standing(proposal) == after
    for _cut in cut_at_each_statement(lambda: reopen_proposal(proposal=proposal, by=by)):
        assert standing(proposal) == after
    assert standing(proposal)[0] == ProposalState.DRAFT


def test_a_text_cut_off_at_any_statement_is_saved_with_its_revision_or_not_at_all():
    proposal = make_proposal()
    question, by = make_question(proposal.round.call), lead_of(proposal)
    save_answer(proposal=proposal, question=question, text="Un", base=0, key=uuid4(), by=by)
    key = uuid4()

    def save():
        save_answer(proposal=proposal, question=question, text="Deux", base=1, key=key, by=by)

    for _cut in cut_at_each_statement(save):
        held = Answer.objects.get()
        assert (held.text, held.revision, AnswerRevision.objects.count()) == ("Un", 1, 1)
    save()
    held = Answer.objects.get()
    assert (held.text, held.revision, AnswerRevision.objects.count()) == ("Deux", 2, 2)


def test_a_process_killed_while_it_submits_has_submitted_nothing():
    proposal = make_complete(make_proposal())
    by, before = lead_of(proposal), standing(proposal)
    where = {"app": "calls", "module": "submissions", "argument": "proposal"}
    die_in("submit_proposal", proposal, by, **where, more=", key=uuid4()")
    assert standing(proposal) == before
    assert submit_proposal(proposal=proposal, key=uuid4(), by=by).proposal == proposal
