"""A proposal as its authors see it, and what every page of it shows."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.calls.enums import ProposalState, RoundStage
from grappe.apps.calls.models import FormSection, Proposal, ProposalPartner
from grappe.apps.calls.queries.completeness import active_partners
from grappe.apps.calls.queries.stages import moment_of
from grappe.apps.calls.rules import parts_of
from grappe.web.access import person


def own_proposal(request: HttpRequest, pk: int) -> Proposal:
    """A proposal the person writes for; to anybody else it does not show that it exists."""
    rows = Proposal.objects.select_related("round__call", "lead")
    held = get_object_or_404(rows, pk=pk)
    if not person(request).has_perm("calls.comment_proposal", held):
        raise Http404
    return held


def own_part(request: HttpRequest, proposal: Proposal, pk: int) -> ProposalPartner:
    """A part of the proposal that the person writes."""
    rows = proposal.partners.select_related("organisation", "territory", "proposal__round__call")
    held = get_object_or_404(rows, pk=pk)
    if not person(request).has_perm("calls.change_part", held):
        raise Http404
    return held


def page_of(request: HttpRequest, proposal: Proposal, current: str, **more: Any) -> dict[str, Any]:
    """What every page of a proposal shows: its tabs, its round's clock, what this person may do."""
    moment = moment_of(proposal.round_id)
    user = person(request)
    is_draft = proposal.state == ProposalState.DRAFT
    return {
        "proposal": proposal,
        "round": proposal.round,
        "moment": moment,
        "is_open": is_draft and moment.stage == RoundStage.OPEN,
        "leads": user.has_perm("calls.change_proposal", proposal),
        "tabs": tabs_of(proposal, user),
        "current": current,
        **more,
    }


def tabs_of(proposal: Proposal, user: Any) -> list[tuple[str, str, str]]:
    """The whole, each section of the form, the person's own parts, then what stands around."""
    at = [proposal.pk]
    sections = FormSection.objects.filter(call=proposal.round.call_id, is_for_each_partner=False)
    mine = [part for part in active_partners(proposal) if part.pk in parts_of(user)]
    return [
        ("proposal", _("Overview"), reverse("member:proposal", args=at)),
        ("proposal_head", _("Title and abstract"), reverse("member:proposal_head", args=at)),
        ("proposal_suggestions", _("Possible partners"), reverse("member:proposal_suggestions", args=at)),
        *(
            (f"section-{one.code}", titled(one), reverse("member:proposal_section", args=[proposal.pk, one.code]))
            for one in sections
        ),
        *(
            (
                f"part-{one.pk}",
                _("Part of %(name)s") % {"name": one.organisation.legal_name},
                reverse("member:proposal_part", args=[proposal.pk, one.pk]),
            )
            for one in mine
        ),
        ("proposal_files", _("Files"), reverse("member:proposal_files", args=at)),
        ("proposal_labels", _("Labels"), reverse("member:proposal_labels", args=at)),
        ("proposal_comments", _("Comments"), reverse("member:proposal_comments", args=at)),
        ("proposal_versions", _("Versions"), reverse("member:proposal_versions", args=at)),
    ]


def titled(section: FormSection) -> str:
    from django.utils.translation import get_language

    return section.title_fr if get_language() == "fr" else section.title_en
