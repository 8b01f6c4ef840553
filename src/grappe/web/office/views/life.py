from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.clusters import record_label_period, record_succession, rename_cluster
from grappe.apps.directory.models import Cluster, ClusterSuccession
from grappe.web.access import person
from grappe.web.office.forms.cluster import LabelForm, RenameForm, SuccessionForm
from grappe.web.office.records import own_cluster

FORMS: dict[str, type[Form]] = {"name": RenameForm, "label": LabelForm, "succession": SuccessionForm}
# Its officers rename a cluster; its label and what became of it are the programme's word.
PERMISSIONS = {"name": "directory.manage_cluster"} | dict.fromkeys(("label", "succession"), "directory.record_label")


@login_required
@require_safe
def life(request: HttpRequest, slug: str) -> HttpResponse:
    """Names, label periods and successions of one cluster."""
    return show(request, own_cluster(request, slug), {})


def show(request: HttpRequest, cluster: Cluster, bound: dict[str, Form]) -> HttpResponse:
    user = person(request)
    successions = ClusterSuccession.objects.filter(Q(predecessor=cluster) | Q(successor=cluster))
    context = {
        "cluster": cluster,
        "names": cluster.names.select_related("source").order_by("period"),
        "labels": cluster.label_periods.select_related("source").order_by("period"),
        "successions": successions.select_related("predecessor", "successor", "source"),
        "forms": {
            what: bound.get(what, form(prefix=what))
            for what, form in FORMS.items()
            if user.has_perm(PERMISSIONS[what], cluster)
        },
    }
    return render(request, "office/life.html", context)


@login_required
@require_POST
def record(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Record a new name, a label period or a succession."""
    if what not in FORMS:
        raise Http404
    cluster = own_cluster(request, slug, PERMISSIONS[what])
    form = FORMS[what](request.POST, prefix=what)
    if form.is_valid():
        try:
            DOMAIN_CALLS[what](cluster, form.cleaned_data, person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("office:cluster_life", cluster.slug)
    return show(request, cluster, {what: form})


DOMAIN_CALLS: dict[str, Callable[[Cluster, dict[str, Any], User], object]] = {
    "name": lambda cluster, data, by: rename_cluster(cluster=cluster, by=by, **data),
    "label": lambda cluster, data, by: record_label_period(cluster=cluster, by=by, **data),
    "succession": lambda cluster, data, by: record_succession(predecessor=cluster, by=by, **data),
}
