"""One's own registration: how it stands, what it costs; changed and cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.offers import accept_offer
from grappe.apps.forum.domain.registrations import cancel_registration, change_consents, change_registration
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, RegistrationState
from grappe.apps.forum.models import Registration
from grappe.apps.forum.queries.invoice_lists import invoices_of
from grappe.apps.forum.queries.waiting_list import place_in_queue
from grappe.web.access import done_or_refused
from grappe.web.public.forms.registration import NeedsForm
from grappe.web.public.forms.registration_again import CancelForm
from grappe.web.public.forum_records import own_registration
from grappe.web.public.own_pages import own_page

TONES = {
    RegistrationState.CONFIRMED: "success",
    RegistrationState.PENDING: "info",
    RegistrationState.WAITING: "warning",
    RegistrationState.OFFERED: "warning",
}


@own_page
@require_safe
def registration(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """How the registration stands."""
    held = own_registration(request, edition, pk)
    state = RegistrationState(held.state)
    context = {
        "edition": held.edition,
        "registration": held,
        "tone": TONES.get(state, "error"),
        "is_open": state in OPEN_REGISTRATIONS,
        "offered_until": held.offered_until.astimezone(held.edition.zone) if held.offered_until else None,
        "queue": place_in_queue(held) if state == RegistrationState.WAITING else None,
        "invoices": invoices_of(held),
        "offers_account": held.user_id is None and not request.user.is_authenticated,
    }
    return render(request, "public/forum/registration.html", context)


@own_page
def change(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Correct what was said, give consents and take them back."""
    held = own_registration(request, edition, pk)
    if held.state not in OPEN_REGISTRATIONS:
        return redirect("public:registration", edition, held.pk)
    form = NeedsForm(request.POST or None, initial=held_values(held))
    if request.method == "POST" and form.is_valid():
        save(held, form.cleaned_data, request.user if isinstance(request.user, User) else None)
        messages.success(request, _("Your registration is changed."))
        return redirect("public:registration", edition, held.pk)
    context = {"edition": held.edition, "registration": held, "form": form}
    return render(request, "public/forum/change_registration.html", context)


def held_values(held: Registration) -> dict[str, Any]:
    consents = {
        "agrees_to_catalogue": held.catalogue_consent_at is not None,
        "agrees_to_photo": held.photo_consent_at is not None,
    }
    return consents | {name: getattr(held, name) for name in NeedsForm.base_fields if name not in consents}


def save(held: Registration, said: dict[str, Any], by: User | None) -> None:
    consents = {name: said[name] for name in ("agrees_to_catalogue", "agrees_to_photo")}
    change_registration(registration=held, values=said, by=by)
    change_consents(registration=held, by=by, **consents)


@own_page
@require_POST
def accept(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Take the place that the waiting list offers."""
    held = own_registration(request, edition, pk)
    by = request.user if isinstance(request.user, User) else None
    done_or_refused(
        request,
        _("The place is yours: your registration is confirmed."),
        lambda: accept_offer(registration=held, by=by),
    )
    return redirect("public:registration", edition, held.pk)


@own_page
def cancel(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Give the place up, after a question."""
    held = own_registration(request, edition, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = request.user if isinstance(request.user, User) else None
        try:
            cancel_registration(registration=held, reason=form.cleaned_data["reason"], by=by)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your registration is cancelled. Thank you for leaving your place to others."))
        return redirect("public:registration", edition, held.pk)
    if held.state not in OPEN_REGISTRATIONS:
        return redirect("public:registration", edition, held.pk)
    context = {"edition": held.edition, "registration": held, "form": form}
    return render(request, "public/forum/cancel_registration.html", context)
