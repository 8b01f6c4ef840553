"""Stays, networks of clusters and members' ways abroad, in the office."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Theme
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.partnerships.domain import abroad as abroad_domain
from grappe.apps.partnerships.domain import networks as networks_domain
from grappe.apps.partnerships.domain import stays as stays_domain
from grappe.apps.partnerships.enums import AbroadStepKind, NetworkStepKind
from grappe.apps.partnerships.models import AbroadPath, ClusterNetwork, Stay
from grappe.web.access import done_or_refused, person, require, signed_in_with
from grappe.web.office.forms.cooperation import (
    MemberForm,
    NetworkForm,
    NetworkStepForm,
    PathForm,
    PathStepForm,
    ReportForm,
    ResultForm,
    StayForm,
)

SHOWN = 200


def made(form: forms.Form, action: Callable[[dict[str, Any]], object]) -> bool:
    """Make what a form asks; a refusal stands above its fields, and nothing typed is lost."""
    data = dict(form.cleaned_data)
    try:
        action(data)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@signed_in_with("partnerships.enter_office")
def stays(request: HttpRequest) -> HttpResponse:
    """Stays from and to one's clusters, and a form to propose one."""
    user = person(request)
    own = managed_clusters(user)
    form = StayForm(request.POST or None, own.order_by("name_key"))
    if request.method == "POST" and form.is_valid():

        def propose(data: dict[str, Any]) -> object:
            return stays_domain.propose_stay(home=data.pop("own"), by=user, **data)

        if made(form, propose):
            messages.success(request, _("Noted."))
            return redirect("office:stays")
    rows = Stay.objects.filter(Q(home__in=own) | Q(host__in=own)).select_related("home", "host").distinct()
    context = {
        "stays": rows[:SHOWN],
        "form": form,
        "report_form": ReportForm(),
        "rule": stays_domain.rule_on(timezone.localdate()),
        "own": set(own.values_list("pk", flat=True)),
    }
    return render(request, "office/partnerships/stays.html", context)


@login_required
@require_POST
def stay_step(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """The host agrees, either side cancels, the sender reports."""
    held, user = get_object_or_404(Stay.objects.select_related("home", "host"), pk=pk), person(request)
    if what == "agree":
        require(request, "directory.manage_cluster", held.host)
        done_or_refused(request, _("Noted."), lambda: stays_domain.agree_stay(stay=held, by=user))
    elif what == "cancel":
        if not user.has_perm("directory.manage_cluster", held.host):
            require(request, "directory.manage_cluster", held.home)
        done_or_refused(request, _("Noted."), lambda: stays_domain.cancel_stay(stay=held, by=user))
    elif what == "report":
        require(request, "directory.manage_cluster", held.home)
        report = request.POST.get("report", "").replace("\x00", "")[:10_000]
        done_or_refused(request, _("Noted."), lambda: stays_domain.report_stay(stay=held, report=report, by=user))
    else:
        raise Http404
    return redirect("office:stays")


@signed_in_with("partnerships.enter_office")
def networks(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = NetworkForm(request.POST or None, managed_clusters(user).order_by("name_key"))
    if request.method == "POST" and form.is_valid():

        def found(data: dict[str, Any]) -> object:
            data["themes"] = Theme.objects.filter(code__in=data["themes"])
            return networks_domain.found_network(lead=data.pop("own"), by=user, **data)

        if made(form, found):
            return redirect("office:networks")
    rows = ClusterNetwork.objects.filter(lead__in=managed_clusters(user)).select_related("lead")
    return render(request, "office/partnerships/networks.html", {"networks": rows[:SHOWN], "form": form})


@login_required
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Members and steps of a network, for the officers of its lead."""
    held = get_object_or_404(ClusterNetwork.objects.select_related("lead"), slug=slug)
    require(request, "directory.manage_cluster", held.lead)
    context = {
        "network": held,
        "members": held.members.order_by("name_key"),
        "steps": held.steps.all(),
        "step_form": NetworkStepForm(),
        "member_form": MemberForm(),
    }
    return render(request, "office/partnerships/network.html", context)


@login_required
@require_POST
def network_step(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    held, user = get_object_or_404(ClusterNetwork.objects.select_related("lead"), slug=slug), person(request)
    require(request, "directory.manage_cluster", held.lead)
    form: forms.Form = NetworkStepForm(request.POST) if what == "add" else MemberForm(request.POST)
    if what not in {"add", "join", "leave"}:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Fill the form in first."))
        return redirect("office:network", held.slug)
    data = form.cleaned_data

    def act() -> object:
        if what == "add":
            kind = NetworkStepKind(data["kind"])
            return networks_domain.add_step(network=held, kind=kind, text=data["text"], due_on=data["due_on"], by=user)
        change = networks_domain.join_network if what == "join" else networks_domain.leave_network
        return change(network=held, cluster=data["cluster"], by=user)

    done_or_refused(request, _("Noted."), act)
    return redirect("office:network", held.slug)


@login_required
@require_POST
def network_done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    held, user = get_object_or_404(ClusterNetwork.objects.select_related("lead"), slug=slug), person(request)
    require(request, "directory.manage_cluster", held.lead)
    step, today = get_object_or_404(held.steps.select_related("network"), pk=pk), timezone.localdate()
    done_or_refused(request, _("Noted."), lambda: networks_domain.note_step_done(step=step, on=today, by=user))
    return redirect("office:network", held.slug)


@signed_in_with("partnerships.enter_office")
def paths(request: HttpRequest) -> HttpResponse:
    """Members' ways abroad, and a form to open one."""
    user = person(request)
    own = managed_clusters(user)
    form = PathForm(request.POST or None, own.order_by("name_key"))
    if request.method == "POST" and form.is_valid():

        def begin(data: dict[str, Any]) -> object:
            cluster, today = data.pop("own"), timezone.localdate()
            return abroad_domain.open_path(cluster=cluster, today=today, by=user, **data)

        if made(form, begin):
            return redirect("office:paths")
    rows = AbroadPath.objects.filter(cluster__in=own).select_related("organisation", "cluster")
    return render(request, "office/partnerships/paths.html", {"paths": rows[:SHOWN], "form": form})


@login_required
def path(request: HttpRequest, pk: int) -> HttpResponse:
    """One way abroad: steps added by the officer, then its result."""
    held = get_object_or_404(AbroadPath.objects.select_related("organisation", "cluster"), pk=pk)
    require(request, "directory.manage_cluster", held.cluster)
    user = person(request)
    closes = "result" in request.POST
    form = PathStepForm(None if closes else request.POST or None)
    result = ResultForm(request.POST if closes else None)
    if request.method == "POST":
        today = timezone.localdate()

        def act(data: dict[str, Any]) -> object:
            if closes:
                return abroad_domain.close_path(path=held, result=data["result"], on=today, by=user)
            return abroad_domain.add_path_step(path=held, by=user, **data | {"kind": AbroadStepKind(data["kind"])})

        chosen: forms.Form = result if closes else form
        if chosen.is_valid() and made(chosen, act):
            return redirect("office:path", held.pk)
    context = {"path": held, "steps": held.steps.all(), "form": form, "result_form": result}
    return render(request, "office/partnerships/path.html", context)
