"""Edits that know what their author had before the eyes: a change made meanwhile is shown, never overwritten."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.core.models import Sourced
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.fields import checked_value
from grappe.apps.directory.models import Organisation


class ChangedMeanwhileError(RefusedError):
    """Somebody changed the record after the author read it; ``held`` says what now stands where they differ."""

    def __init__(self, held: dict[str, Any], seen: datetime) -> None:
        super().__init__(
            _("Somebody changed this record while you were editing it. Compare the values below, then save again.")
        )
        self.held = held
        self.seen = seen


def refuse_if_changed(record: Sourced, *, seen: datetime, values: dict[str, Any]) -> None:
    """Refuse where the (locked) record is newer than what was seen and holds other values than those wanted."""
    if record.updated_at == seen:
        return
    held = {field: getattr(record, field) for field in values if getattr(record, field) != values[field]}
    if held:
        raise ChangedMeanwhileError(held, record.updated_at)


def edit_organisation(
    *, organisation: Organisation, values: dict[str, Any], seen: datetime, reason: str, by: User
) -> list[str]:
    """Set an organisation's values as their editor states them; returns the fields that changed."""
    wanted = {field: checked_value(field, value) for field, value in values.items()}
    with recorded(by=by, verb="edit_organisation", reason=reason):
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        refuse_if_changed(held, seen=seen, values=wanted)
        return correct_values(organisation=organisation, values=wanted, reason=reason, by=by)
