"""What the office and a chair say of a panel."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User
from grappe.apps.reviews.enums import BlindMode, PanelPhase
from grappe.apps.reviews.models import ReviewPanel
from grappe.web.access import keys_in
from grappe.web.ui.organisation_field import OrganisationField

HOUR = {"type": "datetime-local"}
HOUR_FORM = "%Y-%m-%dT%H:%M"
FIELDS = (
    "blind_mode",
    "readings",
    "seniors",
    "most_per_organisation",
    "bids_due_at",
    "reviews_due_at",
    "answers_due_at",
)


def hour_field(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(HOUR, format=HOUR_FORM)
    return forms.DateTimeField(label=label, required=False, widget=widget, input_formats=[HOUR_FORM, "%Y-%m-%d %H:%M"])


class PanelForm(forms.Form):
    """How the proposals of a round are reviewed."""

    blind_mode = forms.ChoiceField(label=_("blind mode"), choices=BlindMode)
    readings = forms.IntegerField(label=_("experts a proposal"), min_value=1, max_value=12)
    seniors = forms.IntegerField(label=_("of them experienced, at least"), min_value=0, max_value=12)
    most_per_organisation = forms.IntegerField(label=_("from one organisation, at most"), min_value=1, max_value=12)
    bids_due_at = hour_field(_("bids due"))
    reviews_due_at = hour_field(_("reviews due"))
    answers_due_at = hour_field(_("answers of the consortia due"))

    def __init__(self, data: Any = None, *, panel: ReviewPanel) -> None:
        super().__init__(data, initial={name: getattr(panel, name) for name in FIELDS})


class PhaseForm(forms.Form):
    phase = forms.ChoiceField(label=_("phase"), choices=PanelPhase)


class SeatForm(forms.Form):
    """One expert, by her e-mail address."""

    email = forms.EmailField(label=_("expert's e-mail"))
    is_chair = forms.BooleanField(label=_("chair"), required=False)

    def clean_email(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise ValidationError(_("Nobody has an account with this address."))
        return user


def order_in(data: Any, proposals: list[int]) -> list[int]:
    """Proposals in the order of the places typed; those without a place come last, in the order they had."""
    places = {one: keys_in([data.get(f"rank_{one}", "")]) for one in proposals}
    return sorted(proposals, key=lambda one: places[one][0] if places[one] else len(proposals) + 1)


class LargeBodyForm(forms.Form):
    """A body so large that its laboratories are looked at one by one, and why."""

    organisation = OrganisationField(label=_("organisation"))
    reason = forms.CharField(label=_("reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
