from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grappe.apps.directory.enums import RequestStatus
from grappe.web.access import keys_in, person, signed_in_with
from grappe.web.office.contested import contested_rows
from grappe.web.office.decisions import KINDS, Outcome, decide_all
from grappe.web.ui.values import proposed_rows

PAGE = 50


def as_they_are(rows: Iterable[Any]) -> list[Any]:
    return list(rows)


SHOWN: dict[str, Callable[[Iterable[Any]], list[Any]]] = {
    "claims": as_they_are,
    "corrections": proposed_rows,
    "conflicts": proposed_rows,
    "cluster_conflicts": contested_rows,
    "project_conflicts": contested_rows,
}
TEMPLATES = dict.fromkeys(("cluster_conflicts", "project_conflicts"), "conflicts")


@signed_in_with("directory.enter_office")
def queue(request: HttpRequest, kind: str) -> HttpResponse:
    """What people ask and imports contradict, decided one by one or in bulk."""
    if kind not in KINDS:
        raise Http404
    user = person(request)
    if request.method == "POST":
        return decide(request, kind)
    page = Paginator(KINDS[kind].waiting(user), PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "chosen": KINDS[kind],
        "tabs": [(name, f"{one.title} ({one.waiting(user).count()})", name) for name, one in KINDS.items()],
        "page": page,
        "rows": SHOWN[kind](page),
    }
    return render(request, f"office/queue_{TEMPLATES.get(kind, kind)}.html", context)


def decide(request: HttpRequest, name: str) -> HttpResponse:
    kind, user = KINDS[name], person(request)
    decision, keys = asked(request.POST)
    act = {"accept": kind.accept, "refuse": kind.refuse}.get(decision)
    if act is None or not keys:
        messages.warning(request, _("Tick at least one line first."))
        return redirect("office:queue", name)
    answer = request.POST.get("answer", "")[:2000]
    rows = list(kind.waiting(user).filter(pk__in=keys, status=RequestStatus.PENDING))
    tell(request, decide_all(rows, lambda one: act(one, answer, user)), asked_for=len(keys))
    return redirect("office:queue", name)


def asked(data: QueryDict) -> tuple[str, list[int]]:
    """The decision and the rows it is for: a row's own button, or the ticked rows."""
    for decision in ("accept", "refuse"):
        if one := keys_in(data.getlist(f"{decision}_one")):
            return decision, one
    return str(data.get("decision", "")), keys_in(data.getlist("item"))


def tell(request: HttpRequest, outcome: Outcome, *, asked_for: int) -> None:
    if outcome.done:
        messages.success(request, ngettext("%(n)s decided.", "%(n)s decided.", outcome.done) % {"n": outcome.done})
    for refusal in sorted(set(outcome.refusals)):
        messages.error(request, refusal)
    missing = asked_for - outcome.done - len(outcome.refusals)
    if missing > 0:
        lines = {"n": missing}
        messages.warning(
            request,
            ngettext(
                "%(n)s line was decided by somebody else meanwhile.",
                "%(n)s lines were decided by somebody else meanwhile.",
                missing,
            )
            % lines,
        )
