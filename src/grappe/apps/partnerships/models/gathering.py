"""A group that somebody puts together, to be carried into a proposal or to the Forum."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.directory.models import Organisation


class Gathering(models.Model):
    """Organisations collected around a lead: an idea of a consortium, of no consequence until it is carried on."""

    name = models.CharField(_("working name"), max_length=40)
    lead = models.ForeignKey(Organisation, models.CASCADE, related_name="gatherings", verbose_name=_("lead"))
    about = models.TextField(_("what it is about"), blank=True, max_length=4000)
    round = models.ForeignKey(
        CallRound, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("round of a call")
    )
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("proposal")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")

    def __str__(self) -> str:
        return self.name


class GatheredOrganisation(models.Model):
    """One organisation collected into a gathering."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="gathered", verbose_name=_("gathering"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="gathered_in", verbose_name=_("organisation")
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("gathered organisation")
        verbose_name_plural = _("gathered organisations")
        constraints = [models.UniqueConstraint(fields=["gathering", "organisation"], name="organisation_gathered_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.gathering_id}"
