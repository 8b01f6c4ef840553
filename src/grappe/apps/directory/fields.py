"""Which values of an organisation may be set from outside, and how each is checked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Organisation

EDITABLE = (
    "kind",
    "legal_name",
    "short_name",
    "country",
    "street",
    "postcode",
    "city",
    "longitude",
    "latitude",
    "activity_code",
    "website",
    "email_domain",
    "capabilities_fr",
    "capabilities_en",
    "offers_fr",
    "offers_en",
    "needs_fr",
    "needs_en",
)
# An editor describes the organisation; what identifies it and who may claim it is the office's business.
OFFICE_ONLY = frozenset({"kind", "email_domain"})


class ValueRefusedError(RefusedError):
    """A value does not fit its field; the message names the field and the fault."""


def column_of(field: str) -> "Field[Any, Any]":
    """The model's own column."""
    return next(column for column in Organisation._meta.fields if column.name == field)


def checked_value(field: str, value: Any) -> Any:
    """The value as the field holds it, or a refusal that names the field."""
    if field not in EDITABLE:
        raise ValueRefusedError(_("There is no such field to correct: %(field)s.") % {"field": field})
    column = column_of(field)
    if value is None and not column.null:
        value = ""
    if isinstance(value, str) and "\x00" in value:
        raise ValueRefusedError(_("%(field)s: a text cannot hold a null character.") % {"field": column.verbose_name})
    try:
        return column.clean(value, None)
    except ValidationError as error:
        raise ValueRefusedError(
            _("%(field)s: %(fault)s") % {"field": column.verbose_name, "fault": " ".join(error.messages)}
        ) from error
