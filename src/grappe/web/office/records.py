"""The records that the addresses of the office name."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from grappe.apps.directory.models import Cluster, Membership
from grappe.apps.forum.models import Edition
from grappe.apps.projects.models import Project
from grappe.web.access import require


def own_cluster(request: HttpRequest, slug: str, permission: str = "directory.manage_cluster") -> Cluster:
    """A cluster this officer manages: 404 where there is none, 403 where it is another's."""
    cluster = get_object_or_404(Cluster, slug=slug)
    require(request, permission, cluster)
    return cluster


def own_membership(request: HttpRequest, pk: int) -> Membership:
    membership = get_object_or_404(Membership.objects.select_related("organisation", "cluster", "college"), pk=pk)
    require(request, "directory.manage_cluster", membership.cluster)
    return membership


def own_project(request: HttpRequest, pk: int) -> Project:
    """A project this officer may correct: 404 where there is none, 403 where others labelled it."""
    project = get_object_or_404(Project.objects.defer("search"), pk=pk)
    require(request, "projects.change_project", project)
    return project


def own_edition(request: HttpRequest, slug: str, permission: str = "forum.manage_programme") -> Edition:
    """An edition of the Forum this person works for: 404 where there is none, 403 where it is others'."""
    edition = get_object_or_404(Edition, slug=slug)
    require(request, permission, edition)
    return edition
