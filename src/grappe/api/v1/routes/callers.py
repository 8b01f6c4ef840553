from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from grappe.api.v1.auth import caller, reader
from grappe.api.v1.errors import Problem
from grappe.apps.accounts.rules import roles_of
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.rules import clusters_of, organisations_of

router = Router(tags=["caller"])


class CallerOut(Schema):
    """Who the token stands for."""

    email: str
    roles: list[str]
    clusters: list[str]
    organisations: list[int]


@router.get("/me", auth=reader, response={200: CallerOut, 401: Problem, 403: Problem}, operation_id="read_caller")
def read_caller(request: HttpRequest) -> dict[str, Any]:
    """The person a token stands for, with roles and mandates."""
    user = caller(request)
    return {
        "email": user.email,
        "roles": sorted(roles_of(user)),
        "clusters": list(Cluster.objects.filter(pk__in=clusters_of(user)).values_list("slug", flat=True)),
        "organisations": sorted(organisations_of(user)),
    }
