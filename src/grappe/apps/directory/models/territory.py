from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import TerritoryKind


class Territory(models.Model):
    """A French region (of today or before 2016) or department; loaded from the packaged facts."""

    kind = models.CharField(_("kind"), max_length=15, choices=TerritoryKind)
    code = models.CharField(_("code"), max_length=5)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    region = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="departments", verbose_name=_("region")
    )
    former_region = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former_departments",
        verbose_name=_("region before 2016"),
    )
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "name_fr"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="territory_code_unique")]

    def __str__(self) -> str:
        return self.name_fr
