"""Ask the register of clusters about a day."""

from datetime import date

from grappe.kernel.clusters.load import cluster_names, cluster_tiers, clusters, label_periods, successions
from grappe.kernel.clusters.model import Cluster, ClusterName, LabelPeriod, LabelStatus, Succession, Tier

HOLDING_THE_LABEL: frozenset[LabelStatus] = frozenset({"labelled", "on_probation", "reconfiguration"})


def clusters_labelled_on(day: date) -> tuple[Cluster, ...]:
    """The clusters that held the label on a day, on probation or not, by id: 71 in 2010, 55 in mid-2023."""
    held = {one.cluster_id for one in label_periods() if one.status in HOLDING_THE_LABEL and one.period.contains(day)}
    return tuple(clusters()[one] for one in sorted(held))


def label_on(cluster_id: str, day: date) -> LabelPeriod | None:
    """The state of a cluster's label on a day; none before its first label or under another's label."""
    for one in label_periods():
        if one.cluster_id == cluster_id and one.period.contains(day):
            return one
    return None


def name_on(cluster_id: str, day: date) -> ClusterName:
    """The name in use on a day; before the first name, the first; after the last, the last."""
    names = sorted((one for one in cluster_names() if one.cluster_id == cluster_id), key=lambda one: one.period.start)
    begun = [one for one in names if one.period.start <= day]
    return begun[-1] if begun else names[0]


def tier_on(cluster_id: str, day: date) -> Tier | None:
    """The tier on a day; none where no tier was published."""
    for one in cluster_tiers():
        if one.cluster_id == cluster_id and one.period.contains(day):
            return one.tier
    return None


def predecessors(cluster_id: str) -> tuple[Succession, ...]:
    """What went into a cluster, oldest first."""
    return tuple(one for one in successions() if one.successor_id == cluster_id)


def successors(cluster_id: str) -> tuple[Succession, ...]:
    """What became of a cluster, oldest first."""
    return tuple(one for one in successions() if one.predecessor_id == cluster_id)


def heirs_on(cluster_id: str, day: date) -> tuple[str, ...]:
    """The ids of the clusters that carry a cluster's label on a day, itself or through successions."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [cluster_id]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        state = label_on(one, day)
        if state is not None and state.status in HOLDING_THE_LABEL:
            found.add(one)
        else:
            waiting += latest_successors(one, day)
    return tuple(sorted(found))


def latest_successors(cluster_id: str, day: date) -> list[str]:
    """Where the last step before a day led: a cluster may join a federation and leave it for a merger."""
    steps = [step for step in successors(cluster_id) if step.date <= day]
    last = max((step.date for step in steps), default=None)
    return [step.successor_id for step in steps if step.date == last]
