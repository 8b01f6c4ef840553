"""A consortium's partners: each one's own part, who writes it, and who was asked to join."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import AidForm, Beneficiary, CostCategory, PartnerState, ResearchNature
from grappe.apps.calls.models.proposal import Proposal
from grappe.apps.directory.models import Organisation, Territory


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ProposalPartner(models.Model):
    """One organisation in one proposal; what it signs is its own part, and a change takes the signature away.

    ``territory`` is the department where its work is done; ``rate_class`` overrides the class computed from the
    register, as for a laboratory paid its additional costs.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="partners", verbose_name=_("proposal"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="proposal_parts", verbose_name=_("organisation")
    )
    is_lead = models.BooleanField(_("lead"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=PartnerState, default=PartnerState.INVITED)
    role = models.TextField(_("role in the project"), blank=True, max_length=2000)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department where the work is done"),
    )
    rate_class = models.CharField(_("class for the aid rate"), max_length=20, choices=Beneficiary, blank=True)
    is_economic = models.BooleanField(_("takes part by an economic activity"), default=False)
    may_publish = models.BooleanField(_("free to publish its results"), default=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact's e-mail"), blank=True)
    people = models.PositiveSmallIntegerField(_("people at work on the project"), null=True, blank=True)
    person_months = models.DecimalField(_("person-months"), max_digits=8, decimal_places=1, null=True, blank=True)
    hires = models.PositiveSmallIntegerField(_("people to be hired"), null=True, blank=True)
    own_funds = models.DecimalField(_("own funds (EUR)"), max_digits=14, decimal_places=2, null=True, blank=True)
    aid_requested = models.DecimalField(
        _("aid asked for (EUR)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
    )
    signed_digest = models.CharField(_("digest of what was signed"), max_length=64, blank=True)

    class Meta:
        ordering = ["-is_lead", "rank", "pk"]
        verbose_name = _("partner of a proposal")
        verbose_name_plural = _("partners of a proposal")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="partner_once_a_proposal"),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(is_lead=True), name="proposal_has_one_lead"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | models.Q(signed_at__isnull=False),
                name="signed_partner_has_its_hour",
            ),
            models.CheckConstraint(condition=models.Q(own_funds__gte=0), name="own_funds_not_negative"),
            models.CheckConstraint(condition=models.Q(aid_requested__gte=0), name="aid_requested_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.proposal_id}"


class PartnerCost(models.Model):
    """Eligible costs of one partner, by category and nature of research, in euros."""

    partner = models.ForeignKey(
        ProposalPartner, models.CASCADE, related_name="costs", verbose_name=_("partner of a proposal")
    )
    category = models.CharField(_("category of cost"), max_length=12, choices=CostCategory)
    nature = models.CharField(_("nature of research"), max_length=12, choices=ResearchNature)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["category", "nature"]
        verbose_name = _("cost of a partner")
        verbose_name_plural = _("costs of a partner")
        constraints = [
            models.UniqueConstraint(fields=["partner", "category", "nature"], name="cost_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="cost_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.nature}: {self.amount}"


class OtherAid(models.Model):
    """Aid the partner received or asks for elsewhere, de minimis included, in euros."""

    partner = models.ForeignKey(
        ProposalPartner, models.CASCADE, related_name="other_aids", verbose_name=_("partner of a proposal")
    )
    giver = models.CharField(_("giver"), max_length=200)
    form = models.CharField(_("form"), max_length=12, choices=AidForm)
    granted_on = models.DateField(_("granted on"))
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2)
    is_for_same_costs = models.BooleanField(_("for the same costs"), default=False)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)

    class Meta:
        ordering = ["-granted_on", "pk"]
        verbose_name = _("other aid")
        verbose_name_plural = _("other aid (several)")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="other_aid_positive")]

    def __str__(self) -> str:
        return f"{self.giver}: {self.amount}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Author(models.Model):
    """A person who writes for one partner; those of the lead write the common part too."""

    partner = models.ForeignKey(
        ProposalPartner, models.CASCADE, related_name="authors", verbose_name=_("partner of a proposal")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="authorships", verbose_name=_("user")
    )
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("author of a proposal")
        verbose_name_plural = _("authors of a proposal")
        constraints = [models.UniqueConstraint(fields=["partner", "user"], name="author_once_a_partner")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.partner_id}"


class PartnerInvitation(models.Model):
    """An address is asked to write a partner's part; only a digest of the code is held."""

    partner = models.ForeignKey(
        ProposalPartner, models.CASCADE, related_name="invitations", verbose_name=_("partner of a proposal")
    )
    email = models.EmailField(_("e-mail"))
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = _("invitation of a partner")
        verbose_name_plural = _("invitations of partners")

    def __str__(self) -> str:
        return f"{self.email} for {self.partner_id}"
