"""Experts as they describe themselves, and what they declare."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import Proposal
from grappe.apps.directory.models import Organisation
from grappe.apps.reviews.enums import TieKind


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ExpertProfile(models.Model):
    """What a person who reviews brings: fields, languages, time; her employer is a record of the register."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="expert_profile", verbose_name=_("user")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("employer")
    )
    position = models.CharField(_("position"), max_length=150, blank=True)
    keywords = ArrayField(models.CharField(max_length=80), verbose_name=_("keywords"), default=list, blank=True)
    presentation = models.TextField(_("field of work"), blank=True, max_length=4000)
    publications = models.TextField(_("publications"), blank=True, max_length=20_000)
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages read"), default=list)
    is_senior = models.BooleanField(_("has reviewed for a panel before"), default=False)
    most_readings = models.PositiveSmallIntegerField(_("proposals a round, at most"), default=6)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    is_available = models.BooleanField(_("available for reviews"), default=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("expert profile")
        verbose_name_plural = _("expert profiles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(away_until__gte=models.F("away_from")), name="expert_away_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class DeclaredTie(models.Model):
    """A tie to an organisation or to a person, whatever she applies for."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="declared_ties", verbose_name=_("user")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TieKind)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    person_name = models.CharField(_("person's name"), max_length=150, blank=True)
    person_email = models.EmailField(_("person's e-mail"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("declared at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("declared tie")
        verbose_name_plural = _("declared ties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(person_email=""), name="tie_is_to_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class DeclaredConflict(models.Model):
    """A person steps aside from one proposal."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="declared_conflicts", verbose_name=_("user")
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="declared_conflicts", verbose_name=_("proposal")
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    declared_at = models.DateTimeField(_("declared at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("declared conflict")
        verbose_name_plural = _("declared conflicts")
        constraints = [models.UniqueConstraint(fields=["user", "proposal"], name="conflict_declared_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.proposal_id}"
