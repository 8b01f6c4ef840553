"""The records that an expert's addresses name; whatever a person may not see does not show that it exists."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import Proposal
from grappe.apps.calls.queries.consortium import consortium_of
from grappe.apps.reviews.enums import BlindMode
from grappe.apps.reviews.models import Reading, ReviewPanel
from grappe.apps.reviews.rules import panel_of
from grappe.web.access import person


def own_reading(request: HttpRequest, pk: int, permission: str) -> Reading:
    rows = Reading.objects.select_related("proposal__round__call", "panel__round__call")
    held = get_object_or_404(rows, pk=pk)
    if not person(request).has_perm(permission, held):
        raise Http404
    return held


def own_panel(request: HttpRequest, pk: int) -> ReviewPanel:
    held = get_object_or_404(ReviewPanel.objects.select_related("round__call"), pk=pk)
    if not person(request).has_perm("reviews.bid", held):
        raise Http404
    return held


def seen_proposal(request: HttpRequest, pk: int, permission: str) -> tuple[Proposal, ReviewPanel]:
    held = get_object_or_404(Proposal.objects.select_related("round__call"), pk=pk)
    panel = panel_of(held)
    if panel is None or not person(request).has_perm(permission, held):
        raise Http404
    return held, panel


def content_of(proposal: Proposal, panel: ReviewPanel) -> dict[str, Any]:
    """What an expert reads of a proposal; in the double-blind mode nothing that names a partner."""
    answers = proposal.answers.exclude(text="").select_related("question__section", "partner__organisation")
    answers = answers.order_by("question__section__rank", "question__section", "partner", "question__rank", "question")
    is_blind = panel.blind_mode == BlindMode.DOUBLE
    found: dict[str, Any] = {
        "proposal": proposal,
        "is_blind": is_blind,
        "partners": consortium_of(proposal).exclude(state=PartnerState.DECLINED),
        "answers": answers.filter(partner=None) if is_blind else answers,
        "files": proposal.attachments.none(),
    }
    if not is_blind:
        standing = proposal.attachments.filter(removed_at=None)
        found["files"] = standing.select_related("document", "partner__organisation")
    return found
