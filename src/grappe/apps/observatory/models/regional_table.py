from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.observatory.enums import Measure, TerritoryVersion

# The one industry of a table that has none.
TOTAL = "TOTAL"


class RegionalTable(models.Model):
    """Figures of regions, by industry where the source has them, with what they were made from."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    url = models.URLField(_("address of the source"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    territory = models.CharField(_("version of the territory"), max_length=20, choices=TerritoryVersion)
    nomenclature = models.CharField(_("nomenclature"), max_length=20)
    edition = models.CharField(_("edition of the stars"), max_length=20, blank=True)
    years = models.JSONField(_("years"), default=list)
    industries = models.PositiveIntegerField(_("industries"), default=0)
    is_simulated = models.BooleanField(_("simulated"), default=False)
    fingerprint = models.CharField(_("fingerprint of what it was made from"), max_length=64)
    provenance = models.JSONField(_("provenance"), default=dict)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("regional table")
        verbose_name_plural = _("regional tables")

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("public:regional-table", args=[self.code])

    @property
    def has_industries(self) -> bool:
        """Whether industries can be compared; a table of one total only has regions to compare."""
        return self.industries > 1

    @property
    def last_year(self) -> int | None:
        return max((year for year in self.years if year is not None), default=None)

    @property
    def first_year(self) -> int | None:
        """What held in it may have held before."""
        return min((year for year in self.years if year is not None), default=None)


class RegionalCell(models.Model):
    """One industry in one region in one year; the quotient and its interval are null where nothing can be compared."""

    table = models.ForeignKey(RegionalTable, models.CASCADE, related_name="cells", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    region = models.CharField(_("region"), max_length=10)
    industry = models.CharField(_("industry"), max_length=40)
    amount = models.FloatField(_("amount"))
    sites = models.FloatField(_("establishments"), null=True)
    squares = models.FloatField(_("sum of squares"), null=True)
    quotient = models.FloatField(_("location quotient"), null=True)
    low = models.FloatField(_("lower bound"), null=True)
    high = models.FloatField(_("upper bound"), null=True)
    shrunk = models.FloatField(_("shrunk quotient"), null=True)
    q_value = models.FloatField(_("q-value"), null=True)
    earned = models.CharField(_("stars earned"), max_length=80, blank=True)
    stars = models.PositiveSmallIntegerField(_("stars"), default=0)

    class Meta:
        ordering = ["table", "year", "region", "industry"]
        verbose_name = _("regional cell")
        verbose_name_plural = _("regional cells")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "region", "industry", "year"], nulls_distinct=False, name="regional_cell_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="regional_cell_amount_not_negative"),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True) | models.Q(low__lte=models.F("high")),
                name="regional_cell_interval_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "year", "industry", "region"], name="regional_cell_by_industry"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.industry} {self.year}"


class CodeName(models.Model):
    """What a code of a territory or a nomenclature is called, and where a region lies."""

    scheme = models.CharField(_("version"), max_length=20)
    code = models.CharField(_("code"), max_length=40)
    name_fr = models.CharField(_("name (French)"), max_length=300)
    name_en = models.CharField(_("name (English)"), max_length=300)
    longitude = models.FloatField(_("longitude"), null=True)
    latitude = models.FloatField(_("latitude"), null=True)

    class Meta:
        ordering = ["scheme", "code"]
        verbose_name = _("name of a code")
        verbose_name_plural = _("names of codes")
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="code_name_once")]

    def __str__(self) -> str:
        return self.code
