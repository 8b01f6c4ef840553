from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status

from grappe.api.v1.auth import require, writer
from grappe.api.v1.errors import READ_ANSWERS, WRITE_ANSWERS
from grappe.api.v1.filters import OrganisationQuery
from grappe.api.v1.pagination import Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Key
from grappe.api.v1.schemas.organisations import (
    ChangedOut,
    CorrectionIn,
    CorrectionOut,
    OrganisationDetailOut,
    OrganisationOut,
    ParticipationOut,
)
from grappe.apps.directory.domain.confirmation import confirm_organisation
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.fields import OFFICE_ONLY
from grappe.apps.directory.models import Organisation
from grappe.apps.projects.models import Participation
from grappe.apps.projects.queries.organisations import LEFT_OUT, organisations_asked

router = Router(tags=["organisations"])


@router.get(
    "/organisations",
    response={200: Page[OrganisationOut], **READ_ANSWERS},
    operation_id="list_organisations",
)
def list_organisations(
    request: HttpRequest, wanted: Annotated[OrganisationQuery, Query()], page: PageParameters
) -> Any:
    """Organisations by name; merged ones are left out."""
    asked = wanted.asked()
    rows = organisations_asked(asked, today=timezone.localdate()).select_related("department").defer(*LEFT_OUT)
    return page_of(rows, page, by="name_key", hits_first=asked.words is not None)


@router.get(
    "/organisations/{key}",
    response={200: OrganisationDetailOut, **READ_ANSWERS},
    operation_id="read_organisation",
)
def read_organisation(request: HttpRequest, key: Key) -> Organisation:
    """One organisation; a merged one says into which."""
    rows = Organisation.objects.select_related("department").prefetch_related("identifiers", "size_assessments")
    return get_object_or_404(rows, pk=key)


@router.get(
    "/organisations/{key}/participations",
    response={200: Page[ParticipationOut], **READ_ANSWERS},
    operation_id="list_participations",
)
def list_participations(request: HttpRequest, key: Key, page: PageParameters) -> Any:
    """The projects an organisation takes part in."""
    organisation = get_object_or_404(Organisation, pk=key)
    rows = Participation.objects.filter(organisation=organisation).select_related("project")
    return page_of(rows, page, by="project__name_key")


@router.patch(
    "/organisations/{key}",
    auth=writer,
    response={200: ChangedOut, **WRITE_ANSWERS},
    operation_id="correct_organisation",
)
def correct_organisation(request: HttpRequest, key: Key, body: CorrectionIn) -> dict[str, list[str]]:
    """Set values of an organisation one may change."""
    organisation = get_object_or_404(Organisation, pk=key, merged_into=None)
    user = require(request, "directory.change_organisation", organisation)
    if OFFICE_ONLY & set(body.values):
        require(request, "directory.enter_office")
    return {"changed": correct_values(organisation=organisation, values=body.values, reason=body.reason, by=user)}


@router.post(
    "/organisations/{key}/corrections",
    auth=writer,
    response={201: list[CorrectionOut], **WRITE_ANSWERS},
    operation_id="propose_corrections",
)
def create_corrections(request: HttpRequest, key: Key, body: CorrectionIn) -> Status[Any]:
    """Propose values for an organisation one may not change; somebody decides."""
    organisation = get_object_or_404(Organisation, pk=key, merged_into=None)
    user = require(request, "directory.propose_correction", organisation)
    with transaction.atomic():
        proposed = [
            propose_correction(organisation=organisation, field=field, value=value, reason=body.reason, by=user)
            for field, value in body.values.items()
        ]
    return Status(201, proposed)


@router.post(
    "/organisations/{key}/confirmation",
    auth=writer,
    response={200: OrganisationDetailOut, **WRITE_ANSWERS},
    operation_id="confirm_organisation",
)
def create_confirmation(request: HttpRequest, key: Key) -> Organisation:
    """Say that what is held of one's organisation is right as of today."""
    organisation = get_object_or_404(Organisation, pk=key, merged_into=None)
    user = require(request, "directory.confirm_organisation", organisation)
    return confirm_organisation(organisation=organisation, by=user)
