"""Guessing is counted once, over every process and address."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection

from tests.factories import make_user

LOGIN = "/en/account/login/"
PASSWORD = "correct horse battery"
ALLOWED = 5


def guess(client, email, password="a wrong guess", ip="192.0.2.1"):
    return client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=ip)


@pytest.fixture
def account():
    return make_user("ada@example.org")


@pytest.mark.django_db
def test_the_right_password_is_refused_after_too_many_wrong_ones_from_many_addresses(client, account):
    for number in range(ALLOWED):
        assert "not correct" in guess(client, account.email, ip=f"192.0.2.{number}").content.decode()

    answer = guess(client, account.email, PASSWORD, ip="198.51.100.7")

    assert "Too many failed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_case_of_the_address_does_not_open_a_second_count(client, account):
    for number in range(ALLOWED):
        guess(client, account.email.upper() if number % 2 else account.email)

    assert "Too many failed" in guess(client, "Ada@Example.org", PASSWORD).content.decode()


@pytest.mark.django_db
def test_another_person_is_not_locked_out(client, account):
    for _ in range(ALLOWED + 1):
        guess(client, "somebody-else@example.org")

    assert guess(client, account.email, PASSWORD).status_code == 302


@pytest.mark.django_db
def test_a_sign_in_that_succeeds_does_not_count_as_a_guess(client, account):
    for _ in range(ALLOWED + 2):
        assert guess(client, account.email, PASSWORD).status_code == 302
        client.logout()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_guess_at_once_share_one_count(client, account):
    script = str(Path(__file__).with_name("guessing.py"))
    processes = [
        subprocess.Popen(
            [sys.executable, script, account.email, f"203.0.{number}", "4"],
            env=os.environ | {"GRAPPE_DATABASE_URL": address_of_test_database()},
            stdout=subprocess.PIPE,
        )
        for number in range(3)
    ]
    answers = [answer for process in processes for answer in json.loads(process.communicate(timeout=120)[0])]
    locked = "Too many failed" in guess(client, account.email, PASSWORD).content.decode()
    cache.clear()

    assert set(answers) <= {"checked", "locked"}
    # A lock not had in time counts as locked, so that fewer may be checked, never more.
    assert 1 <= answers.count("checked") <= ALLOWED
    assert locked


def address_of_test_database():
    held = connection.settings_dict
    user = quote(held["USER"], safe="") + (f":{quote(held['PASSWORD'], safe='')}" if held["PASSWORD"] else "")
    host = held["HOST"]
    query = f"?host={quote(host, safe='')}" if host.startswith("/") else ""
    server = "" if query else f"{host}:{held['PORT']}" if held["PORT"] else host
    return f"postgresql://{user}@{server}/{held['NAME']}{query}"
