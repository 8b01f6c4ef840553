"""Migrations run once for a tree; a half-made database is never copied."""

import os

import psycopg
import pytest

from grappe.cli import migrated

pytestmark = pytest.mark.django_db


def databases():
    with psycopg.connect(os.environ["GRAPPE_DATABASE_URL"], autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [migrated.PREFIX])
        return {row[0] for row in rows}


@pytest.fixture
def other_names(monkeypatch):
    """A family of names of this test's own, cleaned afterwards."""
    monkeypatch.setattr(migrated, "PREFIX", "grappe_trial_")
    yield
    with psycopg.connect(os.environ["GRAPPE_DATABASE_URL"], autocommit=True) as connection:
        for name in databases():
            connection.execute(f'DROP DATABASE "{name}"')


def test_the_suite_runs_on_a_copy_of_the_tree_s_migrated_database(settings):
    assert settings.DATABASES["default"]["TEST"]["TEMPLATE"] == migrated.PREFIX + migrated.fingerprint()
    assert len(databases()) == 1


def test_it_is_made_once_and_an_earlier_tree_s_goes(other_names, monkeypatch):
    made = []
    monkeypatch.setattr(migrated, "migrate", lambda _server, database: made.append(database))
    server = os.environ["GRAPPE_DATABASE_URL"]
    first = migrated.provide_migrated_database(server)
    assert migrated.provide_migrated_database(server) == first
    assert made == ["grappe_trial_half"]
    monkeypatch.setattr(migrated, "fingerprint", lambda: "another")
    assert migrated.provide_migrated_database(server) == "grappe_trial_another"
    assert databases() == {"grappe_trial_another"}


def test_what_a_crash_left_half_made_is_made_again(other_names, monkeypatch):
    def crash(_server, _database):
        raise RuntimeError

    server = os.environ["GRAPPE_DATABASE_URL"]
    monkeypatch.setattr(migrated, "migrate", crash)
    with pytest.raises(RuntimeError):
        migrated.provide_migrated_database(server)
    assert databases() == {"grappe_trial_half"}
    monkeypatch.setattr(migrated, "migrate", lambda _server, _database: None)
    name = migrated.provide_migrated_database(server)
    assert databases() == {name}
