"""Stays between clusters: a member of one works some days at another, as an ambassador."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.enums import StayState


class StayRule(models.Model):
    """How long a stay may be and what it is paid, over one period; rules are data with their source."""

    period = DateRangeField(_("period"))
    least_days = models.PositiveSmallIntegerField(_("fewest days"))
    most_days = models.PositiveSmallIntegerField(_("most days"))
    lump_sum = models.DecimalField(_("lump sum (EUR)"), max_digits=9, decimal_places=2, null=True, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    confidence = models.IntegerField(_("confidence"), choices=Confidence, default=Confidence.UNVERIFIED)

    class Meta:
        ordering = ["period"]
        verbose_name = _("rule of stays")
        verbose_name_plural = _("rules of stays")
        constraints = [
            ExclusionConstraint(name="one_rule_of_stays_at_a_time", expressions=[("period", RangeOperators.OVERLAPS)]),
            models.CheckConstraint(
                condition=models.Q(most_days__gte=models.F("least_days")), name="stay_rule_least_below_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.least_days}–{self.most_days}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Stay(models.Model):
    """One stay; the visitor is told by function, never by name."""

    home = models.ForeignKey(Cluster, models.PROTECT, related_name="stays_sent", verbose_name=_("sending cluster"))
    host = models.ForeignKey(Cluster, models.PROTECT, related_name="stays_hosted", verbose_name=_("host cluster"))
    visitor_function = models.CharField(_("visitor’s function"), max_length=150)
    aims = models.TextField(_("aims"), max_length=4000)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    lump_sum = models.DecimalField(_("lump sum (EUR)"), max_digits=9, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=StayState, default=StayState.PROPOSED)
    report = models.TextField(_("report"), blank=True, max_length=10_000)
    is_simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        constraints = [
            models.CheckConstraint(condition=~models.Q(home=models.F("host")), name="stay_at_another_cluster"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="stay_has_days"),
            models.CheckConstraint(
                condition=~models.Q(state=StayState.REPORTED) | ~models.Q(report=""), name="reported_stay_has_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.home} → {self.host}"

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1
