"""Forms of the consortium builder."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import CallRound
from grappe.apps.directory.models import Organisation
from grappe.apps.partnerships.bridge.consortia import Demands
from grappe.web.member.forms.suggestions import ConsortiumFilters
from grappe.web.ui.organisation_field import OrganisationField
from grappe.web.ui.templatetags.naming import in_language


def choices_of(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
    field.choices = choices


class BeginForm(forms.Form):
    """A working name becomes the acronym of the proposal."""

    lead = forms.ChoiceField(label=_("Lead"))
    name = forms.CharField(label=_("Working name"), max_length=40)
    about = forms.CharField(
        label=_("What it is about"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any, own: list[Organisation]) -> None:
        super().__init__(data)
        choices_of(self, "lead", [(str(one.pk), one.legal_name) for one in own])


class GatherForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"))


class CarryForm(forms.Form):
    """Into which open round, and in which language."""

    round = forms.ChoiceField(label=_("Open round"))
    language = forms.ChoiceField(
        label=_("Language of the proposal"), choices=[("fr", _("French")), ("en", _("English"))]
    )

    def __init__(self, data: Any, rounds: list[CallRound]) -> None:
        super().__init__(data)
        names = [(str(one.pk), f"{in_language(one.call, 'title')}, {in_language(one, 'title')}") for one in rounds]
        choices_of(self, "round", names)


class GatheringFilters(ConsortiumFilters):
    """What the call that the group is for still lacks; the call is chosen beside it."""

    round = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, demands: Demands, chosen: CallRound | None) -> None:
        held = data.copy()
        held["round"] = str(chosen.pk) if chosen else ""
        super().__init__(held, demands)


class MeetForm(forms.Form):
    """Why the lead wishes to meet the group."""

    message = forms.CharField(
        label=_("Message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why you wish to meet: each of them reads it before answering."),
    )
