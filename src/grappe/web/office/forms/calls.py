from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import CallState, LabelState, Opinion, ProposalState
from grappe.apps.calls.models import Call, CallRound, RoundBudget
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Territory
from grappe.web.ui.organisation_field import OrganisationField, named


def area(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, required=required, widget=forms.Textarea(attrs={"rows": 5}))


def hour(label: Any, *, required: bool = True) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=formats)


class CallForm(forms.Form):
    title_fr = forms.CharField(label=_("Title, in French"), max_length=300)
    title_en = forms.CharField(label=_("Title, in English"), max_length=300)
    text_fr = area(_("Text, in French"))
    text_en = area(_("Text, in English"))
    state = forms.ChoiceField(label=_("State"), choices=CallState)
    contact_email = forms.EmailField(label=_("Contact"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    @classmethod
    def about(cls, call: Call, data: Any = None) -> "CallForm":
        return cls(data, initial={name: getattr(call, name) for name in cls.base_fields})


class CallFileForm(forms.Form):
    file = forms.FileField(label=_("Call as a file (YAML or JSON)"))


class RoundForm(forms.Form):
    """The hours of a round, in its own time zone."""

    title_fr = forms.CharField(label=_("Title, in French"), max_length=200)
    title_en = forms.CharField(label=_("Title, in English"), max_length=200)
    opens_at = hour(_("Opens"))
    closes_at = hour(_("Closes"))
    labels_due_at = hour(_("Labels due"), required=False)
    HOURS = ("opens_at", "closes_at", "labels_due_at")

    @classmethod
    def about(cls, held: CallRound, data: Any = None) -> "RoundForm":
        initial = {name: getattr(held, name) for name in cls.base_fields}
        for name in cls.HOURS:
            if initial[name] is not None:
                initial[name] = initial[name].astimezone(held.zone).replace(tzinfo=None)
        return cls(data, initial=initial)

    def values_in(self, zone: ZoneInfo) -> dict[str, Any]:
        """What was typed, its hours read as those of the round's zone whatever the office's own is."""
        values = dict(self.cleaned_data)
        for name in self.HOURS:
            if values[name] is not None:
                values[name] = values[name].replace(tzinfo=zone)
        return values


class BudgetForm(forms.Form):
    """What one organisation of the register pays for a round."""

    funder = OrganisationField(label=_("Funder, an organisation of the register"))
    amount = forms.DecimalField(label=_("amount (EUR)"), min_value=0, max_digits=14, decimal_places=2, required=False)
    territory = forms.ModelChoiceField(
        label=_("Pays the partners there only"),
        queryset=Territory.objects.filter(kind__in=[TerritoryKind.REGION, TerritoryKind.DEPARTMENT]),
        required=False,
    )

    def __init__(self, budget: RoundBudget | None = None, data: Any = None) -> None:
        initial: dict[str, Any] = {}
        if budget is not None:
            initial = {"funder": named(budget.funder), "amount": budget.amount, "territory": budget.territory_id}
        super().__init__(data, prefix=f"budget-{budget.pk if budget else 0}", initial=initial)


class OutcomeForm(forms.Form):
    """What became of a proposal: a refusal has its reason, which the consortium reads."""

    state = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            (one.value, one.label)
            for one in (
                ProposalState.SELECTED,
                ProposalState.RESERVE,
                ProposalState.REFUSED,
                ProposalState.INELIGIBLE,
            )
        ],
    )
    reason = area(_("Reasons, which the consortium reads"))


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(label=_("Opinion"), choices=Opinion)
    text = area(_("Reasons"))


class QuestionForm(forms.Form):
    text = area(_("Question to the consortium"), required=True)


class RecusalForm(forms.Form):
    reason = area(_("Why you step aside"), required=True)


class DecisionForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[(one.value, one.label) for one in (LabelState.LABELLED, LabelState.CO_LABELLED, LabelState.REFUSED)],
    )
    reasons = area(_("Reasons, which the consortium reads"), required=True)


class SeatForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the person’s account"))
    is_chair = forms.BooleanField(label=_("Chair: decides in the committee’s name"), required=False)
