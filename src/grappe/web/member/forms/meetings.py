from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Theme
from grappe.apps.forum.enums import ForumSide, MeetingMode, MeetingOutcome, MeetingPriority
from grappe.apps.forum.models import Edition, MeetingProfile
from grappe.apps.forum.queries.catalogue import listed_profiles, search_profiles
from grappe.web.member.forms.register_fields import AgreementField, ProjectField
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import country_name, in_language

SPOKEN = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ro", "ar", "zh-hans", "ja", "ko")
LONGEST_TEXT = 4000


def language_choices() -> list[tuple[str, str]]:
    """Languages under their names in the reader's language; Chinese goes by its common code."""
    return [(code.partition("-")[0], str(get_language_info(code)["name_translated"])) for code in SPOKEN]


def zone_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((zone, zone) for zone in sorted(available_timezones()))]


def themes_in_language() -> list[tuple[str, str]]:
    return [(theme.code, in_language(theme)) for theme in Theme.objects.all()]


def text_field(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, required=False, widget=area, help_text=help_text)


class ProfileForm(forms.Form):
    """What one offers and seeks at the meetings."""

    name = forms.CharField(label=_("Name shown to others"), max_length=300)
    offers_fr = text_field(
        _("What you offer, in French"), _("Drawn from the register; say here what is for this event.")
    )
    offers_en = text_field(_("What you offer, in English"))
    seeks_fr = text_field(_("What you seek, in French"))
    seeks_en = text_field(_("What you seek, in English"))
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=themes_in_language, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=language_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_listed = forms.BooleanField(
        label=_("Show this profile to the other participants"),
        required=False,
        help_text=_("Untick it to leave the catalogue: nobody finds or asks you, and you may still ask others."),
    )
    side = forms.ChoiceField(
        label=_("At a forum of buyers and sellers, you come as"), choices=ForumSide, required=False
    )
    mode = forms.ChoiceField(label=_("You take part"), choices=MeetingMode)
    time_zone = forms.ChoiceField(
        label=_("Time zone, if you are remote"), choices=zone_choices, required=False, widget=QuickSelect
    )
    works_from = forms.TimeField(
        label=_("Remote: available from"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    works_until = forms.TimeField(
        label=_("Remote: available until"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    minimum = forms.IntegerField(label=_("Fewest meetings wanted"), min_value=0, max_value=60)
    maximum = forms.IntegerField(
        label=_("Most meetings wanted"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("Empty: as many as fit."),
    )

    @classmethod
    def starting_from(cls, profile: MeetingProfile) -> "ProfileForm":
        initial = {name: getattr(profile, name) for name in cls.base_fields if name != "themes"}
        return cls(initial=initial | {"themes": list(profile.themes.values_list("code", flat=True))})

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        least, most = data.get("minimum"), data.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", _("This is less than the fewest meetings wanted."))
        return data

    @property
    def chosen_themes(self) -> QuerySet[Theme]:
        return Theme.objects.filter(code__in=self.cleaned_data["themes"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "themes"}


class CatalogueFilters(forms.Form):
    """What a participant may ask of the catalogue, as it stands in the address."""

    words = forms.CharField(label=_("Name, offer or need"), max_length=200, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All kinds")), *OrganisationKind.choices], required=False)

    def __init__(self, data: QueryDict, edition: Edition) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.edition = edition
        held = listed_profiles(edition).order_by().values_list("country", flat=True).distinct()
        countries = sorted(((code, country_name(code)) for code in set(held)), key=lambda choice: choice[1])
        for name, every, choices in (
            ("theme", _("All themes"), themes_in_language()),
            ("country", _("All countries"), countries),
        ):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 tells the type checker
            chosen.choices = [("", every), *choices]

    def apply(self) -> QuerySet[MeetingProfile]:
        """The profiles that answer; an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        theme = Theme.objects.filter(code=asked.pop("theme")).first() if "theme" in asked else None
        return search_profiles(self.edition, theme=theme, **asked)


class RequestForm(forms.Form):
    priority = forms.TypedChoiceField(
        label=_("How much this meeting matters to you"),
        choices=MeetingPriority,
        coerce=lambda value: MeetingPriority(int(value)),
        widget=forms.RadioSelect,
        initial=MeetingPriority.USEFUL,
        help_text=_("It weighs in the plan; the other side does not see it."),
    )
    message = forms.CharField(
        label=_("Message"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why you wish to meet: the other side reads it before answering."),
    )


class OpinionForm(forms.Form):
    """What came of one meeting."""

    took_place = forms.BooleanField(label=_("The meeting took place"), required=False, initial=True)
    rating = forms.TypedChoiceField(
        label=_("How useful it was"),
        choices=[
            ("", _("no opinion")),
            ("5", _("5, very useful")),
            ("4", "4"),
            ("3", "3"),
            ("2", "2"),
            ("1", _("1, of no use")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    outcome = forms.TypedChoiceField(label=_("What it led to"), choices=MeetingOutcome, coerce=MeetingOutcome)
    project = ProjectField(label=_("Project of the register that follows from it"))
    agreement = AgreementField(label=_("Agreement of the register that follows from it"))
    reference = forms.CharField(
        label=_("Other follow-up"),
        max_length=200,
        required=False,
        help_text=_("A contract, or an agreement or a project that is not in the register yet."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by your own delegates and the organiser, not by the other side."),
    )
