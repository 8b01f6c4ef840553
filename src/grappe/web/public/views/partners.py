"""Who would make a good partner: of an organisation, of a cluster, for a need in words; each with its reasons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.bridge.answers import Suggestions, clusters_for, partners_for, partners_for_need
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.web.public.suggestion_filters import ClusterSuggestionFilters, NeedFilters, SuggestionFilters


def page(request: HttpRequest, found: Suggestions, filters: Any, **more: Any) -> HttpResponse:
    user = request.user
    mine = isinstance(user, User) and more.get("key") in bodies_of(user)
    context = {"found": found, "filters": filters, "may_set_aside": mine, "body": None, "key": ""}
    context |= {"asks_a_need": False, "is_asked": True}
    return render(request, "public/partnerships/suggestions.html", context | more)


@require_safe
def organisation_partners(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk, merged_into=None)
    filters = SuggestionFilters(request.GET)
    found = partners_for(organisation, filters.wanted())
    return page(request, found, filters, body=organisation, key=f"organisation-{organisation.pk}")


@require_safe
def cluster_partners(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = get_object_or_404(Cluster, slug=slug)
    filters = ClusterSuggestionFilters(request.GET)
    wanted = filters.wanted()
    found = clusters_for(cluster, wanted, abroad=not filters.cleaned_data.get("at_home_too"))
    return page(request, found, filters, body=cluster, key=f"cluster-{cluster.pk}")


@require_safe
def need_partners(request: HttpRequest) -> HttpResponse:
    filters = NeedFilters(request.GET)
    wanted = filters.wanted()
    text = filters.cleaned_data.get("need") or ""
    found = partners_for_need(text, get_language() or "", None, wanted)
    return page(request, found, filters, asks_a_need=True, is_asked=bool(text))
