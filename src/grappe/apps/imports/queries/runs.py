from django.db.models import QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.directory.rules import clusters_of
from grappe.apps.imports.models import ImportRun


def runs_seen_by(user: User) -> QuerySet[ImportRun]:
    """The runs a person may look at, newest first."""
    runs = ImportRun.objects.select_related("cluster", "by").order_by("-asked_at", "-pk")
    if user.has_perm("directory.import_everything"):
        return runs
    return runs.filter(cluster__in=clusters_of(user))
