"""Assignments: asked for, looked at, put in force."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.reviews.domain.runs import adopt_run, ask_run, pairs_of, standing_pairs
from grappe.apps.reviews.enums import RunState
from grappe.apps.reviews.phrases import told_infeasibility
from grappe.apps.reviews.queries.readable import visible_proposals
from grappe.apps.reviews.rules import shut_out
from grappe.apps.reviews.tasks import compute
from grappe.web.access import done_or_refused, person
from grappe.web.office.review_records import led_panel, led_run


@login_required
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    held = led_panel(request, slug)
    try:
        run = ask_run(panel=held, is_repair="repair" in request.POST, by=person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:review_panel", slug)
    compute.defer(run_id=run.pk)
    return redirect("office:review_run", slug, run.pk)


@login_required
@require_safe
def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who would read what. Totals are for those who see every proposal: they would tell of the others."""
    held, user = led_run(request, slug, pk), person(request)
    sees_all = not shut_out(user, held.panel)
    shown = {one.pk: one for one in visible_proposals(user, held.panel)}
    pairs = pairs_of(held)
    people = User.objects.in_bulk([expert for _proposal, expert in pairs])
    standing = standing_pairs(held.panel)
    rows = [
        (
            one,
            [
                (people[expert], (one.pk, expert) not in standing)
                for proposal, expert in sorted(pairs)
                if proposal == one.pk
            ],
        )
        for one in shown.values()
    ]
    result = held.result.get("content", {})
    context = {
        "run": held,
        "panel": held.panel,
        "rows": rows,
        "result": result if sees_all else {},
        "reasons": told_infeasibility(result) if sees_all and held.state == RunState.FAILED else [],
        "is_under_way": held.state in {RunState.WAITING, RunState.COMPUTING},
        "may_adopt": held.state == RunState.COMPUTED,
        "sees_all": sees_all,
    }
    template = "office/reviews/run_state.html" if getattr(request, "htmx", False) else "office/reviews/run.html"
    return render(request, template, context)


@login_required
@require_POST
def adopt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    held, user = led_run(request, slug, pk), person(request)
    done_or_refused(request, _("The experts are asked by e-mail."), lambda: adopt_run(run=held, by=user))
    return redirect("office:review_run", slug, pk)
