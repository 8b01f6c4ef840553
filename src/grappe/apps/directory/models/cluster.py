import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, folded, part, search_vector
from grappe.apps.directory.models.organisation import Organisation
from grappe.apps.directory.models.territory import Territory
from grappe.apps.directory.models.theme import Theme


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["name_key", "search", "created_at"],
)
class Cluster(Sourced):
    """A cluster, French or foreign: one theme, one territory, one governing body.

    ``name`` and ``acronym`` are those in force today; earlier ones stand in ClusterName.
    """

    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=2, default="FR", db_index=True)
    themes = models.ManyToManyField(Theme, related_name="clusters", verbose_name=_("themes"), blank=True)
    territories = models.ManyToManyField(Territory, related_name="clusters", verbose_name=_("territories"), blank=True)
    body = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="governed_clusters",
        verbose_name=_("governing body"),
    )
    description_fr = models.TextField(_("description (French)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    website = models.URLField(_("website"), blank=True)
    city = models.CharField(_("headquarters"), max_length=120, blank=True)
    department = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    name_key = folded("name")
    search = search_vector(
        part("A", NAMES, "name", "acronym"),
        part("B", FRENCH, "name"),
        part("B", ENGLISH, "name"),
        part("C", NAMES, "city"),
        part("D", FRENCH, "description_fr"),
        part("D", ENGLISH, "description_en"),
    )

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        constraints = [
            models.CheckConstraint(condition=models.Q(longitude__range=(-180, 180)), name="cluster_longitude_in_range"),
            models.CheckConstraint(condition=models.Q(latitude__range=(-90, 90)), name="cluster_latitude_in_range"),
            models.CheckConstraint(condition=models.Q(country__regex="^[A-Z]{2}$"), name="cluster_country_is_iso"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:cluster", args=[self.slug])
