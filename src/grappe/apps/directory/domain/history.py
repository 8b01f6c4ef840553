"""Undo one change of an organisation: its old values come back as a new change, and nothing is forgotten."""

from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.values import store
from grappe.apps.directory.fields import EDITABLE, column_of
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.history import state_after


class CannotUndoError(RefusedError):
    """The values have changed again since."""


def undo_change(*, event: Any, reason: str, by: User) -> Organisation:
    """Put back what this change replaced, provided nothing has touched the same values since."""
    with recorded(by=by, verb="undo_change", reason=reason):
        held = Organisation.objects.select_for_update().get(pk=event.pgh_obj_id)
        after = state_after(event)
        changed = [field for field in EDITABLE if getattr(event, field) != getattr(after, field)]
        touched = [field for field in changed if getattr(held, field) != getattr(after, field)]
        if touched:
            names = ", ".join(str(column_of(field).verbose_name) for field in touched)
            raise CannotUndoError(
                _("Changed again since: %(fields)s. Correct these values by hand.") % {"fields": names}
            )
        for field in changed:
            setattr(held, field, getattr(event, field))
            if field in event.provenance:
                held.provenance[field] = event.provenance[field]
            else:
                held.provenance.pop(field, None)
        store(held, changed)
        record_action(by=by, verb="undo_change", target=held, reason=reason, fields=changed, event=event.pk)
    return held
