"""Figures after the event: meetings held, satisfaction, who met whom."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.forum.enums import MeetingOutcome
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.figures import By, follow_up, meeting_figures, met_on_map, who_met_whom
from grappe.web.office.meeting_records import page_of, planned_edition
from grappe.web.ui.natural_earth import country_middles
from grappe.web.ui.templatetags.naming import country_name

DEGREES_KEPT = 3
MOST_FOLLOWED = 200


@login_required
@require_safe
def figures(request: HttpRequest, edition: str) -> HttpResponse:
    held = planned_edition(request, edition)
    by: By = "kind" if request.GET.get("by") == "kind" else "country"
    told = meeting_figures(held)
    outcomes = dict(MeetingOutcome.choices)
    context = page_of(
        request,
        held,
        "meetings_figures",
        figures=told,
        satisfaction=percent(told.satisfaction),
        show_rate=percent(told.show_rate),
        outcomes=[(outcomes.get(code, code), count) for code, count in sorted(told.outcomes.items())],
        followed=follow_up(held)[:MOST_FOLLOWED],
        by=by,
        matrix=matrix_of(held, by),
        outlines=reverse("public:map-layer", args=["outlines"]),
        drawn=len(met_on_map(held, country_middles())),
    )
    return render(request, "office/meetings/figures.html", context)


def percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def matrix_of(edition: Edition, by: By) -> dict[str, Any]:
    """Groups by groups; each pair stands on both sides of the diagonal."""
    pairs = who_met_whom(edition, by)
    names = {code: group_name(code, by) for pair in pairs for code in pair}
    codes = sorted(names, key=lambda code: names[code])
    most = max(pairs.values(), default=1)
    rows = []
    for one in codes:
        counts = [pairs.get((one, other)) or pairs.get((other, one)) or 0 for other in codes]
        cells = [{"count": count, "shade": -(-4 * count // most)} for count in counts]
        rows.append({"name": names[one], "cells": cells, "total": sum(counts)})
    return {"names": [names[code] for code in codes], "rows": rows}


def group_name(code: str, by: By) -> str:
    if by == "country":
        return country_name(code)
    return str(dict(OrganisationKind.choices).get(code, _("not in the register")))


@login_required
@require_safe
def lines(request: HttpRequest, edition: str) -> HttpResponse:
    """Lines between the places of organisations that met, for the map."""
    held = planned_edition(request, edition)
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "LineString",
                "coordinates": [
                    [round(one.longitude, DEGREES_KEPT), round(one.latitude, DEGREES_KEPT)],
                    [round(one.other_longitude, DEGREES_KEPT), round(one.other_latitude, DEGREES_KEPT)],
                ],
            },
            "properties": {"meetings": one.meetings},
        }
        for one in met_on_map(held, country_middles())
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
