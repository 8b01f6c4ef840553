"""Name an organisation in a form: by its number here, by a number of a register, or by its name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.find import organisations_like
from grappe.web.access import keys_in

SHOWN = 5
# A SIREN has nine digits, a number of this register fewer.
LONGEST_OWN_NUMBER = 8


class OrganisationField(forms.CharField):
    """What is typed stands for one living organisation; where several answer, they are listed with their numbers."""

    def __init__(self, *, label: Any) -> None:
        help_text = _("Its name, its SIREN or SIRET, or its number in this register.")
        super().__init__(label=label, max_length=200, help_text=help_text)

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        own = keys_in([text]) if len(text) <= LONGEST_OWN_NUMBER else []
        if own and (known := Organisation.objects.filter(pk=own[0], merged_into=None).first()):
            return known
        return only_one(text)


def named(organisation: Organisation | None) -> str:
    """What stands for an organisation in the field: its name, or its number where others have that name too."""
    if organisation is None:
        return ""
    try:
        is_clear = only_one(organisation.legal_name) == organisation
    except ValidationError:
        is_clear = False
    return organisation.legal_name if is_clear else str(organisation.pk)


def only_one(text: str) -> Organisation:
    """The one organisation that a name or a number stands for."""
    found = list(organisations_like(text)[: SHOWN + 1])
    exact = [one for one in found if one.legal_name.casefold() == text.casefold()]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if not found:
        raise ValidationError(_("No organisation answers to that: check the spelling, or give its SIREN."))
    names = "; ".join(f"{one.legal_name}, {one.city} (n° {one.pk})" for one in found[:SHOWN])
    raise ValidationError(_("Several answer: give the number of one. %(names)s") % {"names": names})
