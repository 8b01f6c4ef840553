"""The panel's room: which proposals, who pays what, and what if."""

from decimal import Decimal, InvalidOperation

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.calls.models import CallRound
from grappe.apps.core.errors import RefusedError
from grappe.apps.funding.bridge.portfolio import Proposed, proposals_of, propose_portfolio, question_of
from grappe.apps.reviews.bridge.figures import marks_for_funders
from grappe.web.access import keys_in, person, require
from grappe.web.ui.templatetags.naming import in_language

LARGEST = Decimal(10) ** 12


@login_required
@require_safe
def portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    """Marks, budgets, what is kept in and set aside are the page's own question; nothing is decided here."""
    held = get_object_or_404(CallRound.objects.select_related("call"), slug=slug)
    require(request, "funding.see_portfolio", held)
    proposals, budgets = proposals_of(held), list(held.budgets.all())
    marks = marks_for_funders(person(request), held)
    given = {pk: tuple(Decimal(f"{value:.2f}") for value in three) for pk, three in marks.items()}
    scores = {
        one.pk: number_in(request, f"score-{one.pk}", given[one.pk][0] if one.pk in given else Decimal(1))
        for one in proposals
    }
    money = {one.pk: number_in(request, f"budget-{one.pk}", one.amount or Decimal(0)) for one in budgets}
    pinned, excluded = (frozenset(keys_in(request.GET.getlist(name))) for name in ("keep", "drop"))
    proposed: Proposed | None = None
    refusal = ""
    if "compute" in request.GET:
        try:
            question = question_of(
                held,
                scores,
                on=timezone.localdate(),
                budgets=money,
                ranges={pk: (three[1], three[2]) for pk, three in given.items()},
                pinned=pinned,
                excluded=excluded - pinned,
            )
            proposed = propose_portfolio(question, held)
        except RefusedError as fault:
            refusal = str(fault)
    context = {
        "round": held,
        "title": in_language(held, "title"),
        "rows": [(one, scores[one.pk], one.pk in pinned, one.pk in excluded) for one in proposals],
        "budgets": [(one, money[one.pk]) for one in budgets],
        "has_marks": bool(given),
        "proposed": proposed,
        "refusal": refusal,
    }
    return render(request, "office/funding/portfolio.html", context)


def number_in(request: HttpRequest, name: str, default: Decimal) -> Decimal:
    """A number of the query, or the default where it is none."""
    try:
        found = Decimal(request.GET.get(name, "").replace(",", "."))
    except InvalidOperation:
        return default
    return found.quantize(Decimal("0.01")) if found.is_finite() and 0 <= found <= LARGEST else default
