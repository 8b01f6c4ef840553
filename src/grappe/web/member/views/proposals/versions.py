"""Versions kept, and what two of them say differently."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grappe.apps.calls.domain.versions import content_of, keep_version
from grappe.apps.calls.models import Proposal
from grappe.apps.calls.queries.differences import Difference, differences
from grappe.web.access import done_or_refused, keys_in, person
from grappe.web.member.proposal_records import own_proposal, page_of


@login_required
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    if request.method == "POST":
        user = person(request)
        done_or_refused(request, _("This version is kept."), lambda: keep_version(proposal=held, by=user))
        return redirect("member:proposal_versions", held.pk)
    rows = list(held.versions.select_related("made_by", "submission").defer("content"))
    compared = next(iter(keys_in([request.GET.get("since")])), rows[0].number if rows else 0)
    context = page_of(
        request, held, "proposal_versions", versions=rows, since=compared, changes=changes_since(held, compared)
    )
    return render(request, "member/proposals/versions.html", context)


def changes_since(held: Proposal, number: int) -> list[Difference]:
    """What the proposal says now and did not say in that version."""
    version = held.versions.filter(number=number).first()
    return differences(version.content, content_of(held)) if version else []
