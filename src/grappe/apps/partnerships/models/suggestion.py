"""Who consents to be suggested, who was set aside, and which snapshot of the register answers."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.enums import ConsentBasis

ONE_BODY = models.Q(organisation=None) ^ models.Q(cluster=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class FindConsent(models.Model):
    """An organisation or a cluster consents to be suggested to others; taken back, the row goes."""

    organisation = models.OneToOneField(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="find_consent",
        verbose_name=_("organisation"),
    )
    cluster = models.OneToOneField(
        Cluster, models.CASCADE, null=True, blank=True, related_name="find_consent", verbose_name=_("cluster")
    )
    basis = models.CharField(_("given by whom"), max_length=10, choices=ConsentBasis, default=ConsentBasis.GIVEN)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent to be found")
        verbose_name_plural = _("consents to be found")
        constraints = [models.CheckConstraint(condition=ONE_BODY, name="consent_of_one_body")]

    def __str__(self) -> str:
        return f"{self.organisation_id or self.cluster_id} ({self.basis})"


class SetAside(models.Model):
    """“Not this one”: a suggestion that a body does not want again, and from which its next ones learn."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    cluster = models.ForeignKey(
        Cluster, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("cluster")
    )
    other_organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation set aside")
    )
    other_cluster = models.ForeignKey(
        Cluster, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("cluster set aside")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("suggestion set aside")
        verbose_name_plural = _("suggestions set aside")
        constraints = [
            models.CheckConstraint(condition=ONE_BODY, name="set_aside_by_one_body"),
            models.UniqueConstraint(fields=["organisation", "other_organisation"], name="set_aside_once"),
            models.UniqueConstraint(fields=["cluster", "other_cluster"], name="cluster_set_aside_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id or self.cluster_id} × {self.other_organisation_id or self.other_cluster_id}"

    @property
    def other(self) -> Organisation | Cluster | None:
        """The body that was set aside."""
        return self.other_organisation or self.other_cluster


class MatchingSnapshot(models.Model):
    """The register made ready for suggestions: a file beside the database, under the version of the data it holds."""

    version = models.CharField(_("version of the data"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    organisations = models.PositiveIntegerField(_("organisations"))
    findable = models.PositiveIntegerField(_("of them findable"))
    projects = models.PositiveIntegerField(_("projects"))
    clusters = models.PositiveIntegerField(_("clusters"))
    seconds = models.FloatField(_("seconds of computing"))
    model = models.CharField(_("weights"), max_length=60)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("matching snapshot")
        verbose_name_plural = _("matching snapshots")

    def __str__(self) -> str:
        return self.version
