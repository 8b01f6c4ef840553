from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Conflict
from grappe.apps.projects.models.project import Project


class ProjectConflict(Conflict):
    """An import contradicts what a person stated of a project."""

    about = "project"
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", verbose_name=_("project"))

    class Meta(Conflict.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "field", "source"],
                condition=models.Q(status="pending"),
                name="project_conflict_pending_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.field}"
