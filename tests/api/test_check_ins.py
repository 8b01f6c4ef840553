"""The batch of a phone: by token or by the session of our own page, and by nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import make_user
from tests.forum_rows import make_edition, make_registration

from grappe.apps.accounts.domain.tokens import create_token
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import CheckIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(slug="forum-2027")


@pytest.fixture
def host(edition):
    user = make_user()
    appoint(user=user, edition=edition, duty=Duty.DESK, by=None)
    return user


def batch(*codes, **changed):
    now = timezone.now().isoformat()
    scans = [{"event": str(uuid4()), "code": code, "at": now} | changed for code in codes]
    return {"device": "phone 1", "scans": scans}


def send(client, body, **headers):
    address = "/api/v1/forum/forum-2027/check-ins"
    return client.post(address, body, content_type="application/json", headers=headers)


def bearer(user, *scopes):
    return f"Bearer {create_token(name='door', scopes=list(scopes), valid_for=timedelta(days=1), by=user)[1]}"


def test_a_token_sends_scans_and_is_answered_each(edition, host):
    person = make_registration(edition, full_name="Ada Byron", organisation_name="Engines")
    cancelled = make_registration(edition, state="cancelled")
    answer = send(Client(), batch(person.code, cancelled.code, "x"), Authorization=bearer(host, "write"))
    told = answer.json()["answers"]
    assert [one["outcome"] for one in told] == ["admitted", "refused", "unknown"]
    assert (told[0]["name"], told[0]["organisation"], told[1]["state"]) == ("Ada Byron", "Engines", "cancelled")
    assert answer.json()["now"]
    assert CheckIn.objects.filter(client="phone 1").count() == 3


def test_reasons_come_in_the_language_asked_for(edition, host):
    body = batch(make_registration(edition, state="cancelled").code)
    answer = send(Client(), body, Authorization=bearer(host, "write"), **{"Accept-Language": "fr"})
    assert "annulée" in answer.json()["answers"][0]["reason"]


def test_a_session_needs_the_token_of_our_page(edition, host):
    client = Client(enforce_csrf_checks=True)
    client.force_login(host)
    assert send(client, batch("x")).status_code == 403
    client.get("/en/office/forum/forum-2027/check-in/")
    token = client.cookies["csrftoken"].value
    assert send(client, batch("x"), **{"X-CSRFToken": token}).status_code == 200


def test_a_visitor_a_reader_and_a_stranger_send_nothing(edition, host):
    stranger = make_user()
    assert send(Client(), batch("x")).status_code == 401
    assert send(Client(), batch("x"), Authorization=bearer(host, "read")).status_code == 403
    assert send(Client(), batch("x"), Authorization=bearer(stranger, "write")).status_code == 403
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "2027-11-18T09:00:00"},
        {"at": 1826524800},
        {"event": "7"},
        {"direction": "up"},
        {"code": "x" * 201},
        {"door": "\0"},
    ],
)
def test_a_scan_that_is_none_is_refused_by_its_place(edition, host, wrong):
    answer = send(Client(), batch("x", **wrong), Authorization=bearer(host, "write"))
    assert answer.status_code == 422
    assert f"scans.0.{next(iter(wrong))}" in answer.json()["detail"]


@pytest.mark.parametrize(
    "hour", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2027-11-18T09:00:00+23:00"]
)
def test_a_device_that_has_lost_the_hour_loses_no_scan(edition, host, hour):
    person = make_registration(edition)
    answer = send(Client(), batch(person.code, at=hour), Authorization=bearer(host, "write"))
    assert answer.json()["answers"][0]["outcome"] == "admitted"
