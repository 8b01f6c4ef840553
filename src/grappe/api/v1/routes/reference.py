from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from grappe.api.v1.schemas.reference import SourceOut, TerritoryOut, ThemeOut
from grappe.apps.core.models import Source
from grappe.apps.directory.models import Territory, Theme

router = Router(tags=["reference"])


@router.get("/themes", response=list[ThemeOut], operation_id="list_themes")
def list_themes(request: HttpRequest) -> QuerySet[Theme]:
    """The themes of clusters and projects."""
    return Theme.objects.all()


@router.get("/territories", response=list[TerritoryOut], operation_id="list_territories")
def list_territories(request: HttpRequest) -> QuerySet[Territory]:
    """The regions of today and of before 2016, and the departments."""
    return Territory.objects.all()


@router.get("/sources", response=list[SourceOut], operation_id="list_sources")
def list_sources(request: HttpRequest) -> QuerySet[Source]:
    """Where the values of the register come from."""
    return Source.objects.all()
