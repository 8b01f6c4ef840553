from django.utils import timezone

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.domain.values import mark_as_stated
from grappe.apps.directory.fields import EDITABLE
from grappe.apps.directory.models import Organisation


def confirm_organisation(*, organisation: Organisation, by: User, fields: list[str] | None = None) -> Organisation:
    """The owner says that what is held is right: every stated value, or only ``fields``, is theirs as of today."""
    with recorded(by=by, verb="confirm_organisation"):
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        confirmed = [
            field for field in (fields or EDITABLE) if field in EDITABLE and getattr(held, field) not in {"", None}
        ]
        for field in confirmed:
            mark_as_stated(held, field, by)
        if fields is None:
            held.confirmed_on = timezone.localdate()
        held.save()
        record_action(by=by, verb="confirm_organisation", target=held, fields=confirmed)
    organisation.refresh_from_db()
    return organisation
