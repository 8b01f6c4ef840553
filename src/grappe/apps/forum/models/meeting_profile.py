"""Who takes part in the meetings, and when they cannot."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, folded, part, search_vector
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.forum.enums import ForumSide, MeetingMode
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.registration import Registration


class MeetingProfile(models.Model):
    """A participant of the meetings: an organisation, a cluster or a person, with one delegate or several."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="meeting_profiles", verbose_name=_("forum edition")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting_profiles",
        verbose_name=_("organisation"),
    )
    cluster = models.ForeignKey(
        Cluster,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting_profiles",
        verbose_name=_("cluster"),
    )
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country"), max_length=2, default="FR")
    offers_fr = models.TextField(_("offers (French)"), blank=True)
    offers_en = models.TextField(_("offers (English)"), blank=True)
    seeks_fr = models.TextField(_("seeks (French)"), blank=True)
    seeks_en = models.TextField(_("seeks (English)"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="meeting_profiles", verbose_name=_("themes"), blank=True)
    languages = ArrayField(models.CharField(max_length=5), verbose_name=_("languages spoken"), default=list, blank=True)
    is_listed = models.BooleanField(_("shown in the catalogue"), default=True)
    mode = models.CharField(_("takes part"), max_length=8, choices=MeetingMode, default=MeetingMode.ON_SITE)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    works_from = models.TimeField(_("available from"), null=True, blank=True)
    works_until = models.TimeField(_("available until"), null=True, blank=True)
    side = models.CharField(_("side"), max_length=6, choices=ForumSide, default=ForumSide.ANY, blank=True)
    # Labels by which fairness between groups is told: sme, newcomer, foreign, a region.
    groups = ArrayField(models.CharField(max_length=40), verbose_name=_("groups"), default=list, blank=True)
    minimum = models.PositiveSmallIntegerField(_("fewest meetings wanted"), default=0)
    maximum = models.PositiveSmallIntegerField(_("most meetings wanted"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    name_key = folded("name")
    search = search_vector(
        part("A", NAMES, "name"),
        part("D", FRENCH, "offers_fr", "seeks_fr"),
        part("D", ENGLISH, "offers_en", "seeks_en"),
    )

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("meeting profile")
        verbose_name_plural = _("meeting profiles")
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="organisation_meets_once_an_edition"),
            models.CheckConstraint(
                condition=models.Q(maximum=None) | models.Q(maximum__gte=models.F("minimum")),
                name="profile_minimum_below_maximum",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="meeting_profile_search"),
            models.Index(fields=["edition", "name_key", "id"], name="meeting_profile_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Delegate(models.Model):
    """A registered person who meets in the name of a profile; one person serves one profile."""

    profile = models.ForeignKey(
        MeetingProfile, models.CASCADE, related_name="delegates", verbose_name=_("meeting profile")
    )
    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="delegate", verbose_name=_("forum registration")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")

    def __str__(self) -> str:
        return f"{self.registration_id} for {self.profile_id}"


class Slot(models.Model):
    """A time at which meetings begin; a longer meeting takes several slots of one half-day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="slots", verbose_name=_("forum edition"))
    during = DateTimeRangeField(_("time"))
    # What the engine calls a session: a meeting never runs from one half-day into the next.
    half_day = models.CharField(_("half-day"), max_length=20, blank=True)

    class Meta:
        ordering = ["during"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            ExclusionConstraint(
                name="slots_follow_each_other",
                expressions=[("edition", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=models.Q(during__startswith__isnull=False, during__endswith__isnull=False),
                name="slot_begins_and_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.during.lower.isoformat() if self.during else ""


class Unavailability(models.Model):
    """A slot in which a profile cannot meet; without a row it can."""

    profile = models.ForeignKey(
        MeetingProfile, models.CASCADE, related_name="unavailabilities", verbose_name=_("meeting profile")
    )
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="unavailabilities", verbose_name=_("slot"))
    # Declared by people themselves, or by the day's events, which take their own back.
    is_declared = models.BooleanField(_("declared"), default=True)

    class Meta:
        ordering = ["slot", "pk"]
        verbose_name = _("unavailability")
        verbose_name_plural = _("unavailabilities")
        constraints = [models.UniqueConstraint(fields=["profile", "slot"], name="unavailable_once_a_slot")]

    def __str__(self) -> str:
        return f"{self.profile_id} not at {self.slot_id}"


class Table(models.Model):
    """Where one meeting at a time takes place."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tables", verbose_name=_("forum edition"))
    name = models.CharField(_("name"), max_length=40)
    zone = models.CharField(_("zone"), max_length=40, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=4)
    equipment = ArrayField(models.CharField(max_length=30), verbose_name=_("equipment"), default=list, blank=True)
    rank = models.PositiveIntegerField(_("rank"), default=0)
    lost_at = models.DateTimeField(_("lost since"), null=True, blank=True)

    class Meta:
        ordering = ["rank", "name", "pk"]
        verbose_name = _("meeting table")
        verbose_name_plural = _("meeting tables")
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="table_name_once_an_edition")]

    def __str__(self) -> str:
        return self.name
