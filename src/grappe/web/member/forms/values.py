"""Forms over the editable values of an organisation, made from its columns so that labels and limits stand once."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.fields import EDITABLE, OFFICE_ONLY
from grappe.apps.directory.models import Organisation
from grappe.kernel.countries import countries
from grappe.web.ui.seen import SeenForm

LONG_TEXTS = tuple(field for field in EDITABLE if field.endswith(("_fr", "_en")))


def country_choices() -> list[tuple[str, str]]:
    name = "name_en" if get_language() == "en" else "name_fr"
    return [
        ("", gettext("Not stated")),
        *sorted(((one.alpha2, getattr(one, name)) for one in countries().values()), key=lambda c: c[1]),
    ]


def value_fields(names: list[str]) -> dict[str, forms.Field]:
    """One form field for each named column."""
    widgets: dict[str, type[forms.Widget] | forms.Widget] = {
        name: forms.Textarea(attrs={"rows": 3}) for name in LONG_TEXTS
    }
    return {
        name: field
        for name, field in fields_for_model(
            Organisation, fields=names, widgets=widgets, formfield_callback=form_field
        ).items()
        if field is not None
    }


def form_field(column: Any, **options: Any) -> forms.Field | None:
    """The column's own form field, but countries by name and addresses taken as secure."""
    if column.name == "country":
        return forms.ChoiceField(choices=country_choices, label=column.verbose_name, required=False)
    if column.many_to_one:
        options |= {"empty_label": _("Not stated")}
    if column.name == "website":
        options |= {"assume_scheme": "https"}
    field: forms.Field | None = column.formfield(**options)
    return field


class ValuesForm(SeenForm):
    """Every value of one organisation that its reader may set."""

    reason = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("Kept in the history beside the change.")
    )

    def __init__(self, organisation: Organisation, *, office: bool, data: Any = None) -> None:
        names = [field for field in EDITABLE if office or field not in OFFICE_ONLY]
        held = {name: getattr(organisation, name) for name in names}
        super().__init__(data, initial=held | {"seen": organisation.updated_at.isoformat()})
        self.value_names = names
        reason = self.fields.pop("reason")
        self.fields |= value_fields(names) | {"reason": reason}

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.value_names}


class CorrectionForm(forms.Form):
    """One value that its reader thinks wrong."""

    reason = forms.CharField(
        label=_("How do you know?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, organisation: Organisation, field: str, data: Any = None) -> None:
        super().__init__(data, initial={"value": getattr(organisation, field)})
        self.fields = {"value": value_fields([field])[field]} | self.fields
