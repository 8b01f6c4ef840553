"""What a journalist says of herself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.press import Journalist
from grappe.web.ui.checked_file import CheckedFileField
from grappe.web.ui.country_field import CountryField

PROOF_MB = 5


class AccreditationForm(forms.Form):
    """One proof at least: a card, a link or a file."""

    outlet_name = forms.CharField(
        label=_("Paper, channel or site you work for"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = CountryField(label=_("Its country"))
    full_name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    job_title = forms.CharField(label=_("Position"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of messages to you.")
    )
    card_number = forms.CharField(label=_("Press card number"), max_length=40, required=False)
    proof_link = forms.URLField(label=_("Link to recent work"), max_length=500, required=False, assume_scheme="https")
    proof = CheckedFileField(
        label=_("Letter of the editor, or copy of the card"),
        kinds=("pdf", "png", "jpg"),
        most_mb=PROOF_MB,
        required=False,
        help_text=_("PDF, PNG or JPEG, 5 MB at most. Only the press office reads it."),
    )
    message = forms.CharField(
        label=_("Message to the press office"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepts_embargo = forms.BooleanField(
        label=_("I will publish nothing that is under embargo before its hour"),
        required=False,
        help_text=_("Without this promise, material under embargo stays closed."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not (values["card_number"] or values["proof_link"] or values["proof"]):
            raise forms.ValidationError(_("Give a press card number, a link to recent work or a letter of the editor."))
        return values

    @property
    def journalist(self) -> Journalist:
        apart = {"outlet_name", "country"}
        return Journalist(**{name: value for name, value in self.cleaned_data.items() if name not in apart})
