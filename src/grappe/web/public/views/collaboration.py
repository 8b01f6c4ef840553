"""The networks of collaboration: figures of the whole, communities, places of bodies, as a page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.queries.networks import ORDERS, communities_of, last_run_of, network_of, places_of
from grappe.web.public.observatory.columns import PLACES
from grappe.web.ui.exports import FORMATS, export, is_format

A_PAGE = 30


def kind_asked(request: HttpRequest) -> NetworkKind:
    """What the address asks for, or else the first network that is there."""
    asked = request.GET.get("kind")
    if asked in NetworkKind.values:
        return NetworkKind(asked)
    return next((one for one in NetworkKind if network_of(one) is not None), NetworkKind.CLUSTERS)


def order_asked(request: HttpRequest) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else ORDERS[0]


@require_safe
def show_collaboration(request: HttpRequest) -> HttpResponse:
    kind, order = kind_asked(request), order_asked(request)
    network, run = network_of(kind), last_run_of(kind)
    address = reverse("public:collaboration")
    context: dict[str, Any] = {
        "network": network,
        "kind": kind,
        "order": order,
        "tabs": [(one.value, capfirst(one.label), f"{address}?kind={one.value}") for one in NetworkKind],
        "formats": FORMATS,
        "run": run,
        "may_ask": run is None or not run.is_open or run.is_silent,
    }
    if "progress" in request.GET:
        return render(request, "public/observatory/network_run.html", context)
    if network is not None:
        context |= {
            "page": Paginator(places_of(network, order=order), A_PAGE).get_page(request.GET.get("page")),
            "communities": communities_of(network),
            "whole": in_percent(network.summary),
        }
    return render(request, "public/observatory/collaboration.html", context)


def in_percent(summary: dict[str, Any]) -> dict[str, Any]:
    """The figures of the whole as people read them: shares in percent."""
    shares = ("across", "expected", "low", "high")
    borders = {name: 100 * value if name in shares else value for name, value in summary["across"].items()}
    standing = {
        name: held and {**held, "share": 100 * held["share"], "part": 100 * held["share_of_measure"]}
        for name, held in summary["sme"].items()
    }
    return {**summary, "across": borders, "sme": standing}


@require_safe
def collaboration_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    whose = kind_asked(request)
    network = network_of(whose)
    if not is_format(kind) or network is None:
        raise Http404
    return export(
        places_of(network, order=order_asked(request)).iterator(chunk_size=1000),
        PLACES,
        kind=kind,
        name=f"network-{whose}",
    )
