"""Values that wait for a person's decision: corrections proposed, and imports that contradict a person."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Source, Sourced
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.models.cluster import Cluster
from grappe.apps.directory.models.organisation import Organisation


class ProposedValue(models.Model):
    """Another value for one field of one record."""

    field = models.CharField(_("field"), max_length=60)
    held = models.JSONField(_("held"), null=True)
    offered = models.JSONField(_("offered"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=RequestStatus, default=RequestStatus.PENDING)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        abstract = True


class Correction(ProposedValue):
    """A person proposes another value of an organisation and says why."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisation"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="corrections", verbose_name=_("proposed by")
    )
    reason = models.TextField(_("why"), blank=True, max_length=2000)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.organisation_id}.{self.field}"


class Conflict(ProposedValue):
    """An import brings another value than the one a person confirmed or corrected; the held one stays until decided."""

    about: ClassVar[str]
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))

    class Meta:
        abstract = True
        ordering = ["made_at"]
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")

    @property
    def target(self) -> Sourced:
        """The record it is about."""
        record: Sourced = getattr(self, self.about)
        return record


class ValueConflict(Conflict):
    """One about an organisation."""

    about = "organisation"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisation"))

    class Meta(Conflict.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field", "source"],
                condition=models.Q(status="pending"),
                name="conflict_pending_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}.{self.field}"


class ClusterConflict(Conflict):
    """One about a cluster; a department stands under its code, themes under theirs."""

    about = "cluster"
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+", verbose_name=_("cluster"))

    class Meta(Conflict.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "field", "source"],
                condition=models.Q(status="pending"),
                name="cluster_conflict_pending_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}.{self.field}"
