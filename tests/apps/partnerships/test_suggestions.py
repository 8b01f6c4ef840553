"""Suggestions: from rows to sentences, only who consented, dismissals, snapshots made once for each version."""

from datetime import date

import pytest
from django.utils import timezone, translation
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)
from tests.partnership_rows import make_published, make_theme

from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.bridge.answers import (
    Wanted,
    clusters_for,
    partners_for,
    partners_for_need,
)
from grappe.apps.partnerships.bridge.pairs import pairs_of_clusters
from grappe.apps.partnerships.bridge.register import texts_of
from grappe.apps.partnerships.bridge.scales import usual_scale
from grappe.apps.partnerships.bridge.snapshots import data_version, prepare_snapshot
from grappe.apps.partnerships.domain.suggestions import (
    consent_to_be_found,
    set_aside,
    take_back_set_aside,
    withdraw_consent,
)
from grappe.apps.partnerships.enums import PartnerScale
from grappe.apps.partnerships.errors import SuggestionRefusedError
from grappe.apps.partnerships.models import MatchingSnapshot
from grappe.apps.partnerships.queries.dismissals import set_aside_rows

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    snapshots._held.clear()


@pytest.fixture
def firm():
    """A firm that worked once with one, whose partner worked with two others; one of these has not consented."""
    firm, known, near, hidden = (make_organisation(name, kind="firm") for name in ("Own", "Known", "Near", "Hidden"))
    for members in ((firm, known), (known, near), (known, hidden)):
        project = make_project(starts_on=date(2022, 1, 1), title_en="Hydrogen tanks")
        for one in members:
            make_participation(project, one)
    for one in (known, near):
        consent_to_be_found(body=one, by=make_user())
    return firm


def names(found):
    return [one.body.legal_name for one in found.rows]


def test_before_a_snapshot_is_made_the_page_is_told_so(firm):
    assert not partners_for(firm, Wanted()).is_ready


def test_only_who_consented_is_suggested_and_each_with_reasons_in_words(firm):
    prepare_snapshot(today=TODAY)
    found = partners_for(firm, Wanted())
    assert set(names(found)) == {"Known", "Near"}
    known = next(one for one in found.rows if one.body.legal_name == "Known")
    with translation.override("en"):
        again = partners_for(firm, Wanted()).rows
    sentences = [reason.sentence for one in again for reason in one.reasons]
    assert "The two have carried 1 project together, in 2022." in sentences
    assert all(reason.sentence and "%" not in reason.sentence for one in again for reason in one.reasons)
    assert any(reason.evidence for reason in known.reasons)
    assert names(partners_for(firm, Wanted(only_new=True))) == ["Near"]
    assert names(partners_for(firm, Wanted(kinds=("laboratory",)))) == []


def test_an_sme_sees_small_ones_and_newcomers_unless_it_asks_otherwise(firm):
    great = [make_organisation(name, kind="laboratory") for name in ("Great 1", "Great 2", "Great 3")]
    for one in great:
        consent_to_be_found(body=one, by=make_user())
    for year in range(2008, 2023):
        project = make_project(starts_on=date(year, 1, 1), title_en="Hydrogen tanks")
        for one in (*great, firm):
            make_participation(project, one)
    prepare_snapshot(today=TODAY)
    assert usual_scale(firm) == PartnerScale.ANY
    assert all(name.startswith("Great") for name in names(partners_for(firm, Wanted(count=3))))
    firm.size_category = "small"
    assert usual_scale(firm) == PartnerScale.MIXED
    small, large, other, *_rest = names(partners_for(firm, Wanted(count=4)))
    assert {small, other} == {"Known", "Near"}
    assert large.startswith("Great")
    assert set(names(partners_for(firm, Wanted(scale=PartnerScale.OWN)))) == {"Known", "Near"}
    assert names(partners_for(firm, Wanted(scale=PartnerScale.ANY, count=1)))[0].startswith("Great")


def test_a_consent_taken_back_holds_at_once_and_in_the_next_snapshot(firm):
    prepare_snapshot(today=TODAY)
    near = next(one.body for one in partners_for(firm, Wanted()).rows if one.body.legal_name == "Near")
    withdraw_consent(body=near, by=make_user())
    assert names(partners_for(firm, Wanted())) == ["Known"]
    prepare_snapshot(today=TODAY)
    assert names(partners_for(firm, Wanted())) == ["Known"]


def test_not_this_one_teaches_and_can_be_taken_back(firm):
    prepare_snapshot(today=TODAY)
    near = next(one.body for one in partners_for(firm, Wanted()).rows if one.body.legal_name == "Near")
    set_aside(body=firm, other=near, by=make_user())
    assert names(partners_for(firm, Wanted(), by_itself=True)) == ["Known"]
    assert "Near" in names(partners_for(firm, Wanted()))
    others = [make_organisation(), make_organisation()]
    kept = [set_aside(body=firm, other=one, by=make_user()) for one in others]
    assert take_back_set_aside(body=firm, rows=[kept[0].pk], by=make_user()) == 1
    assert [row.other for row in set_aside_rows(firm)] == [others[1], near]
    assert take_back_set_aside(body=firm, by=make_user()) == 2
    assert "Near" in names(partners_for(firm, Wanted(), by_itself=True))
    with pytest.raises(SuggestionRefusedError):
        set_aside(body=firm, other=firm, by=make_user())


