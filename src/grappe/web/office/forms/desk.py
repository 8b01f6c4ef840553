from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.models import Edition, MeetingProfile, ParticipantCategory, Registration, Slot, Table
from grappe.apps.forum.queries.agendas import agenda_of_profile
from grappe.web.ui.templatetags.naming import in_language

OFFERED = 20


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj)


class WalkInForm(forms.Form):
    """Somebody who is not registered stands at the desk."""

    category = CategoryField(label=_("Category"), queryset=ParticipantCategory.objects.none())
    full_name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    job_title = forms.CharField(label=_("Position"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    accepts = forms.BooleanField(label=_("The person has read and accepts the terms"))
    wants_meetings = forms.BooleanField(label=_("Takes part in the meetings"), required=False)
    enters = forms.BooleanField(label=_("Check in at once"), required=False, initial=True)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.queryset = edition.categories.all()

    @property
    def attendee(self) -> Attendee:
        names = ("full_name", "email", "organisation_name", "job_title", "language")
        return Attendee(
            **{name: self.cleaned_data[name] for name in names}, wants_meetings=self.cleaned_data["wants_meetings"]
        )


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class SlotField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.during.lower.astimezone(obj.edition.zone):%d/%m %H:%M}"


class LateForm(NoteForm):
    until = SlotField(label=_("Comes for the slot of"), queryset=Slot.objects.none())
    field_order = ("until", "note")

    def __init__(self, profile: MeetingProfile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["until"]
        field.queryset = profile.edition.slots.select_related("edition")


class ColleagueForm(NoteForm):
    number = forms.IntegerField(
        label=_("Registration number of the colleague"),
        min_value=1,
        max_value=2**62,
        help_text=_("It stands on the colleague's badge."),
    )
    field_order = ("number", "note")


class WishesForm(NoteForm):
    """Whom somebody wants to meet: chosen among the few that answer to some words, since a forum has thousands."""

    wishes = forms.ModelMultipleChoiceField(
        label=_("Wants to meet, and they agree"),
        queryset=MeetingProfile.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("wishes", "note")

    def __init__(self, profile: MeetingProfile, *args: Any, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["wishes"]
        met = agenda_of_profile(profile).values("meeting__seats__profile")
        others = profile.edition.meeting_profiles.exclude(pk=profile.pk).exclude(pk__in=met)
        if not self.is_bound:
            found = others.filter(name__icontains=words.strip()).order_by("name_key", "pk")
            others = others.filter(pk__in=list(found.values_list("pk", flat=True)[:OFFERED]))
        field.queryset = others.defer("search", "offers_fr", "offers_en", "seeks_fr", "seeks_en")


class LostTableForm(NoteForm):
    table = forms.ModelChoiceField(label=_("Meeting table"), queryset=Table.objects.none())
    field_order = ("table", "note")

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["table"]
        field.queryset = edition.tables.filter(lost_at=None)


class RecogniseForm(forms.Form):
    """Whose badge an unknown code was."""

    scan = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    number = forms.IntegerField(label=_("Registration number"), min_value=1, max_value=2**62)


def registration_of(edition: Edition, number: int) -> Registration | None:
    return edition.registrations.filter(pk=number).first()
