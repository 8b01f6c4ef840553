from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import AuditEntry
from grappe.web.office.forms.cluster import day_field


class AuditFilterForm(forms.Form):
    """What the log is filtered by; kept in the address."""

    q = forms.CharField(label=_("Person, reason or record number"), required=False, max_length=150)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    since = day_field(_("From"), required=False)
    until = day_field(_("Until"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for name, column in (("verb", "verb"), ("kind", "target_type")):
            values = AuditEntry.objects.order_by(column).values_list(column, flat=True).distinct()
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[("", "—"), *((one, one) for one in values)]
            )
