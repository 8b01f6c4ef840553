"""A firm's way abroad, with the help of its cluster."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.enums import AbroadStepKind


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class AbroadPath(models.Model):
    """One firm, one country, one cluster that helps; its own people and the cluster's officers see it."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="abroad_paths", verbose_name=_("organisation")
    )
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="abroad_paths", verbose_name=_("cluster"))
    country = models.CharField(_("country"), max_length=2)
    aim = models.TextField(_("aim"), max_length=4000)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True, max_length=4000)
    is_simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("way abroad")
        verbose_name_plural = _("ways abroad")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | ~models.Q(result=""), name="closed_way_abroad_has_its_result"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.country}"


class AbroadStep(models.Model):
    """A diagnosis, a mission, coaching or the support of a European project."""

    path = models.ForeignKey(AbroadPath, models.CASCADE, related_name="steps", verbose_name=_("way abroad"))
    kind = models.CharField(_("kind"), max_length=18, choices=AbroadStepKind)
    on = models.DateField(_("day"))
    text = models.CharField(_("what"), max_length=500)
    help_cost = models.DecimalField(
        _("cost of the cluster’s help (EUR)"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("step abroad")
        verbose_name_plural = _("steps abroad")

    def __str__(self) -> str:
        return self.text
