"""What an organiser asks of the registrations, and decides on one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import CategoryKind, RegistrationState
from grappe.apps.forum.models import Edition, ParticipantCategory
from grappe.apps.forum.queries.registration_lists import RegistrationsAsked
from grappe.web.ui.country_field import choices_now
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import in_language

ORDERS = [("name", _("Name, A to Z")), ("newest", _("Last registered first")), ("organisation", _("Organisation"))]


def every_country() -> list[tuple[str, Any]]:
    return [("", _("All countries")), *choices_now()]


class RegistrationFilters(forms.Form):
    words = forms.CharField(label=_("Name, address or organisation"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *RegistrationState.choices]
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=every_country, widget=QuickSelect)
    with_needs = forms.BooleanField(label=_("With accessibility or diet needs"), required=False)
    unpaid = forms.BooleanField(label=_("With an invoice to be paid"), required=False)
    in_group = forms.BooleanField(label=_("Registered by a cluster"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, edition: Edition, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)  # noqa: S101 tells the type checker
        rows = [(str(one.pk), in_language(one)) for one in edition.categories.all()]
        category.choices = [("", _("All categories")), *rows]

    def asked(self) -> RegistrationsAsked:
        """What is asked; a filter with an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        if "category" in asked:
            asked["category"] = int(asked["category"])
        return RegistrationsAsked(**asked)


class ReasonForm(forms.Form):
    """A decision that the person is told, with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it in the message."),
    )


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a class of Django's that cannot be subscripted
    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj)


class MoveForm(forms.Form):
    category = CategoryChoice(label=_("New category"), queryset=ParticipantCategory.objects.none())

    def __init__(self, edition: Edition, data: Any = None, *, held: ParticipantCategory) -> None:
        super().__init__(data)
        field = self.fields["category"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 tells the type checker
        field.queryset = edition.categories.exclude(pk=held.pk)


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Capacity"), min_value=0, max_value=100_000, required=False, help_text=_("Empty: no limit.")
    )


class CategoryForm(forms.Form):
    """Everything of a category but its places, which people wait for."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CategoryKind)
    name_fr = forms.CharField(label=_("Name (French)"), max_length=100)
    name_en = forms.CharField(label=_("Name (English)"), max_length=100)
    fee = forms.DecimalField(label=_("Fee before tax (EUR)"), min_value=0, max_digits=10, decimal_places=2, initial=0)
    vat_rate = forms.DecimalField(
        label=_("VAT rate (%)"), min_value=0, max_value=100, max_digits=4, decimal_places=2, initial=20
    )
    rank = forms.IntegerField(
        label=_("Rank"), min_value=0, max_value=1000, initial=0, help_text=_("The order on the form.")
    )
    hours_to_accept = forms.IntegerField(
        label=_("Hours to accept a place offered from the waiting list"),
        min_value=0,
        max_value=720,
        initial=48,
        help_text=_("0: whoever waits longest is confirmed at once."),
    )
    needs_approval = forms.BooleanField(label=_("An organiser approves each registration"), required=False)
    is_offered = forms.BooleanField(label=_("Offered on the form"), required=False, initial=True)
    takes_meetings = forms.BooleanField(label=_("May ask for B2B meetings"), required=False, initial=True)
