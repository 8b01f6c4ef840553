"""Who speaks for an organisation or a cluster, and who helps where nobody does."""

from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.directory.rules import clusters_of, organisations_of

MOST = 5


def people_of(organisation: Organisation | None, cluster: Cluster | None) -> list[User]:
    """Editors of the organisation or officers of the cluster, the first appointed first."""
    rows = User.objects.filter(is_active=True)
    if organisation is not None:
        return list(rows.filter(editor_mandates__organisation=organisation).order_by("editor_mandates__pk")[:MOST])
    return list(rows.filter(officer_mandates__cluster=cluster).order_by("officer_mandates__pk")[:MOST])


def helpers_of(organisation: Organisation | None, cluster: Cluster | None) -> list[User]:
    """Who passes a message on to a body that nobody speaks for: officers of its clusters, else the programme's."""
    rows = User.objects.filter(is_active=True)
    if organisation is not None:
        clusters = Membership.objects.filter(organisation=organisation).values("cluster")
        keys = rows.filter(officer_mandates__cluster__in=clusters).values_list("pk", flat=True).distinct()
        if officers := list(rows.filter(pk__in=keys).order_by("pk")[:MOST]):
            return officers
    if cluster is not None and (officers := people_of(None, cluster)):
        return officers
    return list(rows.filter(role_grants__role=Role.PROGRAMME_OFFICER).order_by("pk")[:MOST])


def readers_of(organisation: Organisation | None, cluster: Cluster | None) -> list[User]:
    """Who is told of a message: those who speak for the body, else those who pass it on."""
    return people_of(organisation, cluster) or helpers_of(organisation, cluster)


def bodies_of(user: User) -> dict[str, Organisation | Cluster]:
    """The organisations a person edits and the clusters she is an officer of, by a key for forms."""
    organisations = Organisation.objects.filter(pk__in=organisations_of(user), merged_into=None)
    clusters = Cluster.objects.filter(pk__in=clusters_of(user))
    held: dict[str, Organisation | Cluster] = {}
    held |= {f"organisation-{one.pk}": one for one in organisations.order_by("name_key", "pk")}
    held |= {f"cluster-{one.pk}": one for one in clusters.order_by("name_key", "pk")}
    return held
