from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.routes.parameters import Slug
from grappe.api.v1.schemas.calls import CallDetail, CallOut
from grappe.apps.calls.models import Call
from grappe.apps.calls.queries.calls import shown_calls

router = Router(tags=["calls"])


@router.get("/calls", response=list[CallOut], operation_id="list_calls")
def list_calls(request: HttpRequest) -> QuerySet[Call]:
    """The calls for projects that are published or over, with their rounds."""
    return shown_calls()


@router.get("/calls/{slug}", response={200: CallDetail, **READ_ANSWERS}, operation_id="read_call")
def read_call(request: HttpRequest, slug: Slug) -> Call:
    """One call with its rules, rates and criteria."""
    return get_object_or_404(shown_calls(), slug=slug)
