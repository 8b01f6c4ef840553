"""What happens when and where, and who speaks."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Organisation
from grappe.apps.forum.enums import SessionKind, SessionPart, SessionState
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.registration import Registration


class Day(models.Model):
    """One day of an edition, as the programme shows it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="programme_days", verbose_name=_("forum edition"))
    date = models.DateField(_("day"))
    title_fr = models.CharField(_("title (French)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("day of the forum")
        verbose_name_plural = _("days of the forum")
        constraints = [models.UniqueConstraint(fields=["edition", "date"], name="day_once_an_edition")]

    def __str__(self) -> str:
        return self.date.isoformat()


class Room(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rooms", verbose_name=_("forum edition"))
    name = models.CharField(_("name"), max_length=100)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    floor = models.CharField(_("floor or zone"), max_length=60, blank=True)
    is_accessible = models.BooleanField(_("accessible to wheelchairs"), default=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    guid = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["rank", "name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="room_name_once_an_edition")]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """A thread that runs through parallel sessions."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tracks", verbose_name=_("forum edition"))
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "name_fr"]
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints = [models.UniqueConstraint(fields=["edition", "name_fr"], name="track_name_once_an_edition")]

    def __str__(self) -> str:
        return self.name_fr


class Speaker(models.Model):
    """A person who takes the floor at one edition; she registers as everybody does."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="speakers", verbose_name=_("forum edition"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="speakers",
        verbose_name=_("user"),
    )
    registration = models.OneToOneField(
        Registration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="speaker",
        verbose_name=_("forum registration"),
    )
    full_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    job_title = models.CharField(_("position"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="speakers", verbose_name=_("organisation")
    )
    organisation_name = models.CharField(_("organisation's name"), max_length=300, blank=True)
    biography_fr = models.TextField(_("biography (French)"), blank=True)
    biography_en = models.TextField(_("biography (English)"), blank=True)
    guid = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(
                "edition", Lower("email"), condition=~models.Q(email=""), name="speaker_once_an_edition"
            ),
            models.UniqueConstraint(fields=["edition", "guid"], name="speaker_guid_once_an_edition"),
        ]

    def __str__(self) -> str:
        return self.full_name


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Session(models.Model):
    """A plenary, a parallel session, a round table, a workshop, a break; without time or room until it is placed."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sessions", verbose_name=_("forum edition"))
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind, default=SessionKind.PARALLEL)
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.DRAFT)
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("room")
    )
    track = models.ForeignKey(
        Track, models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("track")
    )
    during = DateTimeRangeField(_("time"), null=True, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=300, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    abstract_fr = models.TextField(_("abstract (French)"), blank=True)
    abstract_en = models.TextField(_("abstract (English)"), blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_recorded = models.BooleanField(_("recorded"), default=False)
    guid = models.UUIDField(default=uuid.uuid4, editable=False)
    speakers = models.ManyToManyField(
        Speaker, through="forum.SessionSpeaker", related_name="sessions", verbose_name=_("speakers")
    )

    class Meta:
        ordering = ["during", "room", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_fr="") | ~models.Q(title_en=""), name="session_has_a_title"
            ),
            models.CheckConstraint(
                condition=models.Q(during=None)
                | models.Q(during__startswith__isnull=False, during__endswith__isnull=False),
                name="session_begins_and_ends",
            ),
            models.UniqueConstraint(fields=["edition", "guid"], name="session_guid_once_an_edition"),
            ExclusionConstraint(
                name="session_alone_in_its_room",
                expressions=[("room", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(room__isnull=False, during__isnull=False) & ~models.Q(state="cancelled"),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr or self.title_en


class SessionSpeaker(models.Model):
    """One person's part in one session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="parts", verbose_name=_("session"))
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="parts", verbose_name=_("speaker"))
    part = models.CharField(_("part"), max_length=10, choices=SessionPart, default=SessionPart.SPEAKER)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("part in a session")
        verbose_name_plural = _("parts in sessions")
        constraints = [models.UniqueConstraint(fields=["session", "speaker", "part"], name="part_once_a_session")]

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.part} of {self.session_id}"


class SessionChoice(models.Model):
    """A registered person means to attend a session; no meeting is planned for her at that time."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="choices", verbose_name=_("session"))
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="session_choices", verbose_name=_("forum registration")
    )
    chosen_at = models.DateTimeField(_("chosen at"), auto_now_add=True)

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = _("session choice")
        verbose_name_plural = _("session choices")
        constraints = [models.UniqueConstraint(fields=["session", "registration"], name="session_chosen_once")]

    def __str__(self) -> str:
        return f"{self.registration_id} at {self.session_id}"


class ProgrammeVersion(models.Model):
    """The programme as it was published, with what had changed since the version before."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="programme_versions", verbose_name=_("forum edition")
    )
    number = models.PositiveIntegerField(_("number"))
    # As `domain.snapshots` writes it; pages of visitors show the newest of these, never the rows under work.
    snapshot = models.JSONField(_("programme"))
    changes = models.JSONField(_("changes"), default=list)
    message = models.TextField(_("message"), blank=True)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("programme version")
        verbose_name_plural = _("programme versions")
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="programme_version_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} v{self.number}"
