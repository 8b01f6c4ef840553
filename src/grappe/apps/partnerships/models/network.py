"""Networks of clusters: meta-clusters with their members, roadmap, joint actions and joint calls."""

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.partnerships.enums import NetworkStepKind


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at"])
class ClusterNetwork(Sourced):
    """A meta-cluster, of one sector or across sectors; the lead's officers keep its record."""

    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150)
    text_fr = models.TextField(_("subject (French)"), blank=True, max_length=10_000)
    text_en = models.TextField(_("subject (English)"), blank=True, max_length=10_000)
    is_across_sectors = models.BooleanField(_("across sectors"), default=False)
    lead = models.ForeignKey(Cluster, models.PROTECT, related_name="networks_led", verbose_name=_("lead cluster"))
    members = models.ManyToManyField(Cluster, related_name="networks", verbose_name=_("members"))
    themes = models.ManyToManyField(Theme, related_name="cluster_networks", verbose_name=_("themes"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("network of clusters")
        verbose_name_plural = _("networks of clusters")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:network", args=[self.slug])


class NetworkStep(models.Model):
    """A step of the roadmap, a joint action or a joint call."""

    network = models.ForeignKey(
        ClusterNetwork, models.CASCADE, related_name="steps", verbose_name=_("network of clusters")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NetworkStepKind)
    text = models.CharField(_("what"), max_length=500)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("step of a network")
        verbose_name_plural = _("steps of a network")

    def __str__(self) -> str:
        return self.text
