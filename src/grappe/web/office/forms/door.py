from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.check_ins import LONGEST_CODE
from grappe.apps.forum.enums import CheckInDirection


class DoorForm(forms.Form):
    """One badge at the door. ``event`` is in the form, so that sending it twice scans once."""

    code = forms.CharField(
        label=_("Badge code or registration number"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    direction = forms.ChoiceField(
        label=_("Direction"), choices=CheckInDirection.choices, initial=CheckInDirection.ENTRY
    )
    door = forms.CharField(label=_("Door"), max_length=60, required=False)
    event = forms.UUIDField(widget=forms.HiddenInput)
