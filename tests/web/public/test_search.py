"""What the search box answers, over rows that a reader would look for."""

import pytest
from tests.factories import make_cluster, make_organisation, make_participation, make_project

from grappe.apps.directory.models import ClusterName, Identifier, Organisation, Theme
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from grappe.web.public.search import search_everything


def names(group):
    return [str(row) for row in group.rows]


@pytest.fixture
def register(db):
    nice = make_organisation(
        "Université Côte d'Azur",
        short_name="UCA",
        city="Nice",
        capabilities_fr="Électronique embarquée et capteurs connectés",
        capabilities_en="Embedded electronics and connected sensors",
    )
    make_organisation("Université de Bretagne occidentale", city="Brest")
    make_organisation("Ucalyptus Conseil", city="Nice")
    make_organisation("Saint-Gobain Recherche", other_names=["SGR"], country="FR")
    for scheme, value in [
        ("siren", "552100554"),
        ("vat", "FR83552100554"),
        ("pic", "999997930"),
        ("rnsr", "199812892C"),
    ]:
        Identifier.objects.create(organisation=nice, scheme=scheme, value=value)
    ict = Theme.objects.create(code="test-energy", name_fr="Énergie", name_en="Energy")
    scs = make_cluster("Solutions communicantes sécurisées", acronym="SCS", slug="t-scs", city="Sophia Antipolis")
    scs.themes.add(ict)
    ClusterName.objects.create(
        cluster=scs, name="Microtechniques du Sud", acronym="MDS", period=("2005-07-12", "2008-01-01")
    )
    project = make_project(
        "MICROVAX", title_fr="Vaccin intradermique", title_en="Intradermal vaccine", reference="ANR-10-LABX-0061"
    )
    make_participation(project, nice)
    refresh_vocabulary()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("universite cote d'azur", "Université Côte d'Azur"),
        ("UNIVERSITÉ CÔTE D’AZUR", "Université Côte d'Azur"),
        ("uca", "Université Côte d'Azur"),
        ("univ azur", "Université Côte d'Azur"),
        ("capteur connecté", "Université Côte d'Azur"),
        ("sensor", "Université Côte d'Azur"),
        ("électroniques", "Université Côte d'Azur"),
        ("saint gobain", "Saint-Gobain Recherche"),
        ("sgr", "Saint-Gobain Recherche"),
        ("univrsité côte dazur", "Université Côte d'Azur"),
        ("saintgobain", "Saint-Gobain Recherche"),
        ("Bretagn", "Université de Bretagne occidentale"),
        ("Bertagne", "Université de Bretagne occidentale"),
    ],
)
def test_the_organisation_meant_comes_first(register, typed, first):
    assert names(search_everything(typed).organisations)[0] == first


@pytest.mark.parametrize(
    "typed",
    ["552100554", "552 100 554", "SIREN 552.100.554", "55210055400013", "552 100 554 00013", "fr 83 552100554",
     "PIC: 999997930", "199812892c", "55210"],
)  # fmt: skip
def test_numbers_are_found_however_they_are_typed(register, typed):
    assert [str(row) for row in search_everything(typed).identified] == ["Université Côte d'Azur"]


@pytest.mark.parametrize("typed", ["scs", "SCS", "solutions communicantes", "microtechniques", "mds", "sophia"])
def test_a_cluster_is_found_by_its_names_of_today_and_earlier(register, typed):
    assert names(search_everything(typed).clusters) == ["Solutions communicantes sécurisées"]


@pytest.mark.parametrize(
    "typed", ["microvax", "vaccins", "vaccines", "anr-10-labx-0061", "ANR-10-LABX-0061", "micro vax"]
)
def test_a_project_is_found(register, typed):
    assert names(search_everything(typed).projects) == ["MICROVAX"]


@pytest.mark.parametrize("typed", ["énergies", "energy", "ener"])
def test_a_theme_is_found_in_both_languages(register, typed):
    assert [theme.code for theme in search_everything(typed).themes.rows] == ["test-energy"]


@pytest.fixture
def valleys(db):
    make_cluster("Aerospace Valley", slug="t-aerospace-valley")
    cosmetic = make_cluster("Cosmetic Valley", slug="t-cosmetic-valley", city="Chartres")
    cosmetic.themes.add(Theme.objects.create(code="test-scents", name_fr="Parfums", name_en="Fragrances"))
    for number in range(3):
        make_organisation(f"Travaux de la vallée {number}")
        make_organisation(f"Université de l'espace {number}")
    refresh_vocabulary()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aerospace vallee", "Aerospace Valley"),
        ("aérospace vallée", "Aerospace Valley"),
        ("aerospce valey", "Aerospace Valley"),
        ("aerospase", "Aerospace Valley"),
        ("cosmétiques", "Cosmetic Valley"),
        ("cosmetics", "Cosmetic Valley"),
        ("cosmetik valley", "Cosmetic Valley"),
        ("parfum", "Cosmetic Valley"),
        ("fragrance chartres", "Cosmetic Valley"),
    ],
)
def test_a_cluster_is_found_by_a_name_near_its_own_and_by_its_theme(valleys, typed, first):
    found = search_everything(typed)
    assert names(found.clusters)[0] == first
    assert not found.partial


def test_a_common_word_is_meant_as_it_stands(valleys):
    assert names(search_everything("vallée").clusters) == []


def test_a_respelt_search_says_what_it_looked_for(register):
    found = search_everything("Bertagne")
    assert found.respelt
    assert found.searched.text == "bretagne"


def test_failing_everything_the_rarest_word_answers(register):
    found = search_everything("gobain zzzzzzzz")
    assert found.partial
    assert names(found.organisations) == ["Saint-Gobain Recherche"]


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "&|!:*", "zzzzzzzz", "清华大学", "q" * 10_000, "a:* & !b"])
def test_whatever_is_typed_gets_an_answer(register, typed):
    assert search_everything(typed).total == 0


def test_a_merged_record_does_not_answer(register):
    kept = Organisation.objects.get(short_name="UCA")
    Organisation.objects.filter(legal_name="Ucalyptus Conseil").update(merged_into=kept)
    assert search_everything("ucalyptus").total == 0


def test_more_projects_come_first_among_equals(db):
    make_organisation("Institut Alpha Un")
    busy = make_organisation("Institut Alpha Bis")
    for _number in range(3):
        make_participation(make_project(), busy)
    assert names(search_everything("institut alpha").organisations)[0] == "Institut Alpha Bis"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, db, rows):
    for number in range(rows):
        organisation = make_organisation(f"Beta {number}")
        make_participation(make_project(f"BETA{number}"), organisation)
        make_cluster(f"Beta valley {number}")
    for number in range(5):
        make_organisation(f"Beta more {number}")
    with django_assert_num_queries(4):
        search_everything("beta")
