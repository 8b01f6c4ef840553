"""The documents a call asks for, beside the files that are there."""

from dataclasses import dataclass

from grappe.apps.calls.models import Attachment, Proposal, ProposalPartner, RequiredDocument
from grappe.apps.calls.queries.completeness import active_partners


@dataclass(frozen=True)
class Wanted:
    """A document, whose it is, and the file that stands for it."""

    document: RequiredDocument
    partner: ProposalPartner | None
    attachment: Attachment | None


def wanted_files(proposal: Proposal) -> list[Wanted]:
    held = {(one.document_id, one.partner_id): one for one in proposal.attachments.filter(removed_at=None)}
    partners = list(active_partners(proposal))
    return [
        Wanted(document, owner, held.get((document.pk, owner.pk if owner else None)))
        for document in RequiredDocument.objects.filter(call=proposal.round.call_id)
        for owner in (partners if document.is_for_each_partner else [None])
    ]