def test_a_snapshot_is_made_once_for_each_version_of_the_data(firm):
    assert prepare_snapshot(today=TODAY) is not None
    assert prepare_snapshot(today=TODAY) is None
    before = data_version(today=TODAY)
    make_organisation()
    assert data_version(today=TODAY) != before
    for _number in range(3):
        make_organisation()
        prepare_snapshot(today=TODAY)
    assert MatchingSnapshot.objects.count() == snapshots.KEPT
    assert len(list((snapshots.path_of("x").parent).iterdir())) == snapshots.KEPT


def test_what_another_engine_made_ready_is_not_read(monkeypatch):
    before = data_version(today=TODAY)
    monkeypatch.setattr(snapshots.matching, "LAYOUT", snapshots.matching.LAYOUT + 1)
    assert data_version(today=TODAY) != before


def test_a_published_profile_answers_a_need_in_words():
    profile = make_published(make_organisation("Tanks"))
    make_published(
        make_organisation("Other"), title_en="Payments by telephone", summary_en="x" * 90, text_en="y " * 200
    )
    prepare_snapshot(today=TODAY)
    found = partners_for_need("we look for composite tanks for liquid hydrogen", "en", None, Wanted(count=1))
    assert names(found) == ["Tanks"]
    assert found.rows[0].profile == profile
    assert partners_for_need("  ", "en", None, Wanted()).rows == []


def clusters_of_one_theme():
    """One of ours, and two abroad: none has consented yet."""
    theme = make_theme()
    clusters = [make_cluster("Ours"), make_cluster("Theirs", country="DE"), make_cluster("Silent", country="IT")]
    for one in clusters:
        one.themes.add(theme)
    return clusters


def test_clusters_abroad_fit_a_cluster():
    ours, theirs, _silent = clusters = clusters_of_one_theme()
    for one in clusters:
        make_membership(make_organisation(), one)
    consent_to_be_found(body=theirs, by=make_user())
    project = make_project(starts_on=date(2023, 1, 1))
    for one in (ours, theirs):
        one.body = make_organisation()
        one.save()
        make_participation(project, one.body)
    prepare_snapshot(today=TODAY)
    with translation.override("en"):
        found = clusters_for(ours, Wanted())
    assert [one.body for one in found.rows] == [theirs]
    sentences = [reason.sentence for reason in found.rows[0].reasons]
    assert "The two or their members have carried 1 project together, in 2023." in sentences


def test_texts_are_not_alike_because_both_are_invented():
    french, english = texts_of("Capteur simulé", "Sensor (simulated)", "project-1", is_simulated=True)
    assert (french.text.split(), english.text.split()) == (["Capteur"], ["Sensor", "()"])
    assert texts_of("Moteur simulé", "", "project-1")[0].text == "Moteur simulé"
    said = "Projet simulé pour la démonstration : il ne décrit aucun projet réel."
    english = "Simulated for the demonstration: it describes no real project."
    told = texts_of(said, english, "project-1", is_simulated=True)
    assert not any(word in one.text for one in told for word in ("réel", "real", "describes"))


def test_nobody_is_suggested_for_being_active_alone(firm):
    unknown = make_organisation("Unknown")
    prepare_snapshot(today=TODAY)
    assert names(partners_for(unknown, Wanted())) == []
    assert names(partners_for_need("δεξαμενές", "en", None, Wanted())) == []


def test_pairs_of_clusters_that_both_consented_could_found_a_network():
    ours, theirs, _silent = clusters_of_one_theme()
    for one in (ours, theirs):
        consent_to_be_found(body=one, by=None)
    assert pairs_of_clusters(across_sectors=False) == []
    prepare_snapshot(today=TODAY)
    (pair,) = pairs_of_clusters(across_sectors=False)
    assert {pair.one, pair.other} == {ours, theirs}
    assert pair.reasons
    assert pairs_of_clusters(across_sectors=True) == []
    withdraw_consent(body=theirs, by=make_user())
    assert pairs_of_clusters(across_sectors=False) == []


def test_who_is_only_near_is_told_so_and_nearness_comes_before_activity():
    unknown = make_organisation("Drone", kind="firm", city="Nice")
    near = make_organisation("Near", kind="firm", city="Nice")
    make_participation(make_project(starts_on=date(2024, 1, 1)), near)
    consent_to_be_found(body=near, by=make_user())
    prepare_snapshot(today=TODAY)
    found = partners_for(unknown, Wanted(scale=PartnerScale.ANY))
    assert names(found) == ["Near"]
    codes = [told.code for told in found.rows[0].reasons]
    assert codes[0] == "same_place"
    assert set(codes[1:]) <= {"active", "newcomer"}
    assert found.are_near_only


def test_where_more_is_known_nobody_is_called_near_only(firm):
    prepare_snapshot(today=TODAY)
    assert not partners_for(firm, Wanted()).are_near_only
