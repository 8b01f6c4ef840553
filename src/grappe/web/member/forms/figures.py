from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import InvestorKind
from grappe.web.ui.organisation_field import OrganisationField


class AccountsForm(forms.Form):
    """The figures of one closed year."""

    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    headcount = forms.DecimalField(
        label=_("Headcount (annual work units)"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    turnover = forms.DecimalField(
        label=_("Turnover (EUR)"), required=False, min_value=0, max_digits=16, decimal_places=2
    )
    balance_sheet = forms.DecimalField(
        label=_("Balance sheet total (EUR)"), required=False, min_value=0, max_digits=16, decimal_places=2
    )


class ShareholdingForm(forms.Form):
    """Who holds a share of the organisation, or whose shares it holds."""

    direction = forms.ChoiceField(
        label=_("Which way"),
        choices=[("owner", _("holds shares of this organisation")), ("owned", _("is held by this organisation"))],
        widget=forms.RadioSelect,
        initial="owner",
    )
    other = OrganisationField(label=_("The other organisation"))
    capital_share = forms.DecimalField(
        label=_("Share of capital (%)"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    voting_share = forms.DecimalField(
        label=_("Share of votes (%)"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("Empty: the same as the share of capital."),
    )
    controls = forms.BooleanField(label=_("Controls by other means (contract, board, statutes)"), required=False)
    investor_kind = forms.ChoiceField(label=_("Kind of investor"), choices=InvestorKind)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("voting_share") is None:
            data["voting_share"] = data.get("capital_share")
        return data
