from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.payments import Receipt
from grappe.apps.forum.enums import InvoiceKind, InvoiceState, PaymentMethod

LATE = ("late", _("to be paid, too late"))
CREDIT_NOTES = (InvoiceKind.CREDIT_NOTE.value, _("credit notes"))


class InvoiceFilters(forms.Form):
    words = forms.CharField(label=_("Buyer, address or number"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *InvoiceState.choices, LATE, CREDIT_NOTES]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")

    def asked(self) -> dict[str, str]:
        """What is asked; an unknown state is reported beside its field and left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PaymentForm(forms.Form):
    """Money as the bank statement tells of it."""

    amount = forms.DecimalField(label=_("Amount (EUR)"), max_digits=12, decimal_places=2)
    received_on = forms.DateField(
        label=_("Received on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    method = forms.ChoiceField(label=_("Method"), choices=PaymentMethod, initial=PaymentMethod.BANK_TRANSFER)
    reference = forms.CharField(
        label=_("Reference of the bank"),
        max_length=100,
        help_text=_("As the statement has it: the same reference counts once."),
    )

    @property
    def receipt(self) -> Receipt:
        values = self.cleaned_data | {"method": PaymentMethod(self.cleaned_data["method"])}
        return Receipt(**values)


class SeriesForm(forms.Form):
    """Who invoices, as it stands on every invoice to come."""

    # Django takes the field out of the class before the form's own attribute of this name is read.
    prefix = forms.SlugField(  # type: ignore[assignment]
        label=_("Prefix"), max_length=20, help_text=_("Stands before every number, for instance FORUM-2027.")
    )
    seller = forms.CharField(label=_("Seller"), max_length=200)
    seller_address = forms.CharField(label=_("Seller's address"), widget=forms.Textarea(attrs={"rows": 3}))
    seller_identifier = forms.CharField(label=_("Seller's SIRET"), max_length=30, required=False)
    seller_vat_number = forms.CharField(label=_("Seller's VAT number"), max_length=30, required=False)
    iban = forms.CharField(label=_("IBAN"), max_length=40, required=False)
    bic = forms.CharField(label=_("BIC"), max_length=11, required=False)
    days_to_pay = forms.IntegerField(label=_("Days to pay"), min_value=0, max_value=365, initial=30)
