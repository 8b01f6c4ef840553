"""A need in words, whatever it is written in; profiles as a file that no spreadsheet runs."""

import pytest
from django.utils import timezone
from tests.factories import make_organisation
from tests.partnership_rows import make_published

from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    snapshots._held.clear()


@pytest.mark.parametrize(
    "need",
    [
        "δεξαμενές υδρογόνου",
        "氢气储罐合作伙伴",
        "شركاء لخزانات الهيدروجين",
        "!!! ??? ...",
        "hydrogen\x00tanks",
        "=1+1",
        "x" * 1000,
    ],
)
def test_a_need_in_any_script_is_answered(client, need):
    consent_to_be_found(body=make_organisation(capabilities_en="Hydrogen tanks"), by=None)
    prepare_snapshot(today=timezone.localdate())
    answer = client.get("/en/partnerships/need/", {"need": need})
    assert answer.status_code == 200
    assert "being made ready" not in answer.content.decode()


def test_a_need_of_200_kilobytes_is_refused_in_words(client):
    answer = client.get("/en/partnerships/need/", {"need": "tanks " * 34_000})
    assert answer.status_code == 200
    assert "at most 1000 characters" in answer.content.decode()


def test_a_formula_in_a_profile_is_a_text_in_its_file(client):
    make_published(title_en="=SUM(A1:A9) composite tanks")
    answer = client.get("/en/partnerships.csv")
    told = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "'=SUM" in told


@pytest.mark.parametrize(
    ("need", "advice"),
    [("x", "Say it in a few words"), ("42", "Say it in a few words"), ("Αισθητήρας νερού", "Say it in French")],
)
def test_a_need_that_says_nothing_is_not_answered_by_chance(client, need, advice):
    consent_to_be_found(body=make_organisation(capabilities_en="Hydrogen tanks"), by=None)
    prepare_snapshot(today=timezone.localdate())
    told = client.get("/en/partnerships/need/", {"need": need}).text
    assert advice in told
    assert "considered" not in told
    assert 'id="filters-switch" autocomplete="off" checked' in told
