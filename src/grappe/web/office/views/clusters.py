from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.clusters import describe_cluster
from grappe.apps.directory.domain.colleges import add_college, remove_college
from grappe.apps.directory.domain.edits import ChangedMeanwhileError
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.web.access import done_or_refused, person, signed_in_with
from grappe.web.office.forms.cluster import CollegeForm, DescribeForm
from grappe.web.office.records import own_cluster


@signed_in_with("directory.enter_office")
@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    """The clusters this officer manages, with their present members counted."""
    present = Q(memberships__period__contains=timezone.localdate())
    rows = managed_clusters(person(request)).annotate(present=Count("memberships", filter=present))
    return render(request, "office/clusters.html", {"clusters": rows.order_by("name_key")})


@login_required
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit what a cluster says of itself; nothing typed is lost when it is refused."""
    cluster = own_cluster(request, slug)
    form = DescribeForm(cluster, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            describe_cluster(
                cluster=cluster,
                values=form.values,
                themes=list(form.cleaned_data["themes"]),
                territories=list(form.cleaned_data["territories"]),
                seen=form.cleaned_data["seen"],
                by=person(request),
            )
        except ChangedMeanwhileError as refusal:
            form.add_error(None, str(refusal))
            form.show_held(refusal.held, refusal.seen)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:cluster", cluster.slug)
    return render(request, "office/cluster.html", {"cluster": cluster, "form": form})


@login_required
def colleges(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = own_cluster(request, slug)
    form = CollegeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_college(cluster=cluster, by=person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("name_fr", str(refusal))
        else:
            messages.success(request, _("The college is added."))
            return redirect("office:colleges", cluster.slug)
    rows = cluster.colleges.annotate(members=Count("memberships")).order_by("code")
    return render(request, "office/colleges.html", {"cluster": cluster, "form": form, "colleges": rows})


@login_required
@require_POST
def drop_college(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    cluster = own_cluster(request, slug)
    college = get_object_or_404(cluster.colleges, pk=pk)
    user = person(request)
    done_or_refused(request, _("The college is removed."), lambda: remove_college(college=college, by=user))
    return redirect("office:colleges", cluster.slug)
