"""Registering for an edition of the Forum, signed in or not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.link_letters import send_link_again
from grappe.apps.forum.domain.registrations import is_registration_open, register_participant
from grappe.apps.forum.links import registration_of_token
from grappe.apps.forum.models import Edition, Registration
from grappe.apps.forum.queries.registration_lists import open_registration_of
from grappe.web.public.editions import edition_seen
from grappe.web.public.forms.registration import RegistrationForm, said_before
from grappe.web.public.forms.registration_again import LinkAgainForm
from grappe.web.public.forum_records import hold


@cache_control(private=True, max_age=0)
def register(request: HttpRequest, edition: str) -> HttpResponse:
    """The form. Sent twice, it registers once; the second answer shows what the first one made."""
    held = edition_seen(request, edition)
    if request.method == "POST" and "find" not in request.POST:
        return register_now(request, held)
    if request.method == "POST":
        return show(request, held, RegistrationForm(held, initial=request.POST.dict()))
    if isinstance(request.user, User) and (mine := open_registration_of(request.user, held)) is not None:
        messages.info(request, _("You are registered already: this is your registration."))
        return redirect("public:registration", held.slug, mine.pk)
    return show(request, held, RegistrationForm(held, initial=said_before(request.user, held)))


def show(request: HttpRequest, edition: Edition, form: RegistrationForm, status: int = 200) -> HttpResponse:
    context = {
        "edition": edition,
        "form": form,
        "is_open": is_registration_open(edition),
        "chooses": not form.fields["organisation"].widget.is_hidden,
        "asked_in_vain": request.method == "POST" and "find" in request.POST,
    }
    return render(request, "public/forum/register.html", context, status=status)


def register_now(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = RegistrationForm(edition, data=request.POST)
    if form.is_valid():
        try:
            made = register_from(request, edition, form)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            hold(request, made)
            return redirect("public:registration", edition.slug, made.pk)
    return show(request, edition, form, status=422)


def register_from(request: HttpRequest, edition: Edition, form: RegistrationForm) -> Registration:
    user = request.user if isinstance(request.user, User) else None
    return register_participant(
        edition=edition,
        category=form.cleaned_data["category"],
        attendee=form.attendee,
        key=form.cleaned_data["key"],
        by=user,
        user=user if user is not None and is_own_address(user, form.attendee.email) else None,
    )


def is_own_address(user: User, email: str) -> bool:
    """Whether the account proved this address; who registers a colleague gives the colleague's."""
    addresses: Any = user.emailaddress_set  # type: ignore[attr-defined]  # allauth's relation
    return bool(addresses.filter(verified=True, email__iexact=email.strip()).exists())


@never_cache
def follow_link(request: HttpRequest, edition: str, token: str) -> HttpResponse:
    """The link of the mail: this browser may see the registration from now on."""
    held = edition_seen(request, edition)
    found = registration_of_token(token, held)
    if found is None:
        messages.error(request, _("This link is not whole: copy all of it, or ask for it again."))
        return redirect("public:link_again", held.slug)
    hold(request, found)
    return redirect("public:registration", held.slug, found.pk)


def link_again(request: HttpRequest, edition: str) -> HttpResponse:
    """Ask for the link once more; the answer is the same whether or not the address is registered."""
    held = edition_seen(request, edition)
    form = LinkAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send_link_again(edition=held, email=form.cleaned_data["email"])
        messages.success(request, _("If this address is registered, the link is on its way to it."))
        return redirect("public:link_again", held.slug)
    return render(request, "public/forum/link_again.html", {"edition": held, "form": form})
