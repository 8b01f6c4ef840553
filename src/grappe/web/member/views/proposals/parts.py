"""One partner's own part: who, where, what it costs, other aid, and the signature."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.calls.bridge.eligibility import judge
from grappe.apps.calls.domain.partners import add_other_aid, change_part, decline_part, remove_other_aid
from grappe.apps.calls.domain.proposals import ChangedMeanwhileError
from grappe.apps.calls.domain.signatures import sign_part
from grappe.apps.calls.enums import PartnerState, ResearchNature
from grappe.apps.calls.models import FormSection, Proposal, ProposalPartner
from grappe.apps.calls.queries.answers import asked_in
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, keys_in, person, require
from grappe.web.member.forms.proposals import OtherAidForm, PartForm
from grappe.web.member.proposal_records import own_part, own_proposal, page_of
from grappe.web.ui.eligibility import told_rules


@login_required
def part(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    held = own_proposal(request, pk)
    own = own_part(request, held, partner)
    form = PartForm(request.POST or None, own)
    if request.method == "POST" and form.is_valid() and kept(request, own, form):
        return redirect("member:proposal_part", held.pk, own.pk)
    return show(request, held, own, form=form)


def show(
    request: HttpRequest,
    held: Proposal,
    own: ProposalPartner,
    *,
    form: PartForm | None = None,
    aid_form: OtherAidForm | None = None,
) -> HttpResponse:
    sections = FormSection.objects.filter(call=held.round.call_id, is_for_each_partner=True)
    context = page_of(
        request,
        held,
        f"part-{own.pk}",
        partner=own,
        form=form or PartForm(None, own),
        aid_form=aid_form or OtherAidForm(prefix="aid"),
        natures=[str(nature.label) for nature in ResearchNature],
        aids=own.other_aids.all(),
        sections=[(section, asked_in(section, held, own)) for section in sections],
        rules=told_rules(judge(held, timezone.localdate()), partner=own.pk),
    )
    return render(request, "member/proposals/part.html", context)


def kept(request: HttpRequest, own: ProposalPartner, form: PartForm) -> bool:
    try:
        change_part(
            partner=own, values=form.values, costs=form.costs, seen=form.cleaned_data["seen"], by=person(request)
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
@require_POST
def sign(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    held = own_proposal(request, pk)
    own = own_part(request, held, partner)
    require(request, "calls.sign_part", own)
    user, seen = person(request), next(iter(keys_in([request.POST.get("seen")])), 0)
    done = _("Signed. Any change to this part takes the signature away.")
    done_or_refused(request, done, lambda: sign_part(partner=own, seen=seen, by=user))
    return redirect("member:proposal_part", held.pk, own.pk)


@login_required
@require_POST
def decline(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """Leave a consortium; whoever has left reads the proposal no more, and a second click says so again."""
    user = person(request)
    done = _("Your organisation takes no part any more: those who lead are told.")
    if user.authorships.filter(partner=partner, partner__proposal=pk, partner__state=PartnerState.DECLINED).exists():
        messages.success(request, done)
        return redirect("member:proposals")
    held = own_proposal(request, pk)
    own = own_part(request, held, partner)
    if done_or_refused(request, done, lambda: decline_part(partner=own, by=user)):
        return redirect("member:proposals")
    return redirect("member:proposal", held.pk)


@login_required
@require_POST
def add_aid(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    held = own_proposal(request, pk)
    own = own_part(request, held, partner)
    form = OtherAidForm(request.POST, prefix="aid")
    if form.is_valid():
        try:
            add_other_aid(partner=own, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("member:proposal_part", held.pk, own.pk)
    return show(request, held, own, aid_form=form)


@login_required
@require_POST
def remove_aid(request: HttpRequest, pk: int, partner: int, aid: int) -> HttpResponse:
    held = own_proposal(request, pk)
    own = own_part(request, held, partner)
    row = get_object_or_404(own.other_aids.select_related("partner__proposal"), pk=aid)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_other_aid(aid=row, by=user))
    return redirect("member:proposal_part", held.pk, own.pk)
