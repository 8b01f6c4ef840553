from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.links import page_address
from grappe.apps.forum.models import SpeakerProposal


def tell_proposer(proposal: SpeakerProposal) -> None:
    post(
        address=proposal.email,
        language="fr" if proposal.language == "fr" else "en",
        write=lambda: letter_about(proposal),
    )


def letter_about(proposal: SpeakerProposal) -> Letter:
    names = {
        "name": proposal.full_name,
        "year": proposal.call.edition.year,
        "title": proposal.title,
        "answer": proposal.answer,
        "address": page_address("member:talks"),
    }
    if proposal.status == RequestStatus.ACCEPTED:
        return (
            _("[Forum %(year)d] Your proposal is accepted") % names,
            _("%(name)s, “%(title)s” will be part of the programme. %(answer)s Day and hour will follow: %(address)s")
            % names,
        )
    if proposal.status == RequestStatus.REFUSED:
        return (
            _("[Forum %(year)d] Your proposal is not kept") % names,
            _("%(name)s, “%(title)s” will not be part of the programme. %(answer)s") % names,
        )
    return (
        _("[Forum %(year)d] Your proposal has arrived") % names,
        _("%(name)s, “%(title)s” has arrived. You can change it until the call closes.") % names,
    )
