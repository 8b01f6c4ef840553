"""Who organises and supports an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.edition_partners import add_partner, change_partner, remove_partner
from grappe.apps.forum.models import Edition
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.forum_partners import PartnerForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition

MAY = "forum.manage_edition"


@login_required
def partners(request: HttpRequest, slug: str) -> HttpResponse:
    """The partners in the order of the page, and a form for one more."""
    edition = own_edition(request, slug, MAY)
    form = PartnerForm(None, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_partner(edition=edition, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("office:forum_partners", edition.slug)
    return show(request, edition, "office/forum/partners.html", form=form, partners=edition.partners.all())


@login_required
def partner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition = own_edition(request, slug, MAY)
    held = get_object_or_404(edition.partners, pk=pk)
    form = PartnerForm(held, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_partner(partner=held, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:forum_partners", edition.slug)
    return show(request, edition, "office/forum/partner.html", form=form, partner=held)


def show(request: HttpRequest, edition: Edition, template: str, **context: object) -> HttpResponse:
    return render(request, template, {**page_of(request, edition, "forum_partners"), **context})


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, user = own_edition(request, slug, MAY), person(request)
    held = get_object_or_404(edition.partners.select_related("edition"), pk=pk)
    done_or_refused(request, _("Removed."), lambda: remove_partner(partner=held, by=user))
    return redirect("office:forum_partners", edition.slug)
