from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.pagination import Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Country, Day, Key, Word
from grappe.api.v1.schemas.projects import ProjectDetailOut, ProjectOut
from grappe.apps.projects.enums import ProjectKind
from grappe.apps.projects.models import Participation, Project, ProjectLabel

router = Router(tags=["projects"])


class ProjectQuery(Schema):
    """Which projects are wanted."""

    programme: Word = ""
    kind: ProjectKind | None = None
    country: Country = ""
    cluster: Word = ""
    starts_from: Day | None = None
    starts_until: Day | None = None


@router.get("/projects", response={200: Page[ProjectOut], **READ_ANSWERS}, operation_id="list_projects")
def list_projects(request: HttpRequest, wanted: Annotated[ProjectQuery, Query()], page: PageParameters) -> Any:
    """Projects by acronym."""
    conditions = {
        "programme": wanted.programme,
        "kind": wanted.kind,
        "starts_on__gte": wanted.starts_from,
        "starts_on__lt": wanted.starts_until,
    }
    rows = Project.objects.filter(**{column: value for column, value in conditions.items() if value})
    if wanted.country:
        partners = Participation.objects.filter(organisation__country=wanted.country)
        rows = rows.filter(pk__in=partners.values("project"))
    if wanted.cluster:
        rows = rows.filter(pk__in=ProjectLabel.objects.filter(cluster__slug=wanted.cluster).values("project"))
    return page_of(rows.defer("search"), page, by="name_key")


@router.get("/projects/{key}", response={200: ProjectDetailOut, **READ_ANSWERS}, operation_id="read_project")
def read_project(request: HttpRequest, key: Key) -> Project:
    """One project with its consortium."""
    rows = Project.objects.prefetch_related("participations__organisation", "labels__cluster")
    return get_object_or_404(rows, pk=key)
