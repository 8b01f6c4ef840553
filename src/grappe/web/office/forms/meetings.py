from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.layout import HalfDay, Tables
from grappe.apps.forum.enums import MeetingRequestState
from grappe.apps.forum.models import Edition, Slot, Table
from grappe.web.ui.selects import QuickSelect

ORDERS: dict[str, tuple[str, ...]] = {
    "": (),
    "breaks": ("weight", "breaks", "shortfall", "spread", "table_changes"),
    "spread": ("weight", "spread", "shortfall", "breaks", "table_changes"),
}
CLOCK = {"type": "time"}


class PlanForm(forms.Form):
    """How long to compute, how even to be, and what comes first."""

    seconds = forms.IntegerField(
        label=_("Seconds to compute"), min_value=1, max_value=1800, initial=60, help_text=_("More time, a better plan.")
    )
    fairness = forms.IntegerField(
        label=_("Most difference in breaks"),
        min_value=0,
        max_value=50,
        required=False,
        help_text=_("Between any two participants. Empty: breaks are few, however they fall."),
    )
    order = forms.ChoiceField(
        label=_("After the weight of the meetings placed"),
        choices=[
            ("", _("the fewest meetings people want, then groups, then breaks")),
            ("breaks", _("breaks first")),
            ("spread", _("fairness between groups first")),
        ],
        required=False,
        help_text=_("A request weighs by its priority, and more when it is mutual."),
    )
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2**31 - 1, initial=1, help_text=_("The same seed gives the same plan.")
    )

    @property
    def asked(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"objective": ORDERS[data.pop("order")]}


class SlotsForm(forms.Form):
    """One half-day of slots, one after another."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}))
    begins = forms.TimeField(label=_("First slot begins"), widget=forms.TimeInput(CLOCK))
    ends = forms.TimeField(label=_("Last slot ends by"), widget=forms.TimeInput(CLOCK))
    minutes = forms.IntegerField(label=_("Minutes a slot"), min_value=5, max_value=240, initial=20)
    pause = forms.IntegerField(label=_("Minutes between two slots"), min_value=0, max_value=120, initial=0)
    name = forms.CharField(
        label=_("Half-day"), max_length=20, required=False, help_text=_("A meeting never runs from one into the next.")
    )

    @property
    def half_day(self) -> HalfDay:
        return HalfDay(**self.cleaned_data)


class TablesForm(forms.Form):
    """Several tables alike."""

    letters = forms.CharField(label=_("Names begin with"), max_length=30, initial="T")
    first = forms.IntegerField(label=_("First number"), min_value=0, max_value=99_999, initial=1)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=500, initial=10)
    zone = forms.CharField(label=_("Zone"), max_length=40, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=2, max_value=50, initial=4)
    has_video = forms.BooleanField(
        label=_("Video, for hybrid meetings"), required=False, help_text=_("One side is there, the other remote.")
    )

    @property
    def tables(self) -> Tables:
        data = dict(self.cleaned_data)
        equipment = ("video",) if data.pop("has_video") else ()
        return Tables(prefix=data.pop("letters"), equipment=equipment, **data)


class RequestFilters(forms.Form):
    words = forms.CharField(label=_("Participant"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Any state")), *MeetingRequestState.choices], required=False
    )
    placed = forms.ChoiceField(
        label=_("In the plan in force"),
        choices=[("", _("All requests")), ("yes", _("with a place")), ("no", _("without a place"))],
        required=False,
    )


class SlotField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Slots by their time in the edition's time zone."""

    def label_from_instance(self, obj: Slot) -> str:
        begins = obj.during.lower.astimezone(obj.edition.zone)
        return date_format(begins, "D j F, H:i")


class MoveForm(forms.Form):
    """Where a meeting goes."""

    slot = SlotField(label=_("Slot"), queryset=Slot.objects.none(), widget=QuickSelect)
    table = forms.ModelChoiceField(
        label=_("Table"), queryset=Table.objects.none(), widget=QuickSelect, required=False, empty_label=_("no table")
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slot, table = self.fields["slot"], self.fields["table"]
        assert isinstance(slot, forms.ModelChoiceField)  # noqa: S101 tells the type checker
        assert isinstance(table, forms.ModelChoiceField)  # noqa: S101
        slot.queryset, table.queryset = edition.slots.select_related("edition"), edition.tables.all()


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000)
