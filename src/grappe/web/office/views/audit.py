from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.accounts.digest_files import digest_document
from grappe.apps.accounts.models import AuditDigest, AuditEntry
from grappe.apps.accounts.queries.people import audit_entries
from grappe.apps.accounts.queries.seal_state import seal_state
from grappe.apps.reviews.queries.readable import is_tied_on_a_panel
from grappe.web.access import person, signed_in_with
from grappe.web.office.audit_details import details_of
from grappe.web.office.forms.audit import AuditFilterForm

PAGE = 100


@signed_in_with("accounts.read_audit")
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The log of who did what and why, with filters."""
    form = AuditFilterForm(request.GET)
    rows = AuditEntry.objects.none()
    if form.is_valid():
        wanted = dict(form.cleaned_data)
        rows = audit_entries(text=wanted.pop("q"), **wanted)
    is_tied = is_tied_on_a_panel(person(request))
    if is_tied:
        rows = rows.exclude(target_type__startswith="reviews.")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": details_of(page), "seal": seal_state(), "is_tied": is_tied}
    return render(request, "office/audit.html", context)


@signed_in_with("accounts.read_audit")
@require_safe
def digests(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """Every signed digest, for somebody outside the site to keep."""
    documents = [digest_document(one) for one in AuditDigest.objects.order_by("number")]
    headers = {"Content-Disposition": 'attachment; filename="digests.json"'}
    return JsonResponse(documents, safe=False, headers=headers)
