"""Which rule of law on silence an office adopts, and for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.exchange.silences import packaged_silences
from grappe.web.office.forms.funding import budget_funders


class SilenceForm(forms.Form):
    """A packaged rule, for one call, one funder, or all of them."""

    code = forms.ChoiceField(label=_("Rule of law"))
    call = forms.ModelChoiceField(
        label=_("Call for projects"), queryset=Call.objects.none(), required=False, empty_label=_("every call")
    )
    funder = forms.ModelChoiceField(
        label=_("Funder"), queryset=Organisation.objects.none(), required=False, empty_label=_("every funder")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["code"] = forms.ChoiceField(
            label=_("Rule of law"), choices=[(one.code, f"{one.code} · {one.source}") for one in packaged_silences()]
        )
        for name, rows in (
            ("call", Call.objects.order_by("slug")),
            ("funder", Organisation.objects.filter(pk__in=budget_funders()).order_by("legal_name")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 tells the type checker
            field.queryset = rows
