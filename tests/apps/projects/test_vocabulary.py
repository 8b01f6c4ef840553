import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_cluster, make_organisation, make_project

from grappe.apps.core.models import Word
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from grappe.apps.projects.tasks import count_words_soon

pytestmark = pytest.mark.django_db


def test_words_are_counted_without_accents_and_forgotten_when_nobody_holds_them():
    first = make_organisation("Société Électrique", city="Nice")
    make_organisation("Électrique du Nord 2000")
    make_cluster("Pôle électrique")
    make_project("VOLTA", title_fr="Réseau électrique")
    refresh_vocabulary()
    held = dict(Word.objects.values_list("word", "holders"))
    assert held["electrique"] == 4
    assert held["volta"] == 1
    assert "2000" not in held

    first.legal_name = "Autre"
    first.save()
    refresh_vocabulary()
    held = dict(Word.objects.values_list("word", "holders"))
    assert held["electrique"] == 3
    assert "societe" not in held


def test_merged_records_are_not_counted():
    make_organisation("Unrepeatable", merged_into=make_organisation("Kept"))
    refresh_vocabulary()
    assert not Word.objects.filter(word="unrepeatable").exists()


def test_asking_twice_waits_once():
    count_words_soon()
    count_words_soon()
    assert ProcrastinateJob.objects.filter(task_name="projects.count_words").count() == 1
