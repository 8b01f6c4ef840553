"""Forms that may be sent twice and count once."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class OnceForm(forms.Form):
    """A form that carries its own number: the same form sent again finds what the first sending made."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={
            "required": _("This page is too old: reload it."),
            "invalid": _("This page is too old: reload it."),
        },
    )
