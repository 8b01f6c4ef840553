from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from grappe.apps.core.shared_cache import SharedCache


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache")
        return cursor.fetchone()[0]


def put_expired(key):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_cache VALUES (%s, '', %s)", [key, timezone.now() - timedelta(seconds=5)])


def test_the_cache_of_the_site_is_the_shared_one():
    # Whatever allauth counts must be seen by every process.
    assert isinstance(cache._connections[cache._alias], SharedCache)


@pytest.mark.django_db
def test_what_is_set_is_read_until_it_expires():
    cache.set("a", [1, "é"], 30)

    assert cache.get("a") == [1, "é"]
    assert cache.touch("a", -1)
    assert cache.get("a") is None
    assert not cache.touch("a", 30)


@pytest.mark.django_db
def test_add_refuses_a_live_entry_and_takes_an_expired_one():
    assert cache.add("lock", 1, 30)
    assert not cache.add("lock", 2, 30)
    assert cache.get("lock") == 1

    put_expired(cache.make_key("old"))
    assert cache.add("old", 3, 30)
    assert cache.get("old") == 3


@pytest.mark.django_db
def test_a_value_without_end_stays():
    cache.set("forever", 1, None)

    assert cache.get("forever") == 1


@pytest.mark.django_db
def test_no_live_entry_is_evicted_however_many_there_are():
    cache.set("counter-against-a-guesser", 5, 300)
    for number in range(700):
        cache.set(f"other-{number}", 1, 300)

    assert cache.get("counter-against-a-guesser") == 5


@pytest.mark.django_db
def test_expired_entries_are_swept_by_later_writes():
    for number in range(6):
        put_expired(f"expired-{number}")
    for number in range(3):
        cache.set(f"live-{number}", 1, 300)

    assert rows() == 3


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_at_once_one_succeeds():
    def attempt(number):
        try:
            return cache.add("one-winner", number, 30)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(attempt, range(24)))
    cache.delete("one-winner")

    assert won.count(True) == 1
