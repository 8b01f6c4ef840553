from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BadgeRunForm(forms.Form):
    who = forms.ChoiceField(
        label=_("Badges of"),
        choices=[("new", _("people confirmed since the last run")), ("all", _("everybody confirmed"))],
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[("four", _("A4, four badges a sheet, to be cut")), ("one", _("A6, one badge a page"))],
    )

    @property
    def asked(self) -> dict[str, Any]:
        return {
            "only_new": self.cleaned_data["who"] == "new",
            "four_a_sheet": self.cleaned_data["paper"] == "four",
        }
