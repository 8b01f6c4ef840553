from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.filters import ProjectQuery
from grappe.api.v1.pagination import Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Key
from grappe.api.v1.schemas.projects import ProjectDetailOut, ProjectOut
from grappe.apps.projects.models import Project
from grappe.apps.projects.queries.projects import LEFT_OUT, projects_asked

router = Router(tags=["projects"])


@router.get("/projects", response={200: Page[ProjectOut], **READ_ANSWERS}, operation_id="list_projects")
def list_projects(request: HttpRequest, wanted: Annotated[ProjectQuery, Query()], page: PageParameters) -> Any:
    """Projects by acronym."""
    asked = wanted.asked()
    return page_of(projects_asked(asked).defer(*LEFT_OUT), page, by="name_key", hits_first=asked.words is not None)


@router.get("/projects/{key}", response={200: ProjectDetailOut, **READ_ANSWERS}, operation_id="read_project")
def read_project(request: HttpRequest, key: Key) -> Project:
    """One project with its consortium."""
    rows = Project.objects.prefetch_related("participations__organisation", "labels__cluster")
    return get_object_or_404(rows, pk=key)
