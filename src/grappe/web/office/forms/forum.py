"""Forms of an edition's programme; hours are those of the place."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Theme
from grappe.apps.forum.enums import EditionState, SessionKind, SessionPart, SessionState
from grappe.apps.forum.models import Edition, Room, Session, Speaker, Track
from grappe.web.office.forms.cluster import Named, SeveralNamed, day_field
from grappe.web.office.forms.members import choose

MOMENT = "%Y-%m-%dT%H:%M"
ONE_DAY = timedelta(days=1)


def moment_field(label: Any, *, required: bool = False) -> forms.DateTimeField:
    """A day with an hour, without a zone: the view reads it in the edition's own."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=[MOMENT, f"{MOMENT}:%S"])


def text_field(label: Any, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}))


def in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """What was typed, as the clocks of the place mean it."""
    return moment.replace(tzinfo=zone) if moment is not None else None


def at_place(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """A moment as it is typed: the hour of the place, without its zone."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment is not None else None


class EditionForm(forms.Form):
    """Dates, place, texts and state of an edition."""

    moments = ("registration_opens_at", "registration_closes_at", "requests_open_at", "requests_close_at")
    number = forms.IntegerField(label=_("number"), min_value=1, max_value=999)
    year = forms.IntegerField(label=_("year of the Forum"), min_value=2005, max_value=2200)
    slug = forms.SlugField(label=_("short address"), max_length=60)
    state = forms.ChoiceField(label=_("state"), choices=EditionState)
    theme_fr = forms.CharField(label=_("theme (French)"), max_length=300, required=False)
    theme_en = forms.CharField(label=_("theme (English)"), max_length=300, required=False)
    text_fr = text_field(_("text (French)"))
    text_en = text_field(_("text (English)"))
    first_day = day_field(_("first day"), required=False)
    last_day = day_field(_("last day"), required=False)
    place = forms.CharField(label=_("place"), max_length=200, required=False)
    address = text_field(_("address"), rows=2)
    time_zone = forms.ChoiceField(label=_("time zone"), choices=[])
    themes = SeveralNamed(
        label=_("themes"), required=False, queryset=Theme.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    registration_opens_at = moment_field(_("registration opens"))
    registration_closes_at = moment_field(_("registration closes"))
    requests_open_at = moment_field(_("meeting requests open"))
    requests_close_at = moment_field(_("meeting requests close"))
    answer_days = forms.IntegerField(label=_("days to answer a meeting request"), min_value=1, max_value=90, initial=7)

    def __init__(self, edition: Edition | None, data: Any = None) -> None:
        super().__init__(data, initial=self.held(edition) if edition else {"time_zone": settings.TIME_ZONE})
        self.fields["time_zone"].choices = [(one, one) for one in sorted(available_timezones())]  # type: ignore[attr-defined]

    def held(self, edition: Edition) -> dict[str, Any]:
        held = {name: getattr(edition, name) for name in self.base_fields if hasattr(edition, name)}
        held |= {name: at_place(held[name], edition.zone) for name in self.moments}
        held["themes"] = edition.themes.all()
        if edition.days is not None:
            held |= {"first_day": edition.days.lower, "last_day": edition.days.upper - ONE_DAY}
        return held

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if bool(first) != bool(last):
            self.add_error("last_day", _("Give the first and the last day, or neither."))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day is not before the first."))
        for opens, closes in (self.moments[:2], self.moments[2:]):
            if data.get(opens) and data.get(closes) and data[closes] <= data[opens]:
                self.add_error(closes, _("It closes after it opens."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the edition; its themes are set apart."""
        data = dict(self.cleaned_data)
        first, last = data.pop("first_day"), data.pop("last_day")
        data.pop("themes")
        zone = ZoneInfo(data["time_zone"])
        data |= {name: in_zone(data[name], zone) for name in self.moments}
        return data | {"days": DateRange(first, last + ONE_DAY) if first else None}


class RoomForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=100)
    capacity = forms.IntegerField(label=_("capacity"), required=False, min_value=0, max_value=100_000)
    floor = forms.CharField(label=_("floor or zone"), max_length=60, required=False)
    is_accessible = forms.BooleanField(label=_("accessible to wheelchairs"), required=False, initial=True)


class TrackForm(forms.Form):
    name_fr = forms.CharField(label=_("name (French)"), max_length=100)
    name_en = forms.CharField(label=_("name (English)"), max_length=100)


class DayForm(forms.Form):
    title_fr = forms.CharField(label=_("title (French)"), max_length=200, required=False)
    title_en = forms.CharField(label=_("title (English)"), max_length=200, required=False)


