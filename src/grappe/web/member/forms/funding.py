"""A claim of costs, by category and nature."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import CostCategory
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.models import Agreement
from grappe.apps.funding.queries.accounts import first_day_to_claim
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
        self.fields["begins_on"].initial = first_day_to_claim(agreement, mine[0])
        lines = agreement.lines.filter(partner__in=mine).order_by("nature").distinct("nature")
        self.natures = {line.nature: line.get_nature_display() for line in lines}
        self.kinds = [(category, nature) for nature in self.natures for category in CostCategory.values]
        for category, nature in self.kinds:
            self.fields[f"cost_{category}_{nature}"] = forms.DecimalField(
                label=_("%(category)s, %(nature)s (EUR)")
                % {"category": CostCategory(category).label, "nature": self.natures[nature]},
                max_digits=14,
                decimal_places=2,
                min_value=Decimal(0),
                required=False,
            )
        self.fields["note"] = forms.CharField(
            label=_("Note"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def head(self) -> list[forms.BoundField]:
        return [self["partner"], self["begins_on"], self["ends_on"]]

    @property
    def table(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """The fields of the costs by nature, a row for each category."""
        return [
            (
                str(CostCategory(category).label),
                [(label, self[f"cost_{category}_{nature}"]) for nature, label in self.natures.items()],
            )
            for category in CostCategory.values
        ]

    @property
    def nature_labels(self) -> list[str]:
        return list(self.natures.values())

    @property
    def costs(self) -> dict[tuple[str, str], Decimal]:
        values = self.cleaned_data
        return {kinds: values[name] for kinds in self.kinds if values[name := f"cost_{kinds[0]}_{kinds[1]}"]}
