"""What changes in a cluster's life: names, tiers, label periods, successions; periods are half-open."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.enums import LabelStatus, SuccessionKind, Tier
from grappe.apps.directory.models.cluster import Cluster


class Stated(models.Model):
    """A fact that a source states."""

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    confidence = models.PositiveSmallIntegerField(_("confidence"), choices=Confidence, default=Confidence.UNVERIFIED)

    class Meta:
        abstract = True


def never_two_at_once(name: str, *fields: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            ("period", RangeOperators.OVERLAPS),
        ],
    )


class ClusterName(Stated):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="names", verbose_name=_("cluster"))
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    period = DateRangeField(_("period"))

    class Meta:
        ordering = ["period"]
        verbose_name = _("cluster name")
        verbose_name_plural = _("cluster names")
        constraints = [never_two_at_once("cluster_name_one_at_a_time", "cluster")]

    def __str__(self) -> str:
        return self.name


class ClusterTier(Stated):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="tiers", verbose_name=_("cluster"))
    phase = models.CharField(_("phase"), max_length=20)
    tier = models.CharField(_("tier"), max_length=15, choices=Tier)
    period = DateRangeField(_("period"))

    class Meta:
        ordering = ["period"]
        verbose_name = _("cluster tier")
        verbose_name_plural = _("cluster tiers")
        constraints = [never_two_at_once("cluster_tier_one_at_a_time", "cluster")]

    def __str__(self) -> str:
        return f"{self.phase}: {self.tier}"


class LabelPeriod(Stated):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="label_periods", verbose_name=_("cluster"))
    status = models.CharField(_("status"), max_length=15, choices=LabelStatus)
    period = DateRangeField(_("period"))

    class Meta:
        ordering = ["period"]
        verbose_name = _("label period")
        verbose_name_plural = _("label periods")
        constraints = [never_two_at_once("label_period_one_at_a_time", "cluster")]

    def __str__(self) -> str:
        return f"{self.status} {self.period}"


class ClusterSuccession(Stated):
    predecessor = models.ForeignKey(Cluster, models.CASCADE, related_name="successions", verbose_name=_("predecessor"))
    successor = models.ForeignKey(Cluster, models.CASCADE, related_name="precessions", verbose_name=_("successor"))
    kind = models.CharField(_("kind"), max_length=24, choices=SuccessionKind)
    happened_on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        ordering = ["happened_on"]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id}"