class SessionForm(forms.Form):
    title_fr = forms.CharField(label=_("title (French)"), max_length=300, required=False)
    title_en = forms.CharField(label=_("title (English)"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=SessionKind, initial=SessionKind.PARALLEL)
    state = forms.ChoiceField(label=_("state"), choices=SessionState)
    begins = moment_field(_("begins"))
    ends = moment_field(_("ends"))
    room = forms.ModelChoiceField(label=_("room"), required=False, queryset=Room.objects.none())
    track = Named(label=_("track"), required=False, queryset=Track.objects.none())
    language = forms.ChoiceField(label=_("language"), required=False, choices=[("", "—"), *settings.LANGUAGES])
    is_recorded = forms.BooleanField(label=_("recorded"), required=False)
    abstract_fr = text_field(_("abstract (French)"))
    abstract_en = text_field(_("abstract (English)"))

    def __init__(self, edition: Edition, session: Session | None, data: Any = None) -> None:
        self.edition = edition
        super().__init__(data, initial=self.held(session) if session else self.usual())
        choose(self, "room", edition.rooms.all())
        choose(self, "track", edition.tracks.all())
        spoken = self.initial.get("language")
        if spoken and spoken not in dict(settings.LANGUAGES):
            self.fields["language"].choices = [*self.fields["language"].choices, (spoken, spoken)]  # type: ignore[attr-defined]

    def usual(self) -> dict[str, Any]:
        """A new session is offered on the first morning."""
        if self.edition.days is None:
            return {}
        morning = datetime.combine(self.edition.days.lower, datetime.min.time())
        return {"begins": morning.replace(hour=9), "ends": morning.replace(hour=10)}

    def held(self, session: Session) -> dict[str, Any]:
        held = {name: getattr(session, name) for name in self.base_fields if hasattr(session, name)}
        if session.during is not None:
            held["begins"] = at_place(session.during.lower, self.edition.zone)
            held["ends"] = at_place(session.during.upper, self.edition.zone)
        return held

    @property
    def values(self) -> dict[str, Any]:
        zone = self.edition.zone
        moments = {name: in_zone(self.cleaned_data[name], zone) for name in ("begins", "ends")}
        return self.cleaned_data | moments


class PartForm(forms.Form):
    speaker = forms.ModelChoiceField(label=_("speaker"), queryset=Speaker.objects.none())
    part = forms.ChoiceField(label=_("part"), choices=SessionPart)

    def __init__(self, edition: Edition, data: Any = None) -> None:
        super().__init__(data)
        choose(self, "speaker", edition.speakers.all())


class SpeakerForm(forms.Form):
    full_name = forms.CharField(label=_("name"), max_length=150)
    email = forms.EmailField(label=_("e-mail"), required=False)
    job_title = forms.CharField(label=_("position"), max_length=150, required=False)
    organisation_name = forms.CharField(label=_("organisation's name"), max_length=300, required=False)
    biography_fr = text_field(_("biography (French)"))
    biography_en = text_field(_("biography (English)"))

    def __init__(self, speaker: Speaker | None = None, data: Any = None) -> None:
        held = {name: getattr(speaker, name) for name in self.base_fields} if speaker else {}
        super().__init__(data, initial=held)


class CallForm(forms.Form):
    title_fr = forms.CharField(label=_("title (French)"), max_length=200)
    title_en = forms.CharField(label=_("title (English)"), max_length=200)
    text_fr = text_field(_("text (French)"))
    text_en = text_field(_("text (English)"))
    opens_at = moment_field(_("opens"), required=True)
    closes_at = moment_field(_("closes"), required=True)
    themes = SeveralNamed(
        label=_("themes"), required=False, queryset=Theme.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, edition: Edition, call: Any = None, data: Any = None) -> None:
        self.edition = edition
        held = {name: getattr(call, name) for name in self.base_fields} if call else {}
        if call:
            held |= {name: at_place(held[name], edition.zone) for name in ("opens_at", "closes_at")}
            held["themes"] = call.themes.all()
        super().__init__(data, initial=held)

    @property
    def values(self) -> dict[str, Any]:
        zone = self.edition.zone
        moments = {name: in_zone(self.cleaned_data[name], zone) for name in ("opens_at", "closes_at")}
        return self.cleaned_data | moments


class FileForm(forms.Form):
    file = forms.FileField(label=_("schedule.json or schedule.xml"), max_length=200)
    drop_others = forms.BooleanField(
        label=_("Sessions that the file does not name become drafts"),
        required=False,
        help_text=_("Else they stay as they are."),
    )
