"""Who may correct a project: the programme office, and the officers of a cluster that labelled it."""

import rules

from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.directory.rules import Person, clusters_of
from grappe.apps.projects.models import Project, ProjectLabel


@rules.predicate
def is_officer_of_a_label_of(user: Person, project: Project | None) -> bool:
    clusters = clusters_of(user)
    if project is None or not clusters:
        return False
    return ProjectLabel.objects.filter(project=project, cluster_id__in=clusters).exists()


rules.add_perm("projects.change_project", is_officer_of_a_label_of | is_programme_office)
