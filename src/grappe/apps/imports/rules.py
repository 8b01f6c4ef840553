"""Who may bring files in: a cluster officer the members of own clusters, the programme office everything."""

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.directory.rules import clusters_of
from grappe.apps.imports.models import ImportRun


@rules.predicate
def is_officer_of_its_cluster(user: User | AnonymousUser, run: ImportRun | None) -> bool:
    return run is not None and run.cluster_id in clusters_of(user)


rules.add_perm("imports.see_run", is_officer_of_its_cluster | is_programme_office)
