"""Say what is wrong with the tables of clusters, if anything is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from grappe.kernel.clusters.load import (
    cluster_bodies,
    cluster_names,
    cluster_tiers,
    clusters,
    label_periods,
    other_clusters,
    successions,
    themes,
)
from grappe.kernel.clusters.model import Cluster
from grappe.kernel.clusters.themes_told import theme_words
from grappe.kernel.countries import countries
from grappe.kernel.periods import Period, overlapping
from grappe.kernel.places import department_of_commune
from grappe.kernel.tables import FactsDefectError
from grappe.kernel.territories import region_of, regions


def require_sound_register() -> None:
    """Refuse to go on with tables that contradict themselves; call before loading them elsewhere."""
    for defect in defects():
        raise FactsDefectError("clusters", defect)


def defects() -> Iterator[str]:
    """Each broken reference, overlap or unknown region, as one sentence."""
    for one in clusters().values():
        yield from cluster_defects(one)
    yield from reference_defects()
    yield from overlap_defects("name", ((one.cluster_id, one.period) for one in cluster_names()))
    yield from overlap_defects("tier", ((one.cluster_id, one.period) for one in cluster_tiers()))
    yield from overlap_defects("label", ((one.cluster_id, one.period) for one in label_periods()))
    for step in successions():
        if step.predecessor_id == step.successor_id:
            yield f"{step.predecessor_id} succeeds itself"


def cluster_defects(one: Cluster) -> Iterator[str]:
    if one.country not in countries():
        yield f"{one.id} is in an unknown country {one.country!r}"
    for theme in set(one.themes) - set(themes()):
        yield f"{one.id} has an unknown theme {theme!r}"
    for code in set(one.regions_2016) - set(regions("2016")):
        yield f"{one.id} names an unknown region of 2016 {code!r}"
    for code in set(one.regions_before_2016) - set(regions("before_2016")):
        yield f"{one.id} names an unknown region of before 2016 {code!r}"
    if not seat_is_at_home(one):
        yield f"{one.id} has its seat outside its regions"
    first = next((name for name in cluster_names() if name.cluster_id == one.id), None)
    if first is None or first.name != one.name:
        yield f"{one.id} does not bear its first name"


def seat_is_at_home(one: Cluster) -> bool:
    if one.headquarters is None:
        return True
    home = region_of(department_of_commune(one.headquarters.commune_code))
    return home is not None and home.code in one.regions_2016


def reference_defects() -> Iterator[str]:
    named = {
        *(one.cluster_id for one in cluster_names()),
        *(one.cluster_id for one in cluster_tiers()),
        *(one.cluster_id for one in label_periods()),
        *(one.cluster_id for one in cluster_bodies()),
    }
    for unknown in sorted(named - set(clusters())):
        yield f"a table names an unknown cluster {unknown!r}"
    for step in successions():
        for end in (step.predecessor_id, step.successor_id):
            if end not in clusters():
                yield f"a succession names an unknown cluster {end!r}"
    for other in other_clusters():
        if other.country not in countries():
            yield f"{other.id} is in an unknown country {other.country!r}"
    for word, theme in theme_words():
        if theme not in themes():
            yield f"the word {word!r} tells an unknown theme {theme!r}"


def overlap_defects(what: str, pairs: Iterable[tuple[str, Period]]) -> Iterator[str]:
    held: dict[str, list[Period]] = defaultdict(list)
    for one, period in pairs:
        held[one].append(period)
    for one, periods in held.items():
        for left, right in overlapping(periods):
            yield f"{one} has two {what}s from {right.start} (the other from {left.start})"
