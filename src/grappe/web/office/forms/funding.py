"""What a funder's people state: amounts, words, days, people."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import AidForm
from grappe.apps.calls.models import RoundBudget
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.bridge.ceilings import PartnerRoom, Wish
from grappe.apps.funding.domain.cost_claims import Judgement
from grappe.apps.funding.domain.schedules import yearly_schedule
from grappe.apps.funding.enums import FunderDuty, Outcome
from grappe.apps.funding.models import Agreement, CostClaim, FunderDecision
from grappe.apps.funding.phrases.amounts import euros
from grappe.apps.funding.queries.accounts import Account

DAY = {"type": "date"}


def amount_field(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, min_value=Decimal(0), **more)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more)


def long_text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class DraftForm(forms.Form):
    """Amounts by partner and the words of a decision to come; ``seen`` is the revision that was read."""

    def __init__(self, decision: FunderDecision, rooms: Iterable[PartnerRoom], data: Any = None) -> None:
        held: dict[int, Decimal] = {}
        kinds: dict[int, str] = {}
        for row in decision.amounts.all():
            held[row.partner_id] = held.get(row.partner_id, Decimal(0)) + row.amount
            kinds[row.partner_id] = row.form
        super().__init__(data)
        self.partners = [room.partner.pk for room in rooms]
        for room in rooms:
            pk, name = room.partner.pk, str(room.partner.organisation)
            self.fields[f"amount_{pk}"] = amount_field(
                name,
                required=False,
                initial=held.get(pk),
                help_text=_("In euros. Left under the ceilings: %(left)s.") % {"left": euros(room.left)},
            )
            self.fields[f"form_{pk}"] = forms.ChoiceField(
                label=_("%(partner)s, form") % {"partner": name},
                choices=AidForm,
                initial=kinds.get(pk, AidForm.EXEMPTED),
            )
        self.fields["conditions"] = long_text(_("Conditions"), required=False, initial=decision.conditions)
        self.fields["reasons"] = long_text(_("Reasons"), required=False, initial=decision.reasons)
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=decision.revision)

    @property
    def wishes(self) -> dict[int, Wish]:
        values = self.cleaned_data
        return {
            pk: Wish(values[f"amount_{pk}"], values[f"form_{pk}"]) for pk in self.partners if values[f"amount_{pk}"]
        }


class DocumentForm(forms.Form):
    document = forms.CharField(label=_("Missing document"), max_length=300)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome, widget=forms.RadioSelect)
    reasons = long_text(_("Reasons"), required=False)


class AgreementForm(forms.Form):
    starts_on = day_field(_("Starts on"))
    ends_on = day_field(_("Ends on"))
    language = forms.ChoiceField(label=_("Language"), choices=[("fr", _("French")), ("en", _("English"))])
    advance_share = forms.DecimalField(
        label=_("Share paid in advance (0 to 1)"), min_value=Decimal(0), max_value=Decimal(1), initial=Decimal("0.3")
    )
    is_yearly = forms.BooleanField(label=_("A report and a payment every year"), required=False, initial=True)

    @property
    def values(self) -> dict[str, Any]:
        """What the agreement is prepared with, its schedule included."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "is_yearly"}
        if not self.cleaned_data["is_yearly"]:
            return held
        period = (held["starts_on"], held["ends_on"])
        return held | {"schedule": yearly_schedule(*period, advance_share=held["advance_share"])}


class SignatureForm(forms.Form):
    party = forms.ChoiceField(label=_("Party"))
    signatory = forms.CharField(label=_("Signatory"), max_length=150)
    on = day_field(_("Signed on"))

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        super().__init__(data, prefix="signature")
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        waiting = agreement.parties.filter(signed_on=None).select_related("organisation")
        field.choices = [(str(one.pk), str(one.organisation)) for one in waiting]


class MoneyForm(forms.Form):
    """An amount for one partner of an agreement; ``key`` makes the form count once."""

    partner = forms.ChoiceField(label=_("Partner"))
    amount = amount_field(_("Amount (EUR)"))  # type: ignore[arg-type]
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, accounts: Iterable[Account], data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix, initial={"key": uuid4()})
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = [(str(one.partner.pk), str(one.partner.organisation)) for one in accounts]


class PaymentOrderForm(MoneyForm):
    is_advance = forms.BooleanField(label=_("Advance"), required=False)


class RecoveryForm(MoneyForm):
    reasons = long_text(_("Reasons"))


class ReasonToCancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class AmendmentForm(forms.Form):
    """New amounts, partner by partner, and a new end."""

    def __init__(self, agreement: Agreement, accounts: Iterable[Account], data: Any = None) -> None:
        super().__init__(data, prefix="amendment")
        self.partners = [one.partner.pk for one in accounts]
        for one in accounts:
            name = str(one.partner.organisation)
            self.fields[f"amount_{one.partner.pk}"] = amount_field(name, initial=one.agreed)
        self.fields["ends_on"] = day_field(_("Ends on"), initial=agreement.ends_on)
        self.fields["signed_on"] = day_field(_("Signed on"))
        self.fields["reasons"] = long_text(_("Reasons"))
        number = agreement.amendments.count() + 1
        self.fields["number"] = forms.IntegerField(widget=forms.HiddenInput, initial=number)
        self.kinds = {line.partner_id: line.form for line in agreement.lines.all()}

    @property
    def wishes(self) -> dict[int, Wish]:
        values = self.cleaned_data
        return {pk: Wish(values[f"amount_{pk}"], self.kinds[pk]) for pk in self.partners}


class JudgementForm(forms.Form):
    """What is accepted of each cost, and why no more."""

    def __init__(self, claim: CostClaim, data: Any = None) -> None:
        super().__init__(data, prefix=f"claim{claim.pk}")
        self.costs = list(claim.costs.all())
        for cost in self.costs:
            name = f"{cost.get_category_display()}, {cost.get_nature_display()}"
            self.fields[f"accepted_{cost.pk}"] = amount_field(name, initial=cost.amount, max_value=cost.amount)
            self.fields[f"reason_{cost.pk}"] = forms.CharField(
                label=_("%(cost)s: why not all of it") % {"cost": name}, max_length=500, required=False
            )

    @property
    def judgements(self) -> dict[int, Judgement]:
        values = self.cleaned_data
        return {cost.pk: Judgement(values[f"accepted_{cost.pk}"], values[f"reason_{cost.pk}"]) for cost in self.costs}


class MandateForm(forms.Form):
    """Who works for which funder of a round."""

    email = forms.EmailField(label=_("E-mail"))
    funder = forms.ModelChoiceField(label=_("Funder"), queryset=Organisation.objects.none())
    duty = forms.ChoiceField(label=_("Duty"), choices=FunderDuty)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["funder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 tells the type checker
        field.queryset = Organisation.objects.filter(
            pk__in=FunderDecision.objects.values("funder")
        ) | Organisation.objects.filter(pk__in=budget_funders())

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if not User.objects.filter(email=email, is_active=True).exists():
            raise forms.ValidationError(_("Nobody has an account with this address: open one first."))
        return email


def budget_funders() -> Any:
    return RoundBudget.objects.exclude(funder=None).values("funder")
