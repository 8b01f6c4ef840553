from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.observatory.enums import NetworkKind


class CollaborationNetwork(models.Model):
    """Who works with whom in the register’s projects, as the engine last computed it, and from what."""

    kind = models.CharField(_("kind"), max_length=15, choices=NetworkKind, unique=True)
    counted_on = models.DateField(_("counted on"))
    projects = models.PositiveIntegerField(_("projects"))
    bodies = models.PositiveIntegerField(_("bodies"))
    ties = models.PositiveIntegerField(_("ties"))
    is_simulated = models.BooleanField(_("simulated"), default=False)
    parameters = models.JSONField(_("parameters"), default=dict)
    summary = models.JSONField(_("figures of the whole"), default=dict)
    provenance = models.JSONField(_("provenance"), default=dict)
    computed_at = models.DateTimeField(_("computed at"), auto_now=True)

    class Meta:
        ordering = ["kind"]
        verbose_name = _("network of collaboration")
        verbose_name_plural = _("networks of collaboration")

    def __str__(self) -> str:
        return self.kind

    def get_absolute_url(self) -> str:
        return f"{reverse('public:collaboration')}?kind={self.kind}"


class NetworkPlace(models.Model):
    """One body's place in a network: a cluster, or an organisation."""

    network = models.ForeignKey(CollaborationNetwork, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, related_name="+")
    degree = models.PositiveIntegerField(_("partners"))
    strength = models.FloatField(_("strength"))
    betweenness = models.FloatField(_("betweenness"))
    betweenness_error = models.FloatField(_("error of betweenness"))
    community = models.PositiveIntegerField(_("community"))
    across = models.FloatField(_("share of ties across borders"), null=True)

    class Meta:
        ordering = ["network", "-strength", "pk"]
        verbose_name = _("place in a network")
        verbose_name_plural = _("places in a network")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(cluster__isnull=True), name="network_place_of_one_body"
            ),
            models.UniqueConstraint(fields=["network", "organisation"], name="network_place_once_an_organisation"),
            models.UniqueConstraint(fields=["network", "cluster"], name="network_place_once_a_cluster"),
        ]
        indexes = [
            models.Index(F("network"), F("strength").desc(), name="network_place_by_strength"),
            models.Index(F("network"), F("betweenness").desc(), name="network_place_by_between"),
            models.Index(F("network"), F("community"), F("strength").desc(), name="network_place_by_community"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id or self.cluster_id} in {self.network_id}"

    @property
    def body(self) -> Organisation | Cluster | None:
        return self.cluster or self.organisation

    @property
    def between_percent(self) -> float:
        return 100 * self.betweenness

    @property
    def between_error_percent(self) -> float:
        return 100 * self.betweenness_error

    @property
    def across_percent(self) -> float | None:
        return None if self.across is None else 100 * self.across

    @property
    def shown_community(self) -> int:
        """From 1, as people count."""
        return self.community + 1
