"""Plans of meetings, the meetings of a plan, and what came of them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import MeetingMode, MeetingOutcome, MeetingState, PlanState, PlanStop
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.meeting_profile import MeetingProfile, Slot, Table
from grappe.apps.forum.models.meeting_request import MeetingRequest
from grappe.apps.forum.models.registration import Registration
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.projects.models import Project

# What a run of the engine read and wrote: megabytes, wanted only by whoever replays it.
PLAN_DOCUMENTS = ("problem", "numbering", "result")


class PlansWithoutDocuments(models.Manager["MeetingPlan"]):
    """Plans whose documents are read once they are asked for, each by a query of its own.

    A query that joins plans to their meetings must defer them itself: ``defer("plan__problem", ...)``.
    """

    def get_queryset(self) -> models.QuerySet["MeetingPlan"]:
        return super().get_queryset().defer(*PLAN_DOCUMENTS)


class MeetingPlan(models.Model):
    """One run of the engine, kept whole so that it can be replayed, and its progress while it runs."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="meeting_plans", verbose_name=_("forum edition"))
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.WAITING)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name=_("based on")
    )
    seconds = models.FloatField(_("seconds allowed"), default=60)
    seed = models.PositiveIntegerField(_("seed"), default=1)
    params = models.JSONField(_("parameters"), default=dict)
    problem = models.JSONField(_("problem"), default=dict)
    # The engine numbers requests, slots and tables; here is which row each number stands for.
    numbering = models.JSONField(_("numbering"), default=dict)
    result = models.JSONField(_("result"), default=dict)
    engine_version = models.CharField(_("engine version"), max_length=40, blank=True)
    stage = models.CharField(_("stage"), max_length=60, blank=True)
    value = models.FloatField(_("value"), null=True, blank=True)
    bound = models.FloatField(_("bound"), null=True, blank=True)
    fraction_done = models.FloatField(_("part done"), default=0)
    failure = models.TextField(_("failure"), blank=True)
    # Written by the page, read by the run.
    stop_asked = models.CharField(_("stop asked for"), max_length=8, choices=PlanStop, default=PlanStop.NO, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects: ClassVar[PlansWithoutDocuments] = PlansWithoutDocuments()

    class Meta:
        # Plans reached from a meeting come without their documents too.
        base_manager_name = "objects"
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("meeting plan")
        verbose_name_plural = _("meeting plans")
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(state="published"), name="one_published_plan_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"plan {self.pk} of {self.edition_id}"


class Meeting(models.Model):
    """One meeting of a plan. ``is_binding``: it is in the published plan and not cancelled, so it holds its places.

    The time stands on the meeting and on each seat. A foreign key of the database ties them
    (``seat_follows_meeting``): moving the meeting moves its seats, and nothing else can.
    """

    plan = models.ForeignKey(MeetingPlan, models.CASCADE, related_name="meetings", verbose_name=_("meeting plan"))
    request = models.ForeignKey(
        MeetingRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("meeting request"),
    )
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="meetings", verbose_name=_("slot"))
    table = models.ForeignKey(
        Table, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("table")
    )
    mode = models.CharField(_("takes place"), max_length=8, choices=MeetingMode, default=MeetingMode.ON_SITE)
    during = DateTimeRangeField(_("time"))
    is_binding = models.BooleanField(_("binding"), default=False)
    is_locked = models.BooleanField(_("locked"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["during", "table", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            ExclusionConstraint(
                name="table_holds_one_meeting",
                expressions=[("table", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(is_binding=True, table__isnull=False),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["request"], condition=models.Q(is_binding=True), name="request_met_once"),
            models.CheckConstraint(
                condition=models.Q(is_binding=False) | ~models.Q(state="cancelled"),
                name="cancelled_meeting_binds_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(table__isnull=False) | models.Q(mode="remote"), name="only_remote_without_table"
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk} of {self.plan_id}"


class Seat(models.Model):
    """One person at one meeting, for one profile."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats", verbose_name=_("meeting"))
    profile = models.ForeignKey(MeetingProfile, models.PROTECT, related_name="seats", verbose_name=_("meeting profile"))
    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="seats", verbose_name=_("forum registration")
    )
    # Both copied from the meeting, and kept equal by the database.
    during = DateTimeRangeField(_("time"))
    is_binding = models.BooleanField(_("binding"), default=False)
    came = models.BooleanField(_("came"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            ExclusionConstraint(
                name="person_in_one_meeting",
                expressions=[("registration", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(is_binding=True),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["meeting", "profile"], name="profile_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} at {self.meeting_id}"


class MeetingFeedback(models.Model):
    """What one side thinks of a meeting, and what it led to."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback", verbose_name=_("meeting"))
    profile = models.ForeignKey(
        MeetingProfile, models.CASCADE, related_name="feedback", verbose_name=_("meeting profile")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now=True)
    took_place = models.BooleanField(_("the meeting took place"), default=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=MeetingOutcome, default=MeetingOutcome.NOTHING)
    note = models.TextField(_("note"), blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="meeting_feedback", verbose_name=_("project")
    )
    agreement = models.ForeignKey(
        PartnershipAgreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting_feedback",
        verbose_name=_("partnership agreement"),
    )
    # What the register does not hold yet, a contract: in people's own words.
    reference = models.CharField(_("reference"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("meeting feedback")
        verbose_name_plural = _("meeting feedback")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "profile"], name="feedback_once_a_side"),
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 5)), name="rating_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} on {self.meeting_id}"
