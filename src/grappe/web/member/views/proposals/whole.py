"""The whole of a proposal: where it stands, what it lacks, its head, its end."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.calls.bridge.eligibility import judge
from grappe.apps.calls.domain.proposals import ChangedMeanwhileError, describe_proposal, withdraw_proposal
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import Proposal
from grappe.apps.calls.queries.completeness import lacking_of
from grappe.apps.calls.queries.consortium import consortium_of, waiting_asides
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Theme
from grappe.apps.reviews.queries.hearings import is_heard
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.proposals import HeadForm, InviteForm, PartnerForm, ReasonForm
from grappe.web.member.proposal_records import own_proposal, page_of
from grappe.web.ui.eligibility import told_rules


@login_required
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, own_proposal(request, pk))


def show(request: HttpRequest, held: Proposal, partner_form: PartnerForm | None = None) -> HttpResponse:
    context = page_of(
        request,
        held,
        "proposal",
        consortium=consortium_of(held),
        rules=told_rules(judge(held, timezone.localdate())),
        lacking=lacking_of(held),
        asides=waiting_asides(held, person(request)),
        submission=held.submissions.filter(taken_back_at=None).select_related("version").first(),
        partner_form=partner_form or PartnerForm(),
        invite_form=InviteForm(),
        hears=held.state in RECEIVED and person(request).has_perm("reviews.be_heard", held) and is_heard(held),
    )
    return render(request, "member/proposals/overview.html", context)


@login_required
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, abstract, themes, dates: the lead's authors change them, the others read."""
    held = own_proposal(request, pk)
    names = [name for name in HeadForm.base_fields if name not in {"seen", "themes"}]
    initial = {name: getattr(held, name) for name in names}
    initial |= {"seen": held.revision, "themes": list(held.themes.values_list("code", flat=True))}
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST":
        require(request, "calls.change_proposal", held)
        if form.is_valid() and kept(request, held, form):
            return redirect("member:proposal_head", held.pk)
    return render(request, "member/proposals/head.html", page_of(request, held, "proposal_head", form=form))


def kept(request: HttpRequest, held: Proposal, form: HeadForm) -> bool:
    try:
        describe_proposal(
            proposal=held,
            values=form.values,
            themes=Theme.objects.filter(code__in=form.cleaned_data["themes"]),
            seen=form.cleaned_data["seen"],
            by=person(request),
        )
    except ChangedMeanwhileError as refusal:
        form.add_error(None, str(refusal))
        form.show_held(refusal.held, refusal.revision)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.submit_proposal", held)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, reason = person(request), form.cleaned_data["reason"]
        done_or_refused(
            request, _("The proposal is withdrawn."), lambda: withdraw_proposal(proposal=held, reason=reason, by=user)
        )
        return redirect("member:proposal", held.pk)
    return render(request, "member/proposals/withdraw.html", page_of(request, held, "proposal", form=form))
