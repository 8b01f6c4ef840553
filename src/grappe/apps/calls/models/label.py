"""Labelling: a consortium asks a cluster's committee to endorse its proposal."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import LabelState, Opinion
from grappe.apps.calls.models.proposal import Proposal
from grappe.apps.directory.models import Cluster


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class CommitteeSeat(models.Model):
    """A person sits on the labelling committee of one cluster; the chair decides in its name."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="committee_seats", verbose_name=_("cluster"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="committee_seats", verbose_name=_("user")
    )
    is_chair = models.BooleanField(_("chair"), default=False)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        ordering = ["cluster", "-is_chair", "pk"]
        verbose_name = _("seat on a labelling committee")
        verbose_name_plural = _("seats on labelling committees")
        constraints = [models.UniqueConstraint(fields=["cluster", "user"], name="committee_seat_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.cluster_id}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class LabelRequest(models.Model):
    """A proposal asks for a cluster's label; the first cluster named is the one whose territory counts most."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="label_requests", verbose_name=_("proposal"))
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="label_requests", verbose_name=_("cluster"))
    is_first = models.BooleanField(_("first cluster named"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=LabelState, default=LabelState.ASKED)
    message = models.TextField(_("message"), blank=True, max_length=4000)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        ordering = ["-is_first", "asked_at", "pk"]
        verbose_name = _("label request")
        verbose_name_plural = _("label requests")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "cluster"], name="label_request_once_a_cluster"),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(is_first=True), name="one_first_cluster_a_proposal"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["labelled", "co_labelled", "refused"])
                | models.Q(decided_at__isnull=False),
                name="decided_label_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reasons=""), name="refused_label_says_why"
            ),
        ]
        indexes = [models.Index(fields=["cluster", "state"], name="label_request_by_cluster")]

    def __str__(self) -> str:
        return f"{self.proposal_id} asks {self.cluster_id}"


class LabelMessage(models.Model):
    """A question of the committee, or the consortium's answer."""

    request = models.ForeignKey(LabelRequest, models.CASCADE, related_name="messages", verbose_name=_("label request"))
    is_from_committee = models.BooleanField(_("from the committee"))
    text = models.TextField(_("text"), max_length=4000)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("message about a label")
        verbose_name_plural = _("messages about a label")

    def __str__(self) -> str:
        return self.text[:40]


class LabelOpinion(models.Model):
    """What one member of the committee thinks."""

    request = models.ForeignKey(LabelRequest, models.CASCADE, related_name="opinions", verbose_name=_("label request"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    opinion = models.CharField(_("opinion"), max_length=12, choices=Opinion)
    text = models.TextField(_("text"), blank=True, max_length=4000)
    given_at = models.DateTimeField(_("given at"), auto_now=True)

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("opinion on a label")
        verbose_name_plural = _("opinions on a label")
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="label_opinion_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.opinion}"


class Recusal(models.Model):
    """A member of the committee takes no part in one request, and sees nothing more of it."""

    request = models.ForeignKey(LabelRequest, models.CASCADE, related_name="recusals", verbose_name=_("label request"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    reason = models.TextField(_("why"), max_length=2000)
    declared_at = models.DateTimeField(_("declared at"), auto_now_add=True)

    class Meta:
        ordering = ["declared_at", "pk"]
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.request_id}"
