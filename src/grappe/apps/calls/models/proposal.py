"""What a consortium submits to a round."""

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import RECEIVED, ProposalState, VersionReason
from grappe.apps.calls.models.call import CallRound
from grappe.apps.core.models import Sourced
from grappe.apps.directory.models import Organisation, Theme


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at"])
class Proposal(Sourced):
    """A consortium's file. ``lead`` is the organisation of the partner that leads, held in the same transaction."""

    round = models.ForeignKey(CallRound, models.PROTECT, related_name="proposals", verbose_name=_("round of a call"))
    reference = models.CharField(_("reference"), max_length=100, unique=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="led_proposals", verbose_name=_("lead"))
    acronym = models.CharField(_("acronym"), max_length=40)
    title_fr = models.CharField(_("title (French)"), max_length=300, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    abstract_fr = models.TextField(_("abstract (French)"), blank=True)
    abstract_en = models.TextField(_("abstract (English)"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    themes = models.ManyToManyField(Theme, related_name="proposals", verbose_name=_("themes"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("duration (months)"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    state_reason = models.TextField(_("why"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("opened by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    class Meta:
        ordering = ["reference"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=list(RECEIVED)) | models.Q(submitted_at__isnull=False),
                name="received_proposal_has_its_hour",
            ),
            models.CheckConstraint(condition=~models.Q(acronym=""), name="proposal_has_an_acronym"),
        ]
        indexes = [models.Index(fields=["round", "state"], name="proposal_by_round")]

    def __str__(self) -> str:
        return f"{self.reference} {self.acronym}"


class ProposalVersion(models.Model):
    """The whole proposal as it stood: what a submission holds, and what two moments are compared by."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions", verbose_name=_("proposal"))
    number = models.PositiveIntegerField(_("number"))
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64)
    reason = models.CharField(_("why"), max_length=10, choices=VersionReason, default=VersionReason.SAVED)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a proposal")
        verbose_name_plural = _("versions of a proposal")
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class Submission(models.Model):
    """A receipt: what was received, when by the database's clock, and the deadline it was judged by."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="submissions", verbose_name=_("proposal"))
    version = models.OneToOneField(
        ProposalVersion, models.PROTECT, related_name="submission", verbose_name=_("version of a proposal")
    )
    # The form's own key: sent twice, it is one submission.
    key = models.UUIDField(_("key"), unique=True)
    code = models.CharField(_("receipt"), max_length=24, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    received_at = models.DateTimeField(_("received at"))
    closes_at = models.DateTimeField(_("closes"))
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("submitted by")
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_at__lt=models.F("closes_at")), name="no_submission_after_the_minute"
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(taken_back_at=None), name="one_submission_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.code
