"""Submitting: complete, in time by the database's clock, once, with a receipt."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.call_rows import lead_of, make_complete, make_partner, make_proposal, make_question, submitted

from grappe.apps.calls.domain.submissions import reopen_proposal, submit_proposal
from grappe.apps.calls.domain.versions import content_of, digest_of
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.errors import ProposalLockedError, RoundNotOpenError, SubmissionRefusedError
from grappe.apps.calls.models import CallRound, Proposal, ProposalVersion, Submission
from grappe.apps.core.arrival import Arrival, arrived


@pytest.mark.django_db
def test_an_incomplete_proposal_is_told_what_it_lacks():
    proposal = make_proposal()
    make_question(proposal.round.call, label_en="Why?")
    make_partner(proposal)
    with pytest.raises(SubmissionRefusedError, match="6 things") as refusal:
        submit_proposal(proposal=proposal, key=uuid4(), by=lead_of(proposal))
    assert len(refusal.value.lacking) == 6
    assert not ProposalVersion.objects.exists()


@pytest.mark.django_db
def test_a_submission_holds_the_version_and_gives_a_receipt():
    proposal = make_proposal()
    receipt = submitted(proposal)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.submitted_at) == (ProposalState.SUBMITTED, receipt.received_at)
    assert receipt.digest == receipt.version.digest == digest_of(receipt.version.content)
    assert digest_of(content_of(proposal)) == receipt.digest
    assert receipt.received_at < receipt.closes_at


@pytest.mark.django_db
def test_the_same_form_twice_is_one_submission_even_after_the_minute():
    proposal = make_complete(make_proposal())
    key, by = uuid4(), lead_of(proposal)
    first = submit_proposal(proposal=proposal, key=key, by=by)
    CallRound.objects.filter(pk=proposal.round_id).update(closes_at=timezone.now() - timedelta(hours=1))
    assert submit_proposal(proposal=proposal, key=key, by=by) == first
    with pytest.raises(RoundNotOpenError):
        submit_proposal(proposal=proposal, key=uuid4(), by=by)


@pytest.mark.django_db
def test_another_form_does_not_submit_again():
    proposal = make_proposal()
    submitted(proposal)
    with pytest.raises(ProposalLockedError, match="receipt"):
        submit_proposal(proposal=proposal, key=uuid4(), by=lead_of(proposal))


@pytest.mark.django_db
def test_a_submission_is_taken_back_and_made_again():
    proposal = make_proposal()
    first = submitted(proposal)
    reopen_proposal(proposal=proposal, by=lead_of(proposal))
    second = submit_proposal(proposal=proposal, key=uuid4(), by=lead_of(proposal))
    first.refresh_from_db()
    assert first.taken_back_at is not None
    assert second.version.number == first.version.number + 1
    assert Submission.objects.filter(proposal=proposal, taken_back_at=None).get() == second


@pytest.mark.django_db
def test_nothing_is_received_once_the_minute_is_over():
    proposal = make_complete(make_proposal())
    CallRound.objects.filter(pk=proposal.round_id).update(closes_at=timezone.now())
    with pytest.raises(RoundNotOpenError, match="closed"):
        submit_proposal(proposal=proposal, key=uuid4(), by=lead_of(proposal))
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_arrives_before_the_minute_is_received_though_the_locks_are_held_beyond_it():
    """Another transaction holds the proposal until after the minute; the hour of arrival decides."""
    proposal = make_complete(make_proposal())
    by = lead_of(proposal)
    closes = timezone.now() + timedelta(seconds=1.5)
    CallRound.objects.filter(pk=proposal.round_id).update(closes_at=closes)
    held = threading.Event()

    def hold():
        with transaction.atomic():
            Proposal.objects.select_for_update().get(pk=proposal.pk)
            held.set()
            time.sleep(2.5)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    receipt = submit_proposal(proposal=proposal, key=uuid4(), by=by)
    thread.join()
    assert receipt.received_at < closes < timezone.now()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_submit_at_once_make_one_submission():
    proposal = make_complete(make_proposal())
    by, found, refused = lead_of(proposal), [], []

    def submit():
        try:
            found.append(submit_proposal(proposal=proposal, key=uuid4(), by=by).pk)
        except ProposalLockedError as error:
            refused.append(error)
        connection.close()

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(refused), Submission.objects.count()) == (1, 3, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "table", ["calls_proposalversion", "calls_submission", "calls_proposal", "accounts_auditentry"]
)
def test_a_crash_at_any_step_leaves_the_old_state(table):
    """The server's process is killed by the database at each write in turn: nothing of the submission stands."""
    proposal = make_complete(make_proposal())
    key, by = uuid4(), lead_of(proposal)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END $$"
        )
        cursor.execute(f"CREATE TRIGGER die AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION die()")
    try:
        with pytest.raises(Exception, match=r"terminat|closed|lost|SSL|server"):
            submit_proposal(proposal=proposal, key=key, by=by)
    finally:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER die ON {table}")
            cursor.execute("DROP FUNCTION die()")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DRAFT
    assert not Submission.objects.exists()
    assert not ProposalVersion.objects.exists()

    receipt = submit_proposal(proposal=proposal, key=key, by=by)
    assert receipt.key == key


@pytest.mark.django_db
def test_who_came_before_the_minute_and_waited_is_in_time():
    """The server was busy for ten minutes: what counts is when the request came, and the receipt says it."""
    proposal, key = make_complete(make_proposal()), uuid4()
    closes = timezone.now() - timedelta(minutes=5)
    CallRound.objects.filter(pk=proposal.round_id).update(closes_at=closes)

    def came(before):
        return arrived(Arrival(timezone.now() - before, time.monotonic() - before.total_seconds()))

    with came(timedelta(minutes=4)), pytest.raises(RoundNotOpenError, match="your request came on"):
        submit_proposal(proposal=proposal, key=key, by=lead_of(proposal))
    with came(timedelta(minutes=10)):
        receipt = submit_proposal(proposal=proposal, key=key, by=lead_of(proposal))
    assert receipt.received_at < closes < receipt.received_at + timedelta(minutes=6)
