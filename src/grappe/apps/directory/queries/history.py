"""The changes of one organisation. Each event row holds the values as they were BEFORE that change."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from grappe.apps.directory.models import Organisation


def changes_of(organisation: Organisation) -> QuerySet[Any]:
    """Every recorded change, newest first, with who and why in ``pgh_context``."""
    events: QuerySet[Any] = apps.get_model("directory", "OrganisationEvent").objects.filter(pgh_obj_id=organisation.pk)
    return events.select_related("pgh_context").order_by("-pgh_id")


def state_after(event: Any) -> Any:
    """The values that a change left behind: the next change's event, or the row as it is now."""
    following = type(event).objects.filter(pgh_obj_id=event.pgh_obj_id, pgh_id__gt=event.pgh_id).order_by("pgh_id")
    return following.first() or Organisation.objects.get(pk=event.pgh_obj_id)
