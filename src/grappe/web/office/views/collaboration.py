"""Ask for a network of collaboration to be computed anew."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.domain.network_runs import ask_for_network
from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.tasks import compute
from grappe.web.access import person, signed_in_with


@signed_in_with("observatory.load_tables")
@require_POST
def compute_network(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand the computation to the worker; the public page tells how far it is."""
    if kind not in NetworkKind.values:
        raise Http404
    try:
        run = ask_for_network(kind=NetworkKind(kind), by=person(request))
    except RefusedError as refusal:
        messages.info(request, str(refusal))
    else:
        compute.defer(run_id=run.pk)
        messages.success(request, _("The computation was asked for; this page tells how far it is."))
    return redirect(f"{reverse('public:collaboration')}?kind={kind}")
