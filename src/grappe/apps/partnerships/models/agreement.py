"""Agreements and twinnings between clusters, with organisations where they take part."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import ScanState
from grappe.apps.core.models import Sourced
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.partnerships.enums import AgreementItemKind, AgreementKind, AgreementStage


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at"])
class PartnershipAgreement(Sourced):
    """What two or more parties signed. ``keeper`` is the cluster whose officers keep the record.

    Provenance stands as a whole under the field ``kind``: an agreement known from the press has no more than that.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind)
    title_fr = models.CharField(_("title (French)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    text_fr = models.TextField(_("subject (French)"), blank=True, max_length=10_000)
    text_en = models.TextField(_("subject (English)"), blank=True, max_length=10_000)
    keeper = models.ForeignKey(
        Cluster, models.PROTECT, related_name="kept_agreements", verbose_name=_("cluster that keeps it")
    )
    themes = models.ManyToManyField(Theme, related_name="partnership_agreements", verbose_name=_("themes"), blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    known_on = models.DateField(_("known to stand on"), null=True, blank=True)
    reminded_before = models.PositiveSmallIntegerField(_("reminded, days before the end"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("partnership agreement")
        verbose_name_plural = _("partnership agreements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="partnership_agreement_starts_before_it_ends",
            )
        ]

    def __str__(self) -> str:
        return self.title_fr or self.title_en or self.code

    def get_absolute_url(self) -> str:
        return reverse("public:agreement", args=[self.code])

    def stage(self, today: date) -> AgreementStage:
        begins = self.starts_on or self.signed_on
        if begins is None:
            return AgreementStage.UNDATED
        if today < begins:
            return AgreementStage.PREPARED
        return AgreementStage.ENDED if self.ends_on and self.ends_on <= today else AgreementStage.IN_FORCE


class PartnershipParty(models.Model):
    """One party: a cluster or an organisation of the register, or a name that the register does not hold."""

    agreement = models.ForeignKey(
        PartnershipAgreement, models.CASCADE, related_name="parties", verbose_name=_("partnership agreement")
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="agreement_parts", verbose_name=_("cluster")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parts",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party to a partnership agreement")
        verbose_name_plural = _("parties to a partnership agreement")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "cluster"], name="cluster_once_an_agreement"),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="organisation_once_an_agreement"),
            models.CheckConstraint(
                condition=models.Q(cluster__isnull=False)
                | models.Q(organisation__isnull=False)
                | ~models.Q(name="", country=""),
                name="party_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Empty where the source names a country only."""
        if self.cluster:
            return self.cluster.name
        return self.organisation.legal_name if self.organisation else self.name

    @property
    def shown_country(self) -> str:
        held = self.cluster or self.organisation
        return held.country if held else self.country


class AgreementItem(models.Model):
    """A duty, a milestone or an action, due on a day and done on a day."""

    agreement = models.ForeignKey(
        PartnershipAgreement, models.CASCADE, related_name="items", verbose_name=_("partnership agreement")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=AgreementItemKind)
    text = models.CharField(_("what"), max_length=500)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("item of an agreement")
        verbose_name_plural = _("items of an agreement")

    def __str__(self) -> str:
        return self.text


class AgreementDocument(models.Model):
    """A file of an agreement, held to its content and shown to the scanner; for those who keep it only."""

    agreement = models.ForeignKey(
        PartnershipAgreement, models.CASCADE, related_name="documents", verbose_name=_("partnership agreement")
    )
    file = models.FileField(_("file"), upload_to="agreements", max_length=255)
    name = models.CharField(_("name"), max_length=200)
    type = models.CharField(_("type"), max_length=10)
    size = models.PositiveIntegerField(_("size (bytes)"))
    digest = models.CharField(_("digest"), max_length=64)
    scan = models.CharField(_("virus scan"), max_length=10, choices=ScanState)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("document of an agreement")
        verbose_name_plural = _("documents of an agreement")

    def __str__(self) -> str:
        return self.name
