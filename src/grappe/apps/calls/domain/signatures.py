"""A partner signs its own part: the digest says what was signed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_part
from grappe.apps.calls.domain.versions import digest_of, part_content
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.errors import SignatureRefusedError
from grappe.apps.calls.models import ProposalPartner


def sign_part(*, partner: ProposalPartner, seen: int, by: User) -> ProposalPartner:
    """Sign the part as it was read (``seen`` is its revision); any later change takes the signature away."""
    with recorded(by=by, verb="sign_part"):
        held = lock_part(partner)
        if held.state not in {PartnerState.JOINED, PartnerState.SIGNED}:
            raise SignatureRefusedError(_("This partner has not joined the proposal yet: take its part up first."))
        if held.revision != seen:
            raise SignatureRefusedError(_("This part changed after you read it: read it again, then sign."))
        if not held.costs.exists():
            raise SignatureRefusedError(_("State the costs of this part before signing it."))
        if held.state == PartnerState.SIGNED:
            return held
        held.state, held.signed_at, held.signed_by = PartnerState.SIGNED, timezone.now(), by
        held.signed_digest = digest_of(part_content(held))
        held.save(update_fields=["state", "signed_at", "signed_by", "signed_digest"])
        record_action(by=by, verb="sign_part", target=held.proposal, partner=held.pk, digest=held.signed_digest)
    return held
