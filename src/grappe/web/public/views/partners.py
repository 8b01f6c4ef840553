"""Who would make a good partner: of an organisation, of a cluster, for a need in words; each with its reasons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.bridge.answers import Suggestions, Wanted, clusters_for, partners_for, partners_for_need
from grappe.apps.partnerships.bridge.scales import FEW_PROJECTS, usual_scale
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.web.public.suggestion_filters import ClusterSuggestionFilters, NeedFilters, OrganisationSuggestionFilters

FEW = 3


def speaks_for(request: HttpRequest, key: str) -> bool:
    return isinstance(request.user, User) and key in bodies_of(request.user)


def page(request: HttpRequest, found: Suggestions, filters: Any, **more: Any) -> HttpResponse:
    context = {"found": found, "filters": filters, "may_set_aside": False, "body": None, "key": ""}
    context |= {"asks_a_need": False, "is_asked": True, "opens": False}
    return render(request, "public/partnerships/suggestions.html", context | more)


def few(request: HttpRequest, body: Organisation | Cluster, found: Suggestions) -> HttpResponse:
    """The first few, each with its strongest reason: what the page of the body itself shows once it is reached."""
    return render(request, "public/partnerships/few.html", {"found": found, "body": body})


@require_safe
def organisation_partners(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk, merged_into=None)
    filters = OrganisationSuggestionFilters(request.GET, usual_scale(organisation))
    key = f"organisation-{organisation.pk}"
    mine = speaks_for(request, key)
    if "few" in request.GET:
        return few(request, organisation, partners_for(organisation, Wanted(count=FEW), by_itself=mine))
    wanted = filters.wanted()
    found = partners_for(organisation, wanted, by_itself=mine)
    more = {"scale": wanted.scale, "few_projects": FEW_PROJECTS}
    return page(request, found, filters, body=organisation, key=key, may_set_aside=mine, **more)


@require_safe
def cluster_partners(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = get_object_or_404(Cluster, slug=slug)
    filters = ClusterSuggestionFilters(request.GET)
    wanted, key = filters.wanted(), f"cluster-{cluster.pk}"
    mine = speaks_for(request, key)
    if "few" in request.GET:
        return few(request, cluster, clusters_for(cluster, Wanted(count=FEW), by_itself=mine))
    found = clusters_for(cluster, wanted, abroad=not filters.cleaned_data.get("at_home_too"), by_itself=mine)
    return page(request, found, filters, body=cluster, key=key, may_set_aside=mine)


@require_safe
def need_partners(request: HttpRequest) -> HttpResponse:
    filters = NeedFilters(request.GET)
    wanted = filters.wanted()
    text = filters.cleaned_data.get("need") or ""
    found = partners_for_need(text, get_language() or "", None, wanted)
    return page(request, found, filters, asks_a_need=True, is_asked=bool(text), opens=not found.rows)
