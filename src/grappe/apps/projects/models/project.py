import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, folded, part, search_vector
from grappe.apps.directory.models import Theme
from grappe.apps.projects.enums import ProjectKind, ProjectStatus
from grappe.apps.projects.phrases import unnamed_project


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["name_key", "search", "created_at"],
)
class Project(Sourced):
    """A project that partners carry together; amounts in euros."""

    programme = models.CharField(_("programme"), max_length=40)
    reference = models.CharField(_("reference"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=ProjectKind, default=ProjectKind.COLLABORATIVE)
    call = models.CharField(_("call"), max_length=120, blank=True)
    acronym = models.CharField(_("acronym"), max_length=120, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=500, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=500, blank=True)
    abstract_fr = models.TextField(_("abstract (French)"), blank=True)
    abstract_en = models.TextField(_("abstract (English)"), blank=True)
    results_fr = models.TextField(_("results (French)"), blank=True)
    results_en = models.TextField(_("results (English)"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="projects", verbose_name=_("themes"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    total_cost = models.DecimalField(_("total cost (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True)
    public_aid = models.DecimalField(_("public aid (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ProjectStatus, default=ProjectStatus.UNKNOWN)
    website = models.URLField(_("website"), max_length=500, blank=True)
    name_key = folded("acronym")
    search = search_vector(
        part("A", NAMES, "acronym", "reference"),
        part("B", FRENCH, "title_fr"),
        part("B", ENGLISH, "title_en"),
        part("D", FRENCH, "abstract_fr"),
        part("D", ENGLISH, "abstract_en"),
    )

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="project_reference_unique_in_programme"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="project_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(total_cost__gte=0), name="project_cost_not_negative"),
            models.CheckConstraint(condition=models.Q(public_aid__gte=0), name="project_aid_not_negative"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="project_search"),
            models.Index(fields=["reference"], name="project_by_reference"),
            models.Index(models.F("starts_on").desc(nulls_last=True), "id", name="project_by_start"),
            models.Index("programme", models.F("starts_on").desc(nulls_last=True), "id", name="project_by_programme"),
        ]

    def __str__(self) -> str:
        return self.acronym or self.title_fr or self.title_en or unnamed_project(self.programme, self.reference)

    def get_absolute_url(self) -> str:
        return reverse("public:project", args=[self.pk])
