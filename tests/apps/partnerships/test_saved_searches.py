"""Saved searches: a letter only when something is new, and one click that stops it without a cookie."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_user
from tests.partnership_rows import make_published

from grappe.apps.partnerships.domain.saved_searches import (
    MOST,
    asked_of,
    save_search,
    send_digest,
    send_digests,
    stop_letters,
    token_of,
)
from grappe.apps.partnerships.errors import SearchRefusedError

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def save(user=None, query="stage=prototype&words=hydrogen&page=3&evil=1", today=TODAY):
    return save_search(user=user or make_user(language="en"), name="Tanks", query=query, today=today)


def test_only_known_filters_are_kept():
    search = save()
    assert search.query == "stage=prototype&words=hydrogen"
    assert asked_of(search).stage == "prototype"


def test_a_letter_leaves_when_something_is_new_and_never_twice_for_the_same():
    search = save()
    assert send_digests(today=TOMORROW) == 0
    profile = make_published()
    search.seen_until = TODAY
    search.save()
    assert send_digests(today=TOMORROW) == 1
    assert send_digests(today=TOMORROW) == 0
    letter = ProcrastinateJob.objects.get(task_name="partnerships.send_digest").args
    assert profile.reference in letter["body"]
    send_digest(**letter)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"] == f"<{letter['stop']}>"


def test_one_click_stops_the_letters_without_signing_in_or_a_cookie():
    search = save()
    address = f"/unsubscribe/{token_of(search)}/"
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    search.refresh_from_db()
    assert search.wants_letters
    answer = client.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    search.refresh_from_db()
    assert not search.wants_letters
    make_published()
    assert send_digests(today=TOMORROW) == 0


def test_a_token_that_is_not_ours_stops_nothing():
    search = save()
    assert stop_letters(token=token_of(search)[:-2] + "xx") is None
    assert Client().post("/unsubscribe/nonsense/").status_code == 404


def test_nobody_keeps_searches_without_end():
    user = make_user()
    for number in range(MOST):
        save(user, query=f"words=w{number}")
    with pytest.raises(SearchRefusedError):
        save(user, query="words=more")
