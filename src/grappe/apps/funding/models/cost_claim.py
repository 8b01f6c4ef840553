"""What a partner says it spent, and what of it the funder takes."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import CostCategory, ResearchNature
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.enums import ClaimState
from grappe.apps.funding.models.agreement import Agreement


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class CostClaim(models.Model):
    """The costs of one partner over one period of the agreement."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="cost_claims", verbose_name=_("funding agreement")
    )
    partner = models.ForeignKey(
        ProposalPartner, models.PROTECT, related_name="cost_claims", verbose_name=_("partner of a proposal")
    )
    key = models.UUIDField(_("key"), unique=True)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=ClaimState, default=ClaimState.SUBMITTED)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    submitted_at = models.DateTimeField(_("submitted at"), auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("submitted by")
    )
    judged_at = models.DateTimeField(_("judged at"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("judged by")
    )

    class Meta:
        ordering = ["begins_on", "pk"]
        verbose_name = _("claim of costs")
        verbose_name_plural = _("claims of costs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="cost_claim_over_a_period"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="judged") | models.Q(judged_at__isnull=False),
                name="judged_cost_claim_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}, {self.begins_on} - {self.ends_on}"


class ClaimedCost(models.Model):
    """Costs of one category and nature; what is not taken has its reason. Amounts in euros."""

    claim = models.ForeignKey(CostClaim, models.CASCADE, related_name="costs", verbose_name=_("claim of costs"))
    category = models.CharField(_("category of cost"), max_length=12, choices=CostCategory)
    nature = models.CharField(_("nature of research"), max_length=12, choices=ResearchNature)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)
    accepted = models.DecimalField(_("accepted (EUR)"), max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("why not all of it"), max_length=500, blank=True)

    class Meta:
        ordering = ["category", "nature"]
        verbose_name = _("claimed cost")
        verbose_name_plural = _("claimed costs")
        constraints = [
            models.UniqueConstraint(fields=["claim", "category", "nature"], name="claimed_cost_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="claimed_cost_positive"),
            models.CheckConstraint(
                condition=models.Q(accepted=None) | models.Q(accepted__gte=0, accepted__lte=models.F("amount")),
                name="accepted_within_claimed",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=None) | models.Q(accepted=models.F("amount")) | ~models.Q(reason=""),
                name="refused_cost_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.nature}: {self.amount}"
