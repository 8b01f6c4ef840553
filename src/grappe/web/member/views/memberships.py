from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.documents.certificate import certificate_pdf
from grappe.apps.directory.domain.certificates import issue_certificate, normalised_code
from grappe.apps.directory.models import Certificate, Membership
from grappe.web.access import person, require
from grappe.web.member.records import own_organisation


@login_required
@require_safe
def memberships(request: HttpRequest, pk: int) -> HttpResponse:
    """The clusters one's organisation is or was a member of, with certificates."""
    organisation = own_organisation(request, pk)
    rows = organisation.memberships.select_related("cluster", "college").order_by("cluster__name_key", "period")
    context = {"organisation": organisation, "memberships": rows, "today": timezone.localdate()}
    return render(request, "member/memberships.html", context)


@login_required
@require_POST
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a certificate in the language of the page, then show it."""
    membership = get_object_or_404(Membership.objects.select_related("organisation", "cluster", "college"), pk=pk)
    require(request, "directory.issue_certificate", membership)
    try:
        certificate = issue_certificate(membership=membership, language=language_of(request), by=person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("member:memberships", membership.organisation_id)
    return redirect("member:certificate", certificate.code)


def language_of(request: HttpRequest) -> str:
    return "en" if request.path.startswith("/en/") else "fr"


@login_required
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate as PDF, for those who may issue it."""
    held = get_object_or_404(Certificate.objects.select_related("membership"), code=code)
    require(request, "directory.issue_certificate", held.membership)
    name = f"certificate-{held.code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(certificate_pdf(held), content_type="application/pdf", headers=headers)


@require_safe
def verify_certificate(request: HttpRequest) -> HttpResponse:
    """Whether a certificate is what this site issued, and whether the membership still holds; for anybody."""
    typed = request.GET.get("code", "")
    code = normalised_code(typed)
    held = Certificate.objects.select_related("membership").filter(code=code).first() if code else None
    today = timezone.localdate()
    period = held.membership.period if held and held.membership else None
    in_force = period is not None and (period.upper is None or period.upper > today)
    context = {"typed": typed, "certificate": held, "in_force": in_force, "period": period}
    return render(request, "member/verify_certificate.html", context)
