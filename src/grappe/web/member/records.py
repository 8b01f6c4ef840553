"""The records that the addresses of the workspace name."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from grappe.apps.directory.models import Organisation
from grappe.web.access import require


def living_organisation(pk: int) -> Organisation:
    """An organisation that was not merged into another."""
    return get_object_or_404(Organisation, pk=pk, merged_into=None)


def own_organisation(request: HttpRequest, pk: int, permission: str = "directory.change_organisation") -> Organisation:
    """An organisation that the person may change: 404 where there is none, 403 where it is another's."""
    organisation = living_organisation(pk)
    require(request, permission, organisation)
    return organisation
