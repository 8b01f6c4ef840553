import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models.project import Project


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Participation(models.Model):
    """One organisation in one consortium; ``reference`` tells apart two units of one organisation in one project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations", verbose_name=_("project"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("organisation"),
        db_index=False,  # the index below begins with it
    )
    role = models.CharField(_("role"), max_length=12, choices=ParticipationRole, default=ParticipationRole.PARTNER)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    cost = models.DecimalField(_("cost (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True)
    aid = models.DecimalField(_("aid (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["project", "role", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation", "reference"], name="participation_once"),
            models.UniqueConstraint(fields=["project"], condition=models.Q(role="lead"), name="project_has_one_lead"),
            models.CheckConstraint(condition=models.Q(cost__gte=0), name="participation_cost_not_negative"),
            models.CheckConstraint(condition=models.Q(aid__gte=0), name="participation_aid_not_negative"),
        ]
        # Who works with whom, without reading the rows.
        indexes = [
            models.Index(fields=["organisation", "project"], include=["role"], name="participation_by_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.project_id}"


class FundingLine(models.Model):
    """What one funder gives to one partner of one project, in euros."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="funding_lines", verbose_name=_("participation")
    )
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="funding_given", verbose_name=_("funder"))
    amount = models.DecimalField(_("amount (EUR)"), max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["participation", "-amount"]
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        constraints = [
            models.UniqueConstraint(fields=["participation", "funder"], name="funding_line_once_a_funder"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="funding_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.funder_id}: {self.amount}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ProjectLabel(models.Model):
    """A cluster's endorsement of a project: not money."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="labels", verbose_name=_("project"))
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="labels", verbose_name=_("cluster"))
    is_lead = models.BooleanField(_("lead label"), default=False)
    labelled_on = models.DateField(_("labelled on"), null=True, blank=True)

    class Meta:
        ordering = ["-is_lead", "cluster"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(fields=["project", "cluster"], name="label_once_a_cluster"),
            models.UniqueConstraint(fields=["project"], condition=models.Q(is_lead=True), name="one_lead_label"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} labels {self.project_id}"
