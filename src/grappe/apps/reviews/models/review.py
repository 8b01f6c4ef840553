"""Readings and what they bring: reviews, the lead's answer, the panel's talk, ranks and votes."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import Criterion, Proposal
from grappe.apps.reviews.enums import ReadingState, ReviewConfidence, VoteValue
from grappe.apps.reviews.models.panel import AssignmentRun, ReviewPanel


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Reading(models.Model):
    """One expert reads one proposal."""

    panel = models.ForeignKey(
        ReviewPanel, models.CASCADE, related_name="readings_given", verbose_name=_("review panel")
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="readings", verbose_name=_("proposal"))
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings", verbose_name=_("expert")
    )
    run = models.ForeignKey(
        AssignmentRun, models.SET_NULL, null=True, related_name="+", verbose_name=_("run of the assignment")
    )
    state = models.CharField(_("state"), max_length=10, choices=ReadingState, default=ReadingState.ASKED)
    decline_reason = models.TextField(_("why declined"), blank=True, max_length=2000)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["proposal", "expert"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.expert_id} reads {self.proposal_id}"


class Review(models.Model):
    """What the expert of a reading writes; in force once it is sent in."""

    reading = models.OneToOneField(Reading, models.PROTECT, related_name="review", verbose_name=_("reading"))
    confidence = models.PositiveSmallIntegerField(_("confidence"), choices=ReviewConfidence, null=True, blank=True)
    strengths = models.TextField(_("strengths"), blank=True, max_length=20_000)
    weaknesses = models.TextField(_("weaknesses"), blank=True, max_length=20_000)
    to_the_panel = models.TextField(_("to the panel only"), blank=True, max_length=20_000)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)
    sent_at = models.DateTimeField(_("sent in at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.reading_id}"


class Score(models.Model):
    """One criterion of one review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores", verbose_name=_("review"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    value = models.DecimalField(_("score"), max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["criterion__rank", "pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class LeadAnswer(models.Model):
    """What the lead says to the reviews before the panel meets."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="lead_answer", verbose_name=_("proposal"))
    text = models.TextField(_("text"), max_length=20_000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    given_at = models.DateTimeField(_("given at"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer of the lead")
        verbose_name_plural = _("answers of the leads")

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class DiscussionPost(models.Model):
    """What somebody of the panel says about a proposal; nothing said is taken away."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="discussion", verbose_name=_("proposal"))
    text = models.TextField(_("text"), max_length=10_000)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    said_at = models.DateTimeField(_("said at"), auto_now_add=True)

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("post of a discussion")
        verbose_name_plural = _("posts of a discussion")

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.text[:40]}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class RankedProposal(models.Model):
    """The place that the panel gives a proposal, and why."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="panel_rank", verbose_name=_("proposal"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    reasons = models.TextField(_("reasons"), blank=True, max_length=4000)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("ranked proposal")
        verbose_name_plural = _("ranked proposals")

    def __str__(self) -> str:
        return f"{self.rank}: {self.proposal_id}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class PanelVote(models.Model):
    """The vote of one member of the panel on one proposal; a change keeps the former one in the history."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="panel_votes", verbose_name=_("proposal"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_votes", verbose_name=_("user")
    )
    value = models.CharField(_("vote"), max_length=8, choices=VoteValue)
    voted_at = models.DateTimeField(_("voted at"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.proposal_id}: {self.value}"
