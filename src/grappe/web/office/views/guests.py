from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.registrations import register_participant
from grappe.web.access import person
from grappe.web.office.forms.guests import GuestForm
from grappe.web.office.forum_records import edition_for, page_of


@login_required
def add_guest(request: HttpRequest, edition: str) -> HttpResponse:
    """Register somebody in any category, before and after the form's time; sent twice, it registers once."""
    held = edition_for(request, edition, "forum.manage_registrations")
    form = GuestForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_participant(
                edition=held,
                category=form.cleaned_data["category"],
                attendee=form.attendee,
                key=form.cleaned_data["key"],
                is_invited=True,
                by=person(request),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": made.full_name})
            return redirect("office:registration", held.slug, made.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "office/forum/guest.html", page_of(request, held, "registrations", form=form), status=status)
