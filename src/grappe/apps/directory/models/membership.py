import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.directory.enums import FeeClass
from grappe.apps.directory.models.cluster import Cluster
from grappe.apps.directory.models.organisation import Organisation


class College(models.Model):
    """A group of members of one cluster that votes together."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="colleges", verbose_name=_("cluster"))
    code = models.SlugField(_("code"), max_length=40)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)

    class Meta:
        ordering = ["cluster", "code"]
        verbose_name = _("college")
        verbose_name_plural = _("colleges")
        constraints = [models.UniqueConstraint(fields=["cluster", "code"], name="college_code_unique_in_cluster")]

    def __str__(self) -> str:
        return self.name_fr


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at"])
class Membership(Sourced):
    """One organisation in one cluster, over one period ``[since, until)``."""

    # The two indexes below begin with these two columns.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation"), db_index=False
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, related_name="memberships", verbose_name=_("cluster"), db_index=False
    )
    college = models.ForeignKey(
        College, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("college")
    )
    fee_class = models.CharField(_("fee class"), max_length=10, choices=FeeClass, default=FeeClass.UNKNOWN)
    period = DateRangeField(_("period"))

    class Meta:
        ordering = ["cluster", "organisation"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("cluster", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]
        # Who is in a cluster on a day, and in which clusters one is, without reading the rows.
        indexes = [
            models.Index(fields=["cluster", "organisation"], include=["period"], name="membership_by_cluster"),
            models.Index(fields=["organisation", "cluster"], include=["period"], name="membership_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.cluster_id}"
