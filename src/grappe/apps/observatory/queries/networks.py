"""What the pages ask of the networks of collaboration."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from grappe.apps.directory.models import Cluster
from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.models import CollaborationNetwork, NetworkPlace, NetworkRun

ORDERS = ("strength", "betweenness", "degree")
COMMUNITIES = 8
FIRST = 4


@dataclass(frozen=True)
class Community:
    """Bodies that work together more than chance would have it, the best tied first."""

    number: int
    bodies: int
    first: list[NetworkPlace]

    @property
    def shown_number(self) -> int:
        """From 1, as the column of the places has it."""
        return self.number + 1


def network_of(kind: str) -> CollaborationNetwork | None:
    return CollaborationNetwork.objects.filter(kind=kind).first()


def last_run_of(kind: str) -> NetworkRun | None:
    """The last computation that was asked for."""
    return NetworkRun.objects.filter(kind=kind).first()


def places_of(network: CollaborationNetwork, *, order: str) -> QuerySet[NetworkPlace]:
    return with_bodies(network.places.order_by(f"-{order}", "pk"))


def with_bodies(places: QuerySet[NetworkPlace]) -> QuerySet[NetworkPlace]:
    return places.select_related("organisation", "cluster").defer(
        "organisation__search", "organisation__provenance", "cluster__search", "cluster__provenance"
    )


def communities_of(network: CollaborationNetwork) -> list[Community]:
    """The largest communities of two bodies and more."""
    sizes = network.places.order_by().values_list("community").annotate(n=Count("pk")).filter(n__gt=1)
    largest = sorted(sizes, key=lambda one: (-one[1], one[0]))[:COMMUNITIES]
    return [
        Community(
            number, size, list(with_bodies(network.places.filter(community=number).order_by("-strength", "pk"))[:FIRST])
        )
        for number, size in largest
    ]


def place_of_cluster(cluster: Cluster) -> tuple[NetworkPlace, int, int] | None:
    """A cluster's place in the network of clusters, its rank by strength, and of how many."""
    place = NetworkPlace.objects.filter(cluster=cluster, network__kind=NetworkKind.CLUSTERS).first()
    if place is None or not place.degree:
        return None
    held = NetworkPlace.objects.filter(network=place.network_id)
    return place, held.filter(strength__gt=place.strength).count() + 1, held.count()
