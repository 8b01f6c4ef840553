"""What each funder decides of a proposal, on its own calendar."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import AidForm, ResearchNature
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import DecisionState, Outcome
from grappe.apps.funding.models.silence import SilenceRule


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["updated_at"])
class FunderDecision(models.Model):
    """One funder's file on one proposal; nobody but this funder sees it before it is signed.

    ``received_on`` is the day from which the legal clock counts; ``outcome`` stays empty until it is decided.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions", verbose_name=_("proposal"))
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="funder_decisions", verbose_name=_("funder"))
    state = models.CharField(_("state"), max_length=12, choices=DecisionState, default=DecisionState.INSTRUCTION)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    received_on = models.DateField(_("received on"))
    rule = models.ForeignKey(
        SilenceRule, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule of silence")
    )
    is_by_silence = models.BooleanField(_("decided by silence"), default=False)
    conditions = models.TextField(_("conditions"), blank=True, max_length=4000)
    reasons = models.TextField(_("reasons"), blank=True, max_length=4000)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("funder's decision")
        verbose_name_plural = _("funders' decisions")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "funder"], name="decision_once_a_funder"),
            models.CheckConstraint(
                condition=models.Q(state__in=["instruction", "dropped"], outcome="")
                | (models.Q(state__in=["decided", "signed"], decided_on__isnull=False) & ~models.Q(outcome="")),
                name="decided_has_an_outcome_and_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | models.Q(signed_at__isnull=False),
                name="signed_decision_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="refused") | ~models.Q(reasons=""), name="refusal_has_its_reasons"
            ),
        ]
        indexes = [models.Index(fields=["funder", "state"], name="decision_by_funder")]
        triggers = [
            pgtrigger.Protect(
                name="signed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="signed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.funder_id} on {self.proposal_id}"


class DecisionPause(models.Model):
    """The legal clock stands still while a document is missing."""

    decision = models.ForeignKey(
        FunderDecision, models.CASCADE, related_name="pauses", verbose_name=_("funder's decision")
    )
    document = models.CharField(_("missing document"), max_length=300)
    asked_on = models.DateField(_("asked on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("pause of the clock")
        verbose_name_plural = _("pauses of the clock")
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(received_on=None), name="one_open_pause_a_decision"
            ),
            models.CheckConstraint(
                condition=models.Q(received_on__gte=models.F("asked_on")), name="pause_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.document}"


class DecisionAmount(models.Model):
    """What one partner is to receive for its costs of one nature, in euros."""

    decision = models.ForeignKey(
        FunderDecision, models.CASCADE, related_name="amounts", verbose_name=_("funder's decision")
    )
    partner = models.ForeignKey(
        ProposalPartner, models.PROTECT, related_name="decision_amounts", verbose_name=_("partner of a proposal")
    )
    nature = models.CharField(_("nature of research"), max_length=12, choices=ResearchNature)
    form = models.CharField(_("form"), max_length=12, choices=AidForm, default=AidForm.EXEMPTED)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["partner", "nature"]
        verbose_name = _("amount of a decision")
        verbose_name_plural = _("amounts of a decision")
        constraints = [
            models.UniqueConstraint(fields=["decision", "partner", "nature"], name="decision_amount_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="decision_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}, {self.nature}: {self.amount}"


class FundingLetter(models.Model):
    """The letter that notifies a decision, as it was written: what it says never changes."""

    decision = models.OneToOneField(
        FunderDecision, models.PROTECT, related_name="letter", verbose_name=_("funder's decision")
    )
    language = models.CharField(_("language"), max_length=2, default="fr")
    content = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        ordering = ["-written_at"]
        verbose_name = _("letter of a decision")
        verbose_name_plural = _("letters of decisions")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"letter of {self.decision_id}"
