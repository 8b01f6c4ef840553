from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.domain.roles import grant_role, revoke_role
from grappe.apps.accounts.domain.users import deactivate_user, invite_person, reactivate_user
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.accounts.queries.people import audit_entries, people_like
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.mandates import appoint_officer, dismiss_officer
from grappe.web.access import done_or_refused, person, signed_in_with
from grappe.web.office.forms.people import CloseAccountForm, InvitePersonForm, MandateForm, RoleForm

PAGE = 50
LAST = 20


@signed_in_with("accounts.see_people")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who has an account, with roles and mandates."""
    text, role = request.GET.get("q", ""), request.GET.get("role", "")
    rows = people_like(text, role=role).prefetch_related(
        "role_grants", "officer_mandates__cluster", "editor_mandates__organisation"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "role": role, "roles": Role.choices}
    return render(request, "office/people.html", context)


@signed_in_with("directory.appoint_officer")
def invite(request: HttpRequest) -> HttpResponse:
    """Open an account for somebody, then appoint them on the next page."""
    form = InvitePersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invite_person(by=person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The account is open and the message is on its way. Now appoint the person."))
            return redirect("office:person", user.pk)
    return render(request, "office/invite_person.html", {"form": form})


@signed_in_with("accounts.see_people")
@require_safe
def one_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, clusters, organisations, last actions."""
    return show(request, get_object_or_404(User, pk=pk))


def show(request: HttpRequest, shown: User, **bound: Any) -> HttpResponse:
    user = person(request)
    context = {
        "shown": shown,
        "grants": shown.role_grants.select_related("granted_by"),
        "mandates": shown.officer_mandates.select_related("cluster"),
        "editing": shown.editor_mandates.select_related("organisation"),
        "actions": audit_entries().filter(by=shown)[:LAST] if user.has_perm("accounts.read_audit") else (),
        "role_form": RoleForm() if user.has_perm("accounts.grant_role") else None,
        "mandate_form": MandateForm() if user.has_perm("directory.appoint_officer") else None,
        "close_form": CloseAccountForm() if user.has_perm("accounts.close_account") else None,
    }
    return render(request, "office/person.html", context | bound)


@signed_in_with("accounts.grant_role")
@require_POST
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Give or take back a programme-wide role."""
    shown, user = get_object_or_404(User, pk=pk), person(request)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        act = revoke_role if "revoke" in request.POST else grant_role
        done = _("The role is taken back.") if "revoke" in request.POST else _("The role is given.")
        done_or_refused(request, done, lambda: act(user=shown, role=role, by=user))
        return redirect("office:person", shown.pk)
    return show(request, shown, role_form=form)


@signed_in_with("directory.appoint_officer")
@require_POST
def mandates(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a person officer of a cluster, or end it."""
    shown, user = get_object_or_404(User, pk=pk), person(request)
    form = MandateForm(request.POST)
    if form.is_valid():
        cluster = form.cleaned_data["cluster"]
        act = dismiss_officer if "dismiss" in request.POST else appoint_officer
        done = _("The mandate is ended.") if "dismiss" in request.POST else _("The officer is appointed.")
        done_or_refused(request, done, lambda: act(user=shown, cluster=cluster, by=user))
        return redirect("office:person", shown.pk)
    return show(request, shown, mandate_form=form)


@signed_in_with("accounts.close_account")
@require_POST
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or reopen an account."""
    shown, user = get_object_or_404(User, pk=pk), person(request)
    form = CloseAccountForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        act = deactivate_user if shown.is_active else reactivate_user
        done = _("The account is closed.") if shown.is_active else _("The account is open again.")
        done_or_refused(request, done, lambda: act(user=shown, reason=reason, by=user))
        return redirect("office:person", shown.pk)
    return show(request, shown, close_form=form)
