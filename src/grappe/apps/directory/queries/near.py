"""Clusters that a misspelt or translated name comes near: they are few, so that every name is compared."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from grappe.apps.core.queries.words import RARE, allowed_slips, holders_of
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.models import Cluster, ClusterName
from grappe.kernel.spelling import folded

# A word that the register knows may stand for a neighbour one letter away, not further.
SLIPS_OF_A_KNOWN_WORD = 1
SHORTEST_BEGINNING = 3


def clusters_near(wanted: Wanted) -> list[Cluster]:
    """Those with a name near every word of the search, the nearest first: ``aerospace vallee``."""
    slips = slips_by_word(wanted.words)
    if not slips:
        return []
    nearest: dict[int, int] = {}
    for cluster, name in names_of_clusters():
        distance = distance_to(name, slips)
        if distance is not None:
            nearest[cluster] = min(distance, nearest.get(cluster, distance))
    found = Cluster.objects.filter(pk__in=nearest).defer("provenance", "search").order_by("name_key", "pk")
    return sorted(found, key=lambda one: nearest[one.pk]) if nearest else []


def slips_by_word(words: tuple[str, ...]) -> dict[str, int]:
    """How many letters of each word may differ; nothing where a single word is a common one, meant as it stands."""
    holders = holders_of(words)
    if len(words) == 1 and holders.get(words[0], 0) > RARE:
        return {}
    return {
        word: min(allowed_slips(word), SLIPS_OF_A_KNOWN_WORD) if word in holders else allowed_slips(word)
        for word in words
    }


def names_of_clusters() -> Iterable[tuple[int, list[str]]]:
    """The words of every name of today or earlier, with its cluster."""
    today = Cluster.objects.order_by().values_list("pk", "name", "acronym")
    every = today.union(ClusterName.objects.order_by().values_list("cluster", "name", "acronym"))
    return [(cluster, folded(f"{name} {acronym}").split()) for cluster, name, acronym in every]


def distance_to(name: list[str], slips: dict[str, int]) -> int | None:
    """Letters that differ between a search and a name; nothing where a word is near none of the name's."""
    total = 0
    # A single word is compared with what a name starts with: its other words are shared by many.
    compared = name if len(slips) > 1 else name[:1]
    for word, allowed in slips.items():
        distances = [distance_of(word, other, allowed) for other in compared]
        smallest = min(distances, default=allowed + 1)
        if smallest > allowed:
            return None
        total += smallest
    return total


def distance_of(word: str, other: str, allowed: int) -> int:
    if len(word) >= SHORTEST_BEGINNING and other.startswith(word):
        return 0
    return OSA.distance(word, other, score_cutoff=allowed)
