"""Conflicts about projects that wait for a decision."""

from django.db.models import QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.projects.models import ProjectConflict, ProjectLabel


def waiting_project_conflicts(user: User) -> QuerySet[ProjectConflict]:
    """All for the programme office; for a cluster officer, those about projects that own clusters labelled."""
    found = ProjectConflict.objects.filter(status=RequestStatus.PENDING)
    if not user.has_perm("directory.manage_every_cluster"):
        labelled = ProjectLabel.objects.filter(cluster__in=managed_clusters(user))
        found = found.filter(project__in=labelled.values("project"))
    return found.select_related("source", "project").order_by("made_at", "pk")
