from datetime import date

import pytest
from django.db.models import Q

from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Cluster, LabelPeriod, Territory

TODAY = date(2026, 1, 1)
IN_FORCE = ["labelled", "on_probation", "reconfiguration"]


@pytest.fixture
def programme(db):
    load_reference()
    return load_programme(today=TODAY)


def labelled_on(day):
    return LabelPeriod.objects.filter(Q(status__in=IN_FORCE), period__contains=day).count()


def test_the_71_of_2010_become_the_55_of_2023(programme):
    assert labelled_on(date(2010, 6, 1)) == 71
    assert labelled_on(date(2023, 6, 30)) == 55


def test_loading_again_changes_nothing(programme):
    before = Cluster.objects.count()
    assert programme == before
    load_reference()
    assert load_programme(today=TODAY) == 0
    assert Cluster.objects.count() == before


def test_an_old_region_lies_where_it_lay(programme):
    cluster = Cluster.objects.get(slug="aerospace-valley")
    assert set(cluster.territories.filter(kind="former_region").values_list("name_fr", flat=True)) == {
        "Aquitaine",
        "Midi-Pyrénées",
    }
    assert cluster.department.name_fr == "Haute-Garonne"


def test_every_department_of_france_has_both_regions(programme):
    without = Territory.objects.filter(kind="department", region=None).values_list("code", flat=True)
    assert len(without) == 8, "only the overseas collectivities have none"


def test_a_foreign_cluster_is_the_same_thing_with_another_flag(programme):
    foreign = Cluster.objects.exclude(country="FR")
    assert foreign.count() > 40
    assert not foreign.filter(body=None).exists()


def test_a_foreign_cluster_has_the_themes_that_its_name_tells_and_says_so(programme):
    foreign = Cluster.objects.exclude(country="FR")
    with_themes = foreign.exclude(themes=None).distinct().count()
    assert with_themes > foreign.count() * 0.8
    energy = foreign.get(name="CLUSTER DE ENERGIA")
    assert [one.code for one in energy.themes.all()] == ["energy"]
    origin = energy.origin_of("themes")
    assert origin["source"] == "derived-from-name"
    assert origin["words"] == ["ENERGIA"]
    assert foreign.get(name="CLUSTERLAND SWEDEN AB").themes.count() == 0


def test_themes_that_somebody_took_away_are_not_derived_again(programme):
    cluster = Cluster.objects.get(name="CLUSTER DE ENERGIA")
    cluster.themes.clear()
    load_programme(today=TODAY)
    assert cluster.themes.count() == 0
