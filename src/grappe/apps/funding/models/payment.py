"""Money that leaves under two hands, and money that comes back."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.enums import PaymentState, RecoveryState
from grappe.apps.funding.models.agreement import Agreement

# Whatever the code above does: what was ordered for a partner stays within what was agreed for it.
WITHIN_THE_AGREEMENT = """
IF (SELECT coalesce(sum(amount), 0) FROM funding_paymentorder
    WHERE agreement_id = NEW.agreement_id AND partner_id = NEW.partner_id AND state <> 'cancelled')
   > (SELECT coalesce(sum(aid), 0) FROM funding_agreementline
      WHERE agreement_id = NEW.agreement_id AND partner_id = NEW.partner_id)
   + (SELECT coalesce(sum(amount), 0) FROM funding_recovery
      WHERE agreement_id = NEW.agreement_id AND partner_id = NEW.partner_id AND state = 'repaid')
THEN
    RAISE EXCEPTION 'payments_within_the_agreement' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class PaymentOrder(models.Model):
    """A payment to one partner: prepared, approved by a first person, then by another one.

    ``key`` is the page's own: the same form sent twice is one order.
    """

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="payment_orders", verbose_name=_("funding agreement")
    )
    partner = models.ForeignKey(
        ProposalPartner, models.PROTECT, related_name="payment_orders", verbose_name=_("partner of a proposal")
    )
    key = models.UUIDField(_("key"), unique=True)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)
    is_advance = models.BooleanField(_("advance"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=PaymentState, default=PaymentState.PREPARED)
    wording = models.CharField(_("wording"), max_length=200, blank=True)
    is_simulated = models.BooleanField(_("simulated"), default=False)
    prepared_at = models.DateTimeField(_("prepared at"), auto_now_add=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    ordered_at = models.DateTimeField(_("approved at (first)"), null=True, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first approval"),
    )
    approved_at = models.DateTimeField(_("approved at (second)"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second approval"),
    )
    cancel_reason = models.CharField(_("why cancelled"), max_length=500, blank=True)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        verbose_name = _("payment order")
        verbose_name_plural = _("payment orders")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_order_positive"),
            models.CheckConstraint(
                condition=~models.Q(ordered_by=models.F("approved_by"))
                & ~models.Q(prepared_by=models.F("approved_by")),
                name="two_people_approve_a_payment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | models.Q(
                    ordered_by__isnull=False,
                    approved_by__isnull=False,
                    ordered_at__isnull=False,
                    approved_at__isnull=False,
                ),
                name="approved_payment_has_two_hands",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ordered") | models.Q(ordered_by__isnull=False, approved_by=None),
                name="ordered_payment_has_one_hand",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="payments_within_the_agreement",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WITHIN_THE_AGREEMENT,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="amount_never_rewritten", fields=["agreement", "partner", "amount", "key", "prepared_by"]
            ),
            pgtrigger.Protect(
                name="approved_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="approved")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} to {self.partner_id}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Recovery(models.Model):
    """Money paid that a partner is asked to give back."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="recoveries", verbose_name=_("funding agreement")
    )
    partner = models.ForeignKey(
        ProposalPartner, models.PROTECT, related_name="recoveries", verbose_name=_("partner of a proposal")
    )
    key = models.UUIDField(_("key"), unique=True)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)
    reasons = models.TextField(_("reasons"), max_length=4000)
    state = models.CharField(_("state"), max_length=6, choices=RecoveryState, default=RecoveryState.ASKED)
    asked_on = models.DateField(_("asked on"))
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )

    class Meta:
        ordering = ["-asked_on", "-pk"]
        verbose_name = _("recovery")
        verbose_name_plural = _("recoveries")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="recovery_positive"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="recovery_has_its_reasons"),
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(settled_on__isnull=False),
                name="settled_recovery_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} from {self.partner_id}"
