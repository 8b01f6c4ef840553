"""Partners of an edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import EditionPartnerKind
from grappe.apps.forum.models import EditionPartner
from grappe.web.ui.checked_file import CheckedFileField

LOGO_MB = 2


class PartnerForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=200)
    kind = forms.ChoiceField(label=_("kind"), choices=EditionPartnerKind)
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")
    rank = forms.IntegerField(
        label=_("rank"), min_value=0, max_value=1000, initial=0, help_text=_("The smallest comes first.")
    )
    logo = CheckedFileField(
        label=_("logo"),
        kinds=("png", "jpg"),
        most_mb=LOGO_MB,
        required=False,
        help_text=_("PNG or JPEG, 2 MB at most."),
    )

    def __init__(self, partner: EditionPartner | None, data: Any = None, files: Any = None) -> None:
        held = {name: getattr(partner, name) for name in self.base_fields} if partner else {}
        super().__init__(data, files, initial=held)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the partner; a logo that was not touched stays, a cleared one goes."""
        values = dict(self.cleaned_data)
        if values["logo"] is False:
            values["logo"] = ""
        elif not values["logo"]:
            del values["logo"]
        return values
