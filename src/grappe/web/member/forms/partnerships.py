"""Forms of partnership profiles and of expressions of interest."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.profiles import LONGEST, WRITTEN
from grappe.apps.partnerships.enums import (
    DevelopmentStage,
    InterestOutcome,
    PartnershipKind,
    SoughtRole,
)
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.web.member.forms.proposals import themes_in_language
from grappe.web.ui.country_field import choices_now
from grappe.web.ui.partnerships import LANGUAGE_CODES, language_names
from grappe.web.ui.seen import SeenForm


def area(label: Any, *, longest: int, rows: int = 4, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def boxes(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def language_choices() -> list[tuple[str, str]]:
    names = language_names()
    return [(code, names[code]) for code in LANGUAGE_CODES]


class BodyForm(forms.Form):
    """In whose name one writes."""

    body = forms.ChoiceField(label=_("In the name of"))

    def __init__(self, data: Any, bodies: Mapping[str, Organisation | Cluster], **options: Any) -> None:
        super().__init__(data, **options)
        self.bodies = bodies
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = [(key, str(one)) for key, one in bodies.items()]

    @property
    def body_chosen(self) -> Organisation | Cluster:
        return self.bodies[self.cleaned_data["body"]]


class KindForm(BodyForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnershipKind, widget=forms.RadioSelect)


class ProfileForm(SeenForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnershipKind)
    title_fr = forms.CharField(label=_("Title, in French"), max_length=LONGEST["title"], required=False)
    title_en = forms.CharField(label=_("Title, in English"), max_length=LONGEST["title"], required=False)
    summary_fr = area(_("Summary, in French"), longest=LONGEST["summary"])
    summary_en = area(_("Summary, in English"), longest=LONGEST["summary"])
    text_fr = area(_("Description, in French"), longest=LONGEST["text"], rows=10)
    text_en = area(
        _("Description, in English"),
        longest=LONGEST["text"],
        rows=10,
        help_text=_("One language is enough; both are read more."),
    )
    stage = forms.ChoiceField(
        label=_("Stage of development"), choices=[("", "—"), *DevelopmentStage.choices], required=False
    )
    partner_kinds = boxes(_("Kinds of partner sought"), OrganisationKind.choices)
    partner_role = forms.ChoiceField(label=_("Role sought"), choices=[("", "—"), *SoughtRole.choices], required=False)
    partner_countries = forms.MultipleChoiceField(
        label=_("Countries sought"),
        choices=choices_now,
        required=False,
        help_text=_("None chosen stands for any country."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    languages = boxes(_("Working languages"), language_choices)
    themes = boxes(_("Themes"), themes_in_language)
    may_be_found = forms.BooleanField(
        label=_("We consent to be found: the published profile is public, and we may be suggested to others"),
        required=False,
    )

    @classmethod
    def about(cls, profile: PartnershipProfile, data: Any) -> "ProfileForm":
        initial = {name: getattr(profile, name) for name in WRITTEN}
        initial |= {"themes": list(profile.themes.values_list("code", flat=True))}
        return cls(data, initial=initial | {"seen": profile.updated_at.isoformat()})

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"themes", "seen"}}


class ExpressForm(BodyForm):
    message = area(
        _("Your message"),
        longest=4000,
        rows=8,
        required=True,
        help_text=_("Who you are, what interests you, what you would bring, what you expect next."),
    )


class AnswerForm(forms.Form):
    reply = area(_("Your answer"), longest=4000)
    accepts = forms.BooleanField(
        label=_("We wish to go on: each side then sees the other’s address"), required=False, initial=True
    )


class PassOnForm(forms.Form):
    how = forms.CharField(
        label=_("How you passed it on"),
        max_length=300,
        help_text=_("Such as: by telephone, to its director. No name, no number: the sender reads it."),
    )


class IntroductionForm(forms.Form):
    text = area(_("What you tell both sides"), longest=4000, required=True)


class MeetingForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    at_the_forum = forms.BooleanField(label=_("At the Forum"), required=False)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=InterestOutcome)
    note = area(_("In a few words"), longest=4000)
