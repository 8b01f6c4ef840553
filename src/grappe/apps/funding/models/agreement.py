"""What a funder and the partners agree on: who receives how much for what, and when."""

from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import AidForm, ResearchNature
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import AgreementState, ObligationKind
from grappe.apps.funding.models.decision import FunderDecision


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["updated_at"])
class Agreement(models.Model):
    """The agreement that follows a funder's decision to grant."""

    decision = models.OneToOneField(
        FunderDecision, models.PROTECT, related_name="agreement", verbose_name=_("funder's decision")
    )
    reference = models.CharField(_("reference"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=AgreementState, default=AgreementState.DRAFT)
    language = models.CharField(_("language"), max_length=2, default="fr")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    advance_share = models.DecimalField(
        _("share paid in advance (0 to 1)"), max_digits=5, decimal_places=4, default=Decimal("0.3")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("prepared by")
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        ordering = ["reference"]
        verbose_name = _("funding agreement")
        verbose_name_plural = _("funding agreements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | (models.Q(signed_at__isnull=False) & ~models.Q(digest="")),
                name="signed_agreement_has_its_hour_and_digest",
            ),
            models.CheckConstraint(condition=models.Q(advance_share__range=(0, 1)), name="advance_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreementParty(models.Model):
    """An organisation that signs: the funder and every partner that receives money."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("funding agreement")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    is_funder = models.BooleanField(_("is the funder"), default=False)
    signatory = models.CharField(_("signatory"), max_length=150, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        ordering = ["-is_funder", "pk"]
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to an agreement")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation", "is_funder"], name="party_once"),
            models.CheckConstraint(
                condition=models.Q(signed_on=None) | ~models.Q(signatory=""), name="signature_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.agreement_id}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class AgreementLine(models.Model):
    """The aid of one partner for its planned costs of one nature, in euros."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines", verbose_name=_("funding agreement"))
    partner = models.ForeignKey(
        ProposalPartner, models.PROTECT, related_name="agreement_lines", verbose_name=_("partner of a proposal")
    )
    nature = models.CharField(_("nature of research"), max_length=12, choices=ResearchNature)
    form = models.CharField(_("form"), max_length=12, choices=AidForm, default=AidForm.EXEMPTED)
    cost = models.DecimalField(_("planned cost (EUR)"), max_digits=14, decimal_places=2)
    aid = models.DecimalField(_("aid (EUR)"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["partner", "nature"]
        verbose_name = _("line of an agreement")
        verbose_name_plural = _("lines of an agreement")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "partner", "nature"], name="agreement_line_once"),
            models.CheckConstraint(
                condition=models.Q(aid__gte=0, cost__gt=0, aid__lte=models.F("cost")), name="agreed_aid_within_its_cost"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}, {self.nature}: {self.aid}"


class Obligation(models.Model):
    """A date of the agreement's schedule: a report that is owed, or a payment that is foreseen."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="obligations", verbose_name=_("funding agreement")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ObligationKind)
    due_on = models.DateField(_("due on"))
    share = models.DecimalField(_("share of the aid (0 to 1)"), max_digits=5, decimal_places=4, null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("date of an agreement")
        verbose_name_plural = _("dates of an agreement")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kind", "due_on"], name="obligation_once_a_day"),
            models.CheckConstraint(condition=models.Q(share__range=(0, 1)), name="obligation_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class Amendment(models.Model):
    """A change of a signed agreement: what stood before and what stands after, with the reasons."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="amendments", verbose_name=_("funding agreement")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    reasons = models.TextField(_("reasons"), max_length=4000)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    signed_on = models.DateField(_("signed on"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="amendment_has_its_reasons"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="never_rewritten", exclude=["made_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} no. {self.number}"
