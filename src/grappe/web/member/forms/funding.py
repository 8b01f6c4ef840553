"""A claim of costs, by category and nature."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import CostCategory
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.models import Agreement
from grappe.web.ui.once import OnceForm


class CostClaimForm(OnceForm):
    """One field for each category and nature that the agreement pays; the form sent twice is one claim."""

    partner = forms.ChoiceField(label=_("Partner"))
    begins_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, agreement: Agreement, partners: Iterable[ProposalPartner], data: Any = None) -> None:
        super().__init__(data)
        mine = list(partners)
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = [(str(one.pk), str(one.organisation)) for one in mine]
        lines = agreement.lines.filter(partner__in=mine).order_by("nature").distinct("nature")
        self.kinds = [(category, line.nature) for line in lines for category in CostCategory.values]
        labels = {line.nature: line.get_nature_display() for line in lines}
        for category, nature in self.kinds:
            self.fields[f"cost_{category}_{nature}"] = forms.DecimalField(
                label=_("%(category)s, %(nature)s (EUR)")
                % {"category": CostCategory(category).label, "nature": labels[nature]},
                max_digits=14,
                decimal_places=2,
                min_value=Decimal(0),
                required=False,
            )
        self.fields["note"] = forms.CharField(
            label=_("Note"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def costs(self) -> dict[tuple[str, str], Decimal]:
        values = self.cleaned_data
        return {kinds: values[name] for kinds in self.kinds if values[name := f"cost_{kinds[0]}_{kinds[1]}"]}
