from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.accounts.phrases import VERBS
from grappe.kernel.spelling import folded
from grappe.web.office.forms.cluster import day_field
from grappe.web.office.templatetags.log import kind_of_record


class AuditFilterForm(forms.Form):
    """What the log is filtered by; kept in the address."""

    q = forms.CharField(label=_("Person, reason or record number"), required=False, max_length=150)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    since = day_field(_("From"), required=False)
    until = day_field(_("Until"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        kinds = AuditEntry.objects.order_by("target_type").values_list("target_type", flat=True).distinct()
        self.offer("verb", _("Whatever was done"), [(verb, str(label)) for verb, label in VERBS.items()])
        self.offer("kind", _("All kinds"), [(kind, kind_of_record(kind)) for kind in kinds])

    def offer(self, name: str, every: Promise, choices: list[tuple[str, str]]) -> None:
        """Let one of these be chosen, in the order of the reader's language."""
        ordered = sorted(choices, key=lambda choice: folded(choice[1]))
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label, required=False, choices=[("", every), *ordered]
        )
