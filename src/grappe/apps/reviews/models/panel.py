"""The panel of one round: who sits on it, what its experts would like to read, and runs of the assignment."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.reviews.enums import BidValue, BlindMode, PanelPhase, RunState


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ReviewPanel(models.Model):
    """How the proposals of one round are reviewed, and how far that is."""

    round = models.OneToOneField(
        CallRound, models.PROTECT, related_name="review_panel", verbose_name=_("round of a call")
    )
    phase = models.CharField(_("phase"), max_length=10, choices=PanelPhase, default=PanelPhase.PREPARED)
    blind_mode = models.CharField(_("blind mode"), max_length=6, choices=BlindMode, default=BlindMode.SINGLE)
    readings = models.PositiveSmallIntegerField(_("experts a proposal"), default=3)
    seniors = models.PositiveSmallIntegerField(_("of them experienced, at least"), default=1)
    most_per_organisation = models.PositiveSmallIntegerField(_("from one organisation, at most"), default=1)
    bids_due_at = models.DateTimeField(_("bids due"), null=True, blank=True)
    reviews_due_at = models.DateTimeField(_("reviews due"), null=True, blank=True)
    answers_due_at = models.DateTimeField(_("answers of the consortia due"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review panel")
        verbose_name_plural = _("review panels")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(readings__gte=1, seniors__lte=models.F("readings")), name="panel_mix_fits"
            )
        ]

    def __str__(self) -> str:
        return str(self.round)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class PanelSeat(models.Model):
    """An expert of one panel; the chair leads it and may read for it too."""

    panel = models.ForeignKey(ReviewPanel, models.CASCADE, related_name="seats", verbose_name=_("review panel"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="panel_seats", verbose_name=_("user")
    )
    is_chair = models.BooleanField(_("chair"), default=False)
    seated_at = models.DateTimeField(_("seated at"), auto_now_add=True)

    class Meta:
        ordering = ["-is_chair", "pk"]
        verbose_name = _("seat on a review panel")
        verbose_name_plural = _("seats on review panels")
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="panel_seat_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.panel_id}"


class Bid(models.Model):
    """Whether one expert would like to read one proposal."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="bids", verbose_name=_("seat on a review panel"))
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="bids", verbose_name=_("proposal"))
    value = models.CharField(_("bid"), max_length=10, choices=BidValue)
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bid")
        verbose_name_plural = _("bids")
        constraints = [models.UniqueConstraint(fields=["seat", "proposal"], name="bid_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} on {self.proposal_id}: {self.value}"


class AssignmentRun(models.Model):
    """One run of the assignment engine with all it takes to replay it; ``is_repair`` changes what stands the least."""

    panel = models.ForeignKey(ReviewPanel, models.CASCADE, related_name="runs", verbose_name=_("review panel"))
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    is_repair = models.BooleanField(_("repair"), default=False)
    objective = models.CharField(_("objective"), max_length=10, default="worst")
    seconds = models.PositiveSmallIntegerField(_("seconds to compute"), default=60)
    problem = models.JSONField(_("problem"), default=dict)
    result = models.JSONField(_("result"), default=dict)
    failure = models.TextField(_("failure"), blank=True)
    engine_version = models.CharField(_("version of the engine"), max_length=20, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("run of the assignment")
        verbose_name_plural = _("runs of the assignment")

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.state}"
