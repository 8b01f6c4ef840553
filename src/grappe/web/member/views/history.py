from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.directory.domain.history import undo_change
from grappe.apps.directory.queries.history import changes_of
from grappe.web.access import done_or_refused, person
from grappe.web.member.changes import described_changes
from grappe.web.member.records import own_organisation

PAGE = 20


@login_required
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what, when and why; each change can be undone."""
    organisation = own_organisation(request, pk)
    page = Paginator(changes_of(organisation), PAGE).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "page": page, "changes": described_changes(page)}
    return render(request, "member/history.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    change = get_object_or_404(changes_of(organisation), pgh_id=event)
    reason = request.POST.get("reason", "")[:500]
    user = person(request)
    done_or_refused(request, _("The change is undone."), lambda: undo_change(event=change, reason=reason, by=user))
    return redirect("member:history", organisation.pk)
