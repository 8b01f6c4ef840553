from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.memberships import open_membership
from grappe.apps.directory.models import Cluster, Membership
from grappe.apps.directory.queries.find import organisations_like
from grappe.web.access import keys_in, person
from grappe.web.office.forms.members import AddMemberForm
from grappe.web.office.records import own_cluster
from grappe.web.ui.exports import FORMATS, Column, export, is_format

PAGE = 100
FOUND = 10
COLUMNS = [
    Column("organisation", gettext_lazy("Organisation"), lambda one: one.organisation.legal_name),
    Column("organisation_id", gettext_lazy("Number"), lambda one: one.organisation_id),
    Column("kind", gettext_lazy("Kind"), lambda one: str(one.organisation.get_kind_display())),
    Column("city", gettext_lazy("City"), lambda one: one.organisation.city),
    Column("postcode", gettext_lazy("Postcode"), lambda one: one.organisation.postcode),
    Column("identifiers", gettext_lazy("Numbers"), lambda one: "; ".join(map(str, one.organisation.identifiers.all()))),
    Column("college", gettext_lazy("College"), lambda one: one.college.name_fr if one.college else ""),
    Column("fee_class", gettext_lazy("Fee class"), lambda one: str(one.get_fee_class_display())),
    Column("since", gettext_lazy("Since"), lambda one: one.period.lower),
    Column("until", gettext_lazy("Until"), lambda one: one.period.upper),
    Column("simulated", gettext_lazy("simulated"), lambda one: one.is_simulated or one.organisation.is_simulated),
]


def filtered(cluster: Cluster, query: QueryDict) -> QuerySet[Membership]:
    """The memberships that the address asks for: present ones, unless all are."""
    rows = cluster.memberships.select_related("organisation", "college").order_by("organisation__name_key", "period")
    if query.get("when") != "all":
        rows = rows.filter(period__contains=timezone.localdate())
    college = keys_in(query.getlist("college"))
    return rows.filter(college__in=college) if college else rows


@login_required
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The members of one cluster."""
    cluster = own_cluster(request, slug)
    page = Paginator(filtered(cluster, request.GET), PAGE).get_page(request.GET.get("page"))
    context = {
        "cluster": cluster,
        "page": page,
        "colleges": cluster.colleges.all(),
        "query": request.GET.urlencode(),
        "formats": FORMATS,
        "today": timezone.localdate(),
    }
    return render(request, "office/members.html", context)


@login_required
@require_safe
def export_members(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The filtered members as a file."""
    cluster = own_cluster(request, slug)
    if not is_format(kind):
        raise Http404
    rows = filtered(cluster, request.GET).prefetch_related("organisation__identifiers")
    return export(rows, COLUMNS, kind=kind, name=f"members-{cluster.slug}")


@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Find an organisation and make it a member."""
    cluster = own_cluster(request, slug)
    text = request.GET.get("q", "")
    form = AddMemberForm(cluster, request.POST or None, initial={"organisation": request.GET.get("organisation", "")})
    if request.method == "POST" and form.is_valid():
        try:
            open_membership(cluster=cluster, by=person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is now a member.") % {"name": form.cleaned_data["organisation"]})
            return redirect("office:members", cluster.slug)
    context = {"cluster": cluster, "form": form, "text": text, "found": organisations_like(text)[:FOUND]}
    return render(request, "office/add_member.html", context)
