"""Who speaks for an organisation or a cluster."""

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.directory.rules import clusters_of, organisations_of

MOST = 5


def people_of(organisation: Organisation | None, cluster: Cluster | None) -> list[User]:
    """Editors of the organisation or officers of the cluster, the first appointed first."""
    rows = User.objects.filter(is_active=True)
    if organisation is not None:
        return list(rows.filter(editor_mandates__organisation=organisation).order_by("editor_mandates__pk")[:MOST])
    return list(rows.filter(officer_mandates__cluster=cluster).order_by("officer_mandates__pk")[:MOST])


def bodies_of(user: User) -> dict[str, Organisation | Cluster]:
    """The organisations a person edits and the clusters she is an officer of, by a key for forms."""
    organisations = Organisation.objects.filter(pk__in=organisations_of(user), merged_into=None)
    clusters = Cluster.objects.filter(pk__in=clusters_of(user))
    held: dict[str, Organisation | Cluster] = {}
    held |= {f"organisation-{one.pk}": one for one in organisations.order_by("name_key", "pk")}
    held |= {f"cluster-{one.pk}": one for one in clusters.order_by("name_key", "pk")}
    return held
