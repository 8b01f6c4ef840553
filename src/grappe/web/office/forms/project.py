"""The values of a project that a person may correct."""

from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from grappe.apps.projects.domain.values import EDITABLE
from grappe.apps.projects.models import Project
from grappe.web.ui.seen import SeenForm

DAYS = ("starts_on", "ends_on")
LONG = ("abstract_fr", "abstract_en", "results_fr", "results_en")
WIDGETS: dict[str, type[forms.Widget] | forms.Widget] = {
    **{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in DAYS},
    **{name: forms.Textarea(attrs={"rows": 5}) for name in LONG},
}


def field_of(column: Any, **options: Any) -> forms.Field | None:
    """The form's field of a column; an address without a scheme is a secure one."""
    if isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    field: forms.Field | None = column.formfield(**options)
    return field


class ProjectForm(SeenForm):
    """Every value a person may state of a project, as the model holds it, and why it changes."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Where the right value stands, for instance.")
    )

    def __init__(self, project: Project, data: Any = None) -> None:
        held = {name: getattr(project, name) for name in EDITABLE}
        super().__init__(data, initial=held | {"seen": project.updated_at.isoformat()})
        reason = self.fields.pop("reason")
        self.fields |= fields_for_model(Project, fields=EDITABLE, widgets=WIDGETS, formfield_callback=field_of)
        self.fields["reason"] = reason

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EDITABLE}
