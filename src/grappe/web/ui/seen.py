"""Forms that know what their author had before the eyes."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeenForm(forms.Form):
    """A form that carries the moment its author read the record."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_seen(self) -> datetime:
        try:
            seen = datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError(_("This page is too old: reload it.")) from error
        if seen.tzinfo is None:
            raise forms.ValidationError(_("This page is too old: reload it."))
        return seen

    def show_held(self, held: dict[str, Any], seen: datetime) -> None:
        """After a change made by somebody else: say beside each field what is held now, keep what was typed."""
        for field, value in held.items():
            if field in self.fields:
                self.add_error(field, _("Held now: %(value)s") % {"value": value if value not in {"", None} else "—"})
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = seen.isoformat()  # type: ignore[index]
