"""What happens on the days themselves: people come in, plans meet the world."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import CheckInDirection, DayEventKind
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.meeting import Meeting, MeetingPlan
from grappe.apps.forum.models.meeting_profile import MeetingProfile, Slot, Table
from grappe.apps.forum.models.programme import Session
from grappe.apps.forum.models.registration import Registration


class CheckIn(models.Model):
    """One scan of one badge, as a phone kept it. Nothing is ever lost: an unknown code is kept as it was read."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="check_ins", verbose_name=_("forum edition"))
    registration = models.ForeignKey(
        Registration,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="check_ins",
        verbose_name=_("forum registration"),
    )
    scanned = models.CharField(_("code as read"), max_length=200)
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="check_ins", verbose_name=_("session")
    )
    door = models.CharField(_("door"), max_length=60, blank=True)
    direction = models.CharField(_("direction"), max_length=3, choices=CheckInDirection, default=CheckInDirection.ENTRY)
    client = models.CharField(_("device"), max_length=60)
    # Made by the phone: sending the same scan twice keeps one.
    client_event = models.UUIDField(_("number given by the device"), unique=True)
    client_at = models.DateTimeField(_("time of the device"))
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["client_at", "pk"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(fields=["edition", "client_at"], name="check_in_by_time"),
            models.Index(fields=["registration", "client_at"], name="check_in_by_registration"),
        ]
        # A badge made after the scan may still be found for it; nothing else ever changes.
        triggers = [pgtrigger.ReadOnly(name="never_rewritten", exclude=["registration", "session", "by"])]

    def __str__(self) -> str:
        return f"{self.scanned} at {self.client_at}"


class DayEvent(models.Model):
    """Something the plan did not foresee, and what was done about it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="day_events", verbose_name=_("forum edition"))
    kind = models.CharField(_("kind"), max_length=10, choices=DayEventKind)
    profile = models.ForeignKey(
        MeetingProfile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="day_events",
        verbose_name=_("meeting profile"),
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="day_events", verbose_name=_("meeting")
    )
    table = models.ForeignKey(
        Table, models.SET_NULL, null=True, blank=True, related_name="day_events", verbose_name=_("table")
    )
    from_slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("from slot")
    )
    until_slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("until slot")
    )
    plan = models.ForeignKey(
        MeetingPlan, models.SET_NULL, null=True, blank=True, related_name="day_events", verbose_name=_("meeting plan")
    )
    # What was moved, cancelled or added, as codes and numbers that a page puts into words.
    effects = models.JSONField(_("effects"), default=list)
    seconds = models.FloatField(_("seconds of computing"), default=0)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of the day")
        verbose_name_plural = _("events of the day")

    def __str__(self) -> str:
        return f"{self.kind} at {self.edition_id}"
