"""Answering a profile, and what becomes of the answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain import interests as domain
from grappe.apps.partnerships.enums import OPEN_INTERESTS, InterestOutcome, InterestState
from grappe.apps.partnerships.models import Interest
from grappe.apps.partnerships.queries.interests import PARTS
from grappe.apps.partnerships.queries.people import bodies_of, helpers_of, people_of, readers_of
from grappe.apps.partnerships.queries.profiles import published_profiles, with_bodies
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.partnerships import (
    AnswerForm,
    ExpressForm,
    IntroductionForm,
    MeetingForm,
    OutcomeForm,
    PassOnForm,
)
from grappe.web.ui.templatetags.naming import name_held

KNOWN_TO_EACH_OTHER = (
    InterestState.ANSWERED,
    InterestState.INTRODUCED,
    InterestState.MET,
    InterestState.CLOSED,
)


@login_required
def express(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to whoever published a profile."""
    user = person(request)
    profile = get_object_or_404(with_bodies(published_profiles(today=timezone.localdate())), pk=pk)
    bodies = bodies_of(user)
    form = ExpressForm(request.POST or None, bodies, initial=named_writer(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = domain.express_interest(
                profile=profile, body=form.body_chosen, message=form.cleaned_data["message"], by=user
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_sent(request, made)
            return redirect("member:interest", made.pk)
    return render(
        request,
        "member/partnerships/express.html",
        {"profile": profile, "receiver": None, "form": form, "bodies": bodies, "unspoken": unspoken(profile.body)},
    )


@login_required
def approach(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to an organisation that was suggested."""
    return approached(request, get_object_or_404(Organisation, pk=pk, merged_into=None))


@login_required
def approach_cluster(request: HttpRequest, pk: int) -> HttpResponse:
    return approached(request, get_object_or_404(Cluster, pk=pk))


def tell_sent(request: HttpRequest, made: Interest) -> None:
    """Whether somebody reads it: a body that nobody speaks for yet gets no letter."""
    receiver = made.receiving
    if people_of(*receiver):
        messages.success(request, _("Your message is sent; you are told when it is answered."))
    else:
        messages.warning(request, told_of_helpers(*receiver))


def told_of_helpers(organisation: Organisation | None, cluster: Cluster | None) -> str:
    """What becomes of a message to a body that nobody speaks for."""
    name = {"name": organisation or cluster}
    if helpers_of(organisation, cluster):
        text = _("Nobody speaks for %(name)s here yet: an officer is told, who passes your message on.")
    else:
        text = _("Your message is kept, but nobody speaks for %(name)s here yet: it waits until somebody does.")
    return text % name


def unspoken(receiver: Organisation | Cluster | None) -> str:
    """Said before one writes: whom the message reaches where nobody speaks for the receiver; else nothing."""
    sides = (None, receiver) if isinstance(receiver, Cluster) else (receiver, None)
    return "" if people_of(*sides) else told_of_helpers(*sides)


def named_writer(request: HttpRequest) -> dict[str, str]:
    """In whose name one comes to write: ``?as=`` names one of one's own bodies."""
    return {"body": request.GET.get("as", "")}


def approached(request: HttpRequest, receiver: Organisation | Cluster) -> HttpResponse:
    user = person(request)
    bodies = bodies_of(user)
    form = ExpressForm(request.POST or None, bodies, initial=named_writer(request))
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        try:
            made = domain.approach(receiver=receiver, body=form.body_chosen, message=message, by=user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_sent(request, made)
            return redirect("member:interest", made.pk)
    return render(
        request,
        "member/partnerships/express.html",
        {"profile": None, "receiver": receiver, "form": form, "bodies": bodies, "unspoken": unspoken(receiver)},
    )


def seen_interest(request: HttpRequest, pk: int) -> Interest:
    held = get_object_or_404(Interest.objects.select_related(*PARTS, "sent_by", "answered_by"), pk=pk)
    if not person(request).has_perm("partnerships.see_interest", held):
        raise Http404
    return held


@login_required
@require_safe
def interest(request: HttpRequest, pk: int) -> HttpResponse:
    """The exchange, its steps and what the reader may do next; the receiver's first look is noted."""
    held, user = seen_interest(request, pk), person(request)
    answers = user.has_perm("partnerships.answer_interest", held)
    # Where somebody speaks for the receiver, an officer's look is not its own.
    if held.state == InterestState.SENT and reads_for(user, held):
        held = domain.read_interest(interest=held, by=user)
    follows = user.has_perm("partnerships.follow_interest", held)
    is_open = held.state in OPEN_INTERESTS
    waits = held.state in {InterestState.SENT, InterestState.READ}
    context = {
        "held": held,
        "title": f"{name_held(held.body_name)} → {name_held(held.receiver_name)}",
        "profile": held.profile,
        "reference": held.profile.reference if held.profile else "",
        "contacts": contacts_of(held) if held.state in KNOWN_TO_EACH_OTHER else [],
        "answer_form": AnswerForm() if answers and waits else None,
        "pass_on_form": PassOnForm() if waits and user.has_perm("partnerships.pass_interest_on", held) else None,
        "introduction_form": IntroductionForm()
        if user.has_perm("partnerships.introduce_interest", held) and (waits or held.state == InterestState.ANSWERED)
        else None,
        "meeting_form": MeetingForm() if follows and is_open and not waits else None,
        "outcome_form": OutcomeForm() if follows and is_open else None,
    }
    return render(request, "member/partnerships/interest.html", context)


def reads_for(user: User, held: Interest) -> bool:
    return any(one.pk == user.pk for one in people_of(*held.receiving))


def contacts_of(held: Interest) -> list[tuple[str, list[str]]]:
    """Each side's people, once both have agreed; where nobody speaks for a side, those who help it."""
    sides = (
        (held.body_name, readers_of(held.organisation, held.cluster)),
        (held.receiver_name, readers_of(*held.receiving)),
    )
    return [(name, [f"{one} <{one.email}>" for one in people]) for name, people in sides]


def answered(held: Interest, data: dict[str, Any], user: Any) -> object:
    return domain.answer_interest(interest=held, by=user, **data)


def passed_on(held: Interest, data: dict[str, Any], user: Any) -> object:
    return domain.pass_interest_on(interest=held, by=user, **data)


def introduced(held: Interest, data: dict[str, Any], user: Any) -> object:
    return domain.introduce_interest(interest=held, by=user, **data)


def met(held: Interest, data: dict[str, Any], user: Any) -> object:
    return domain.record_interest_meeting(interest=held, by=user, **data)


def closed(held: Interest, data: dict[str, Any], user: Any) -> object:
    outcome = InterestOutcome(data["outcome"])
    return domain.close_interest(interest=held, outcome=outcome, note=data["note"], by=user)


Step = tuple[str, type[forms.Form], Callable[[Interest, dict[str, Any], Any], object]]
STEPS: dict[str, Step] = {
    "answer": ("answer_interest", AnswerForm, answered),
    "pass": ("pass_interest_on", PassOnForm, passed_on),
    "introduce": ("introduce_interest", IntroductionForm, introduced),
    "meet": ("follow_interest", MeetingForm, met),
    "close": ("follow_interest", OutcomeForm, closed),
}


@login_required
@require_POST
def step(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    held, user = seen_interest(request, pk), person(request)
    if what not in STEPS:
        raise Http404
    permission, form_class, action = STEPS[what]
    require(request, f"partnerships.{permission}", held)
    form = form_class(request.POST)
    if form.is_valid():
        done_or_refused(request, _("Noted."), lambda: action(held, form.cleaned_data, user))
    else:
        messages.error(request, _("Fill the form in first."))
    return redirect("member:interest", held.pk)
