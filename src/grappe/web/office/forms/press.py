"""What the press office decides and publishes."""

from typing import Any

from django import forms
from django.forms.models import ModelForm
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.models import PressMaterial
from grappe.web.ui.checked_file import CheckedFileField

MATERIAL_MB = 50


class AcceptForm(forms.Form):
    over_quota = forms.CharField(
        label=_("Why above the quota"),
        max_length=500,
        required=False,
        help_text=_("Only where the outlet has its journalists already. Kept in the log."),
    )


class QuotaForm(forms.Form):
    quota = forms.IntegerField(label=_("Quota"), min_value=0, max_value=1000)


class MaterialForm(ModelForm):  # type: ignore[type-arg]  # a class of Django's that cannot be subscripted
    """A text or a file, perhaps under embargo."""

    file = CheckedFileField(
        label=_("File"),
        kinds=("pdf", "png", "jpg", "zip"),
        most_mb=MATERIAL_MB,
        required=False,
        help_text=_("PDF, PNG, JPEG or ZIP, 50 MB at most."),
    )

    class Meta:
        model = PressMaterial
        fields = ("title_fr", "title_en", "text_fr", "text_en", "file", "embargo_until", "is_published")
        widgets = {
            "text_fr": forms.Textarea(attrs={"rows": 8}),
            "text_en": forms.Textarea(attrs={"rows": 8}),
            "embargo_until": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "embargo_until": _("Empty: open to everybody as soon as it is published. The time is that of the place."),
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not (values.get("text_fr") or values.get("text_en") or values.get("file")):
            raise forms.ValidationError(_("Write a text or give a file: there is nothing to publish."))
        return values
