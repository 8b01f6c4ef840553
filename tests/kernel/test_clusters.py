"""The register of clusters reads as a history and adds up to the published totals."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from grappe.kernel.clusters.check import defects
from grappe.kernel.clusters.figures import cluster_evaluations, cluster_figures
from grappe.kernel.clusters.history import (
    clusters_labelled_on,
    heirs_on,
    label_on,
    name_on,
    predecessors,
    tier_on,
)
from grappe.kernel.clusters.load import (
    cluster_bodies,
    cluster_names,
    clusters,
    label_periods,
    other_clusters,
    successions,
    themes,
)
from grappe.kernel.clusters.themes_told import themes_told

IN_2010 = date(2010, 6, 30)
IN_2023 = date(2023, 6, 30)
FOUR_YEARS, ONE_YEAR = 48, 8


def test_the_tables_hold_together() -> None:
    assert list(defects()) == []


@pytest.mark.parametrize(
    ("day", "published"),
    [
        (date(2005, 7, 11), 0),
        (date(2005, 7, 12), 67),
        (date(2006, 12, 31), 66),
        (date(2007, 7, 5), 71),
        (date(2008, 12, 31), 71),
        (date(2010, 5, 10), 71),
        (IN_2010, 71),
        (date(2014, 12, 31), 71),
        (date(2018, 6, 22), 66),
        (date(2019, 2, 28), 56),
        (IN_2023, 55),
        (date(2024, 2, 1), 57),
    ],
)
def test_the_label_adds_up_to_the_published_total(day: date, published: int) -> None:
    assert len(clusters_labelled_on(day)) == published


@pytest.mark.parametrize(
    ("day", "world_class", "world_vocation", "national"),
    [
        (date(2005, 7, 12), 6, 9, 52),
        (date(2007, 12, 31), 7, 10, 54),
        (date(2009, 12, 31), 7, 10, 54),
        (IN_2010, 7, 11, 53),
    ],
)
def test_the_tiers_add_up(day: date, world_class: int, world_vocation: int, national: int) -> None:
    tiers = Counter(tier_on(one.id, day) for one in clusters_labelled_on(day))
    assert tiers == {"world_class": world_class, "world_vocation": world_vocation, "national": national}


def test_the_thirteen_of_2008_were_renewed_or_lost_in_2010() -> None:
    sent_back = [one.cluster_id for one in label_periods() if one.status == "reconfiguration"]
    after = Counter(state.status for one in sent_back if (state := label_on(one, IN_2010)))
    assert after == {"labelled": 7, "lost": 6}


def test_phase_four_gave_four_years_or_one() -> None:
    begun = Counter(one.status for one in label_periods() if one.period.start == date(2019, 2, 1))
    assert begun == {"labelled": FOUR_YEARS, "on_probation": ONE_YEAR}


def test_phase_five_put_six_on_probation() -> None:
    states = Counter(state.status for one in clusters_labelled_on(IN_2023) if (state := label_on(one.id, IN_2023)))
    assert states == {"labelled": 49, "on_probation": 6}


def test_every_cluster_of_2010_has_a_fate_in_2023() -> None:
    without = {one.id for one in clusters_labelled_on(IN_2010) if not heirs_on(one.id, IN_2023)}
    assert without == {"dream", "eau", "hydreos", "novalog", "trimatec"}
    heirs = {heir for one in clusters_labelled_on(IN_2010) for heir in heirs_on(one.id, IN_2023)}
    labelled = {one.id for one in clusters_labelled_on(IN_2023)}
    assert labelled - heirs == {"enter", "infra2050"}


def test_water_came_back_in_2024() -> None:
    assert heirs_on("hydreos", date(2024, 2, 1)) == ("aquanova",)
    assert heirs_on("eau", date(2024, 2, 1)) == ("eau",)


def test_a_cluster_changes_its_name_and_keeps_its_id() -> None:
    assert name_on("plastipolis", IN_2010).name == "Plastipolis"
    assert name_on("plastipolis", IN_2023).name == "Polymeris"
    assert [one.predecessor_id for one in predecessors("plastipolis")] == ["elastopole"]


def test_names_start_with_the_cluster_and_leave_no_gap() -> None:
    for one in clusters().values():
        names = [name for name in cluster_names() if name.cluster_id == one.id]
        assert names[0].period.start == one.founded
        assert all(left.period.meets(right.period) for left, right in pairwise(names))
        assert names[-1].period.end == one.dissolved


def test_a_merged_cluster_holds_no_label_afterwards() -> None:
    for step in successions():
        if step.kind == "merged_into":
            state = label_on(step.predecessor_id, step.date)
            assert state is None or state.status == "lost"


def test_every_cluster_has_one_to_three_known_themes() -> None:
    assert len(themes()) == 18
    for one in clusters().values():
        assert 1 <= len(set(one.themes)) <= 3
    used = {theme for one in clusters().values() for theme in one.themes}
    assert used == set(themes())


def test_a_fact_without_a_source_is_to_verify() -> None:
    held = [one.evidence for one in clusters().values()]
    held += [one.evidence for one in cluster_names()]
    held += [one.evidence for one in label_periods()]
    held += [one.evidence for one in successions()]
    assert all(one.to_verify or one.sources != ("compiled",) for one in held)


def test_french_bodies_are_not_listed_twice() -> None:
    assert len(cluster_bodies()) == 17
    pics = {one.pic for one in cluster_bodies()}
    assert pics.isdisjoint(one.pic for one in other_clusters())
    assert len(other_clusters()) == 73
    assert {one.country for one in other_clusters()} >= {"GR", "GB", "RS"}


def test_evaluations_add_up() -> None:
    groups = Counter((one.year, one.group) for one in cluster_evaluations())
    assert groups == {
        (2008, "reconfiguration"): 13,
        (2012, "very_performing"): 20,
        (2012, "performing"): 35,
        (2012, "less_performing"): 16,
    }
    assert {one.cluster_id for one in cluster_evaluations()} <= set(clusters())
    assert {one.cluster_id for one in cluster_figures()} <= set(clusters())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CEITEC Cluster-bioinformatics z.s.p.o.", {"biotech"}),
        ("Cluster de Energía", {"energy"}),
        ("IKT Cluster", {"ict"}),
    ],
)
def test_a_name_tells_its_themes_and_no_other(name: str, told: set[str]) -> None:
    assert {one.theme for one in themes_told(name)} == told
