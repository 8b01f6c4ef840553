"""Submitting: one transaction decides by the database's clock, keeps the version and gives the receipt."""

import base64
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.bridge.eligibility import blocking_faults
from grappe.apps.calls.domain.locking import lock_proposal, require_open
from grappe.apps.calls.domain.notices import tell_of_receipt
from grappe.apps.calls.domain.versions import keep_version
from grappe.apps.calls.enums import ProposalState, VersionReason
from grappe.apps.calls.errors import ProposalLockedError, SubmissionRefusedError
from grappe.apps.calls.events import proposal_submitted, proposal_withdrawn
from grappe.apps.calls.models import Proposal, Submission
from grappe.apps.calls.queries.completeness import lacking_of

CODE_BYTES = 10


def submit_proposal(*, proposal: Proposal, key: UUID, language: str = "fr", by: User) -> Submission:
    """Submit a complete proposal and get its receipt; the same key again gives the same receipt, even after the minute.

    The clock is read before any lock is waited for: who arrives in time is in time. Nothing stands half done: the
    version, the receipt and the state are written together or not at all.
    """
    sent = Submission.objects.filter(key=key, proposal=proposal).first()
    if sent is not None:
        return sent
    try:
        with recorded(by=by, verb="submit_proposal"):
            return submitted_now(proposal, key, language, by)
    except IntegrityError:
        # The same form, sent twice at the same moment.
        sent = Submission.objects.filter(key=key, proposal=proposal).first()
        if sent is None:
            raise
        return sent


def submitted_now(proposal: Proposal, key: UUID, language: str, by: User) -> Submission:
    moment = require_open(proposal.round_id)
    held = lock_proposal(proposal)
    sent = Submission.objects.filter(key=key, proposal=held).first()
    if sent is not None:
        return sent
    if held.state != ProposalState.DRAFT:
        raise ProposalLockedError(_("This proposal is submitted already: see its receipt."))
    require_complete(held)
    version = keep_version(proposal=held, reason=VersionReason.SUBMITTED, by=by)
    with transaction.atomic():
        submission = Submission.objects.create(
            proposal=held,
            version=version,
            key=key,
            code=code_of(held.reference, version.digest, moment.at.isoformat()),
            digest=version.digest,
            received_at=moment.at,
            closes_at=moment.closes_at,
            language=language,
            submitted_by=by,
        )
    held.state, held.submitted_at = ProposalState.SUBMITTED, moment.at
    held.save(update_fields=["state", "submitted_at", "updated_at"])
    record_action(by=by, verb="submit_proposal", target=held, receipt=submission.code, digest=submission.digest)
    tell_of_receipt(submission)
    proposal_submitted.send(Submission, submission=submission, by=by)
    return submission


def require_complete(held: Proposal) -> None:
    blocking = [getattr(rule, f"text_{held.language}") for rule in blocking_faults(held, timezone.localdate())]
    lacking = [*lacking_of(held), *blocking]
    if lacking:
        raise SubmissionRefusedError(
            ngettext(
                "One thing is still lacking before this proposal can be submitted.",
                "%(count)d things are still lacking before this proposal can be submitted.",
                len(lacking),
            )
            % {"count": len(lacking)},
            tuple(str(line) for line in lacking),
        )


def reopen_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Take a submission back to change it, while the round is open; it must then be submitted again."""
    with recorded(by=by, verb="reopen_proposal"):
        moment = require_open(proposal.round_id)
        held = lock_proposal(proposal)
        if held.state != ProposalState.SUBMITTED:
            raise ProposalLockedError(_("Only a submitted proposal can be taken back to be changed."))
        held.submissions.filter(taken_back_at=None).update(taken_back_at=moment.at)
        held.state = ProposalState.DRAFT
        held.save(update_fields=["state", "updated_at"])
        record_action(by=by, verb="reopen_proposal", target=held)
        proposal_withdrawn.send(Proposal, proposal=held, by=by)
    return held


def code_of(*facts: str) -> str:
    """Short enough to be typed from paper, and not to be made up without the site's key."""
    raw = salted_hmac("grappe.submission", "|".join(facts), algorithm="sha256").digest()[:CODE_BYTES]
    text = base64.b32encode(raw).decode("ascii")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
