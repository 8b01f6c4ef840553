from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.registrations import link_registrations
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.registration_lists import registrations_of
from grappe.web.access import person

STANDING = (RequestStatus.PENDING, RequestStatus.ACCEPTED)


@login_required
@require_safe
def registrations(request: HttpRequest) -> HttpResponse:
    """One's registrations for the Forum, those made under one's address before the account was included."""
    user = person(request)
    link_registrations(by=user)
    context = {
        "registrations": registrations_of(user),
        "accreditations": user.accreditations.filter(status__in=STANDING).select_related("edition", "outlet"),
        "editions": Edition.objects.filter(state=EditionState.ANNOUNCED).order_by("number"),
        "registers_groups": user.has_perm("forum.register_group"),
    }
    return render(request, "member/registrations.html", context)
