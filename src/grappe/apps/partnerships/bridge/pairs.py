"""Which pairs of clusters could found a meta-cluster, within a sector or across sectors, each with its reasons."""

from dataclasses import dataclass

from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.bridge.answers import consents_of, records_of, told_reasons
from grappe.apps.partnerships.bridge.snapshots import present_ground
from grappe.apps.partnerships.phrases import Told
from grappe.engines import matching

SHOWN = 8


@dataclass(frozen=True)
class Pair:
    """Two clusters that both consented to be found, and what speaks for them together."""

    one: Cluster
    other: Cluster
    reasons: tuple[Told, ...]


def pairs_of_clusters(*, across_sectors: bool, abroad: bool = True, theme: str = "", count: int = SHOWN) -> list[Pair]:
    """The pairs that fit best; nothing before the register was first made ready."""
    ground = present_ground()
    if ground is None or not ground.register.clusters:
        return []
    wishes = matching.Wishes(count=count, sectors=frozenset({theme}) if theme else None)
    question = matching.ForMetaCluster(across_sectors=across_sectors, abroad=abroad, wishes=wishes)
    answer = matching.suggest(ground, question)
    keys = sorted({int(key) for one in answer.suggestions for key in (one.id, one.other or one.id)})
    bodies = Cluster.objects.defer("search").in_bulk(keys)
    consents, records = consents_of("cluster", keys), records_of(answer)
    found = []
    for one in answer.suggestions:
        both = [int(key) for key in (one.id, one.other) if key is not None and int(key) in bodies]
        if len(both) > 1 and consents.keys() >= set(both):
            found.append(Pair(bodies[both[0]], bodies[both[1]], told_reasons(one, records)))
    return found
