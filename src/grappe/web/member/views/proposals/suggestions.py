"""Who could complete the consortium of a proposal, and asking one of them with one button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.domain.partner_letters import editors_of
from grappe.apps.calls.domain.partners import add_partner
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.rules import organisations_of
from grappe.apps.partnerships.bridge.consortia import group_of_proposal, partners_for_group
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.web.access import keys_in, person, require
from grappe.web.member.forms.suggestions import ConsortiumFilters
from grappe.web.member.proposal_records import own_proposal, page_of


@login_required
@require_safe
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """The places that the rules of the round leave open, and who could fill them."""
    held = own_proposal(request, pk)
    group = group_of_proposal(held)
    filters = ConsortiumFilters(request.GET, group.demands)
    found = partners_for_group(group, role=filters.chosen, wanted=filters.wanted())
    user = person(request)
    context = page_of(
        request,
        held,
        "proposal_suggestions",
        found=found,
        filters=filters,
        demands=group.demands,
        key=f"organisation-{held.lead_id}",
        may_set_aside=held.lead_id in organisations_of(user),
        may_only_read=not bodies_of(user),
    )
    if context["leads"] and context["is_open"]:
        context["ask_at"] = reverse("member:ask_to_join", args=[held.pk])
    return render(request, "member/proposals/suggestions.html", context)


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a suggested organisation to join; its editors are told by mail."""
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    keys = keys_in([request.POST.get("organisation")])
    organisation = Organisation.objects.filter(pk__in=keys, merged_into=None).first()
    if organisation is None:
        messages.error(request, _("Choose one of the suggestions first."))
        return redirect("member:proposal_suggestions", held.pk)
    try:
        add_partner(proposal=held, organisation=organisation, by=person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("member:proposal_suggestions", held.pk)
    tell_asked(request, organisation)
    return redirect("member:proposal", held.pk)


def tell_asked(request: HttpRequest, organisation: Organisation) -> None:
    told = len(editors_of(organisation))
    if told:
        text = ngettext(
            "%(name)s is asked to join: %(n)d person who keeps its page is told by mail.",
            "%(name)s is asked to join: %(n)d people who keep its page are told by mail.",
            told,
        )
        messages.success(request, text % {"name": organisation.legal_name, "n": told})
    else:
        text = _("%(name)s is asked to join. Nobody keeps its page yet: invite a person by mail below.")
        messages.warning(request, text % {"name": organisation.legal_name})
