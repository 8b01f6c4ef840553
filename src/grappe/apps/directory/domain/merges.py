"""Two records of one organisation become one; what was moved is written down, so that it can be put back."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.corrections import AlreadyDecidedError
from grappe.apps.directory.domain.moves import move_references, put_references_back
from grappe.apps.directory.enums import MergeStatus
from grappe.apps.directory.models import MergeProposal, Organisation


class MergeRefusedError(RefusedError):
    """The merge cannot be done or undone as things stand."""


def merge_organisations(*, proposal: MergeProposal, by: User) -> Organisation:
    """Move everything of the merged record to the kept one; the merged row stays and points to it."""
    with recorded(by=by, verb="merge_organisations"):
        waiting = locked(proposal, MergeStatus.PROPOSED)
        kept, merged = lock_both(waiting)
        if kept.merged_into_id or merged.merged_into_id:
            raise MergeRefusedError(_("One of the two is merged into another organisation already: decide that one."))
        waiting.moved = move_references(kept=kept, merged=merged)
        waiting.moved["other_names"] = list(kept.other_names)
        names = [merged.legal_name, *merged.other_names]
        kept.other_names = sorted({*kept.other_names, *names} - {kept.legal_name})
        kept.save()
        merged.merged_into = kept
        merged.save()
        close(waiting, MergeStatus.MERGED, by)
        record_action(by=by, verb="merge_organisations", target=kept, merged=merged.pk, score=waiting.score)
    return kept


def keep_distinct(*, proposal: MergeProposal, by: User) -> MergeProposal:
    """Say that these are two organisations; the pair is not proposed again."""
    with recorded(by=by, verb="keep_distinct"):
        waiting = locked(proposal, MergeStatus.PROPOSED)
        close(waiting, MergeStatus.DISTINCT, by)
        record_action(by=by, verb="keep_distinct", target=waiting)
    return waiting


def undo_merge(*, proposal: MergeProposal, by: User) -> MergeProposal:
    """Put back what a merge moved; what came to the kept record since stays with it."""
    with recorded(by=by, verb="undo_merge"):
        done = locked(proposal, MergeStatus.MERGED)
        kept, merged = lock_both(done)
        if merged.merged_into_id != kept.pk:
            raise MergeRefusedError(_("This merge was undone or followed by another: undo the later one first."))
        put_references_back(done.moved, kept=kept, merged=merged)
        gained = {merged.legal_name, *merged.other_names} - set(done.moved.get("other_names", []))
        kept.other_names = [name for name in kept.other_names if name not in gained]
        kept.save()
        merged.merged_into = None
        merged.save()
        done.moved = {}
        close(done, MergeStatus.PROPOSED, by)
        record_action(by=by, verb="undo_merge", target=kept, merged=merged.pk)
    return done


def locked(proposal: MergeProposal, expected: MergeStatus) -> MergeProposal:
    waiting = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    if waiting.status != expected:
        raise AlreadyDecidedError(_("Somebody has decided this meanwhile. Reload the page to see how."))
    return waiting


def lock_both(proposal: MergeProposal) -> tuple[Organisation, Organisation]:
    """Lock the two rows in one order, so that two merges cannot wait for each other."""
    pair = {
        row.pk: row
        for row in Organisation.objects.select_for_update()
        .filter(pk__in=[proposal.kept_id, proposal.merged_id])
        .order_by("pk")
    }
    return pair[proposal.kept_id], pair[proposal.merged_id]


def close(proposal: MergeProposal, status: MergeStatus, by: User) -> None:
    decided = status != MergeStatus.PROPOSED
    proposal.status = status
    proposal.decided_by = by if decided else None
    proposal.decided_at = timezone.now() if decided else None
    proposal.save()


def swap_kept(*, proposal: MergeProposal, by: User) -> MergeProposal:
    """Keep the other of the two records."""
    with recorded(by=by, verb="swap_kept"):
        waiting = locked(proposal, MergeStatus.PROPOSED)
        MergeProposal.objects.filter(pk=waiting.pk).update(kept=F("merged"), merged=F("kept"))
        waiting.refresh_from_db()
        record_action(by=by, verb="swap_kept", target=waiting)
    return waiting
