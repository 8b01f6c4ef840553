"""The labelling desk of a cluster's committee."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.committees import seat_member, unseat_member
from grappe.apps.calls.domain.labels import ask_consortium, decide_label, give_opinion, step_aside
from grappe.apps.calls.enums import LabelState, Opinion
from grappe.apps.calls.models import LabelRequest
from grappe.apps.calls.queries.calls import committee_requests, label_success
from grappe.apps.calls.rules import seats_of
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.rules import clusters_of
from grappe.web.access import done_or_refused, person, require, signed_in_with
from grappe.web.office.forms.calls import DecisionForm, OpinionForm, QuestionForm, RecusalForm, SeatForm


@signed_in_with("calls.enter_labelling")
@require_safe
def labels(request: HttpRequest) -> HttpResponse:
    """What the committees wait for, and what became of the labels they gave."""
    user = person(request)
    mine = Cluster.objects.filter(pk__in=clusters_of(user) | frozenset(seats_of(user)))
    rows = [one for one in committee_requests(user) if user.has_perm("calls.examine_label", one)]
    context = {
        "waiting": [one for one in rows if one.decided_at is None],
        "decided": [one for one in rows if one.decided_at is not None],
        "clusters": label_success(mine).order_by("name_key"),
        "own": clusters_of(user),
    }
    return render(request, "office/calls/labels.html", context)


def request_of(pk: int) -> LabelRequest:
    rows = LabelRequest.objects.select_related("proposal__round__call", "proposal__lead", "cluster")
    return get_object_or_404(rows, pk=pk)


def examined(request: HttpRequest, pk: int) -> LabelRequest:
    held = request_of(pk)
    if not person(request).has_perm("calls.examine_label", held):
        raise Http404
    return held


@login_required
@require_safe
def label(request: HttpRequest, pk: int) -> HttpResponse:
    held = examined(request, pk)
    context = {
        "held": held,
        "proposal": held.proposal,
        "opinions": held.opinions.select_related("user"),
        "messages_held": held.messages.all(),
        "recusals": held.recusals.select_related("user"),
        "others": held.proposal.label_requests.exclude(pk=held.pk).select_related("cluster"),
        "opinion_form": OpinionForm(),
        "question_form": QuestionForm(),
        "recusal_form": RecusalForm(),
        "decision_form": DecisionForm() if person(request).has_perm("calls.decide_label", held) else None,
    }
    return render(request, "office/calls/label.html", context)


def acted(
    request: HttpRequest, held: LabelRequest, form: forms.Form, done: str, action: Callable[[User], object]
) -> HttpResponse:
    if form.is_valid():
        user = person(request)
        done_or_refused(request, done, lambda: action(user))
    else:
        messages.error(request, _("Fill the form in first."))
    if person(request).has_perm("calls.examine_label", held):
        return redirect("office:label", held.pk)
    return redirect("office:labels")


@login_required
@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    held, form = examined(request, pk), OpinionForm(request.POST)
    return acted(
        request,
        held,
        form,
        _("Your opinion is kept."),
        lambda user: give_opinion(
            request=held, opinion=Opinion(form.cleaned_data["opinion"]), text=form.cleaned_data["text"], by=user
        ),
    )


@login_required
@require_POST
def question(request: HttpRequest, pk: int) -> HttpResponse:
    held, form = examined(request, pk), QuestionForm(request.POST)
    return acted(
        request,
        held,
        form,
        _("The consortium has your question."),
        lambda user: ask_consortium(request=held, text=form.cleaned_data["text"], by=user),
    )


@login_required
@require_POST
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    held, form = examined(request, pk), RecusalForm(request.POST)
    return acted(
        request,
        held,
        form,
        _("You take no part in this request any more."),
        lambda user: step_aside(request=held, reason=form.cleaned_data["reason"], by=user),
    )


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    held, form = examined(request, pk), DecisionForm(request.POST)
    require(request, "calls.decide_label", held)
    return acted(
        request,
        held,
        form,
        _("The decision is kept."),
        lambda user: decide_label(
            request=held, state=LabelState(form.cleaned_data["state"]), reasons=form.cleaned_data["reasons"], by=user
        ),
    )


@login_required
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits on a cluster's committee."""
    cluster = get_object_or_404(Cluster, slug=slug)
    require(request, "calls.seat_committee", cluster)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
        if found is None:
            form.add_error("email", _("Nobody has an account with this address: invite the person first."))
        else:
            seat_member(cluster=cluster, user=found, is_chair=form.cleaned_data["is_chair"], by=person(request))
            return redirect("office:committee", cluster.slug)
    context = {"cluster": cluster, "seats": cluster.committee_seats.select_related("user"), "form": form}
    return render(request, "office/calls/committee.html", context)


@login_required
@require_POST
def unseat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    cluster = get_object_or_404(Cluster, slug=slug)
    require(request, "calls.seat_committee", cluster)
    seat, user = get_object_or_404(cluster.committee_seats.select_related("cluster"), pk=pk), person(request)
    done_or_refused(request, _("Removed."), lambda: unseat_member(seat=seat, by=user))
    return redirect("office:committee", cluster.slug)
