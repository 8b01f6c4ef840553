"""``grappe audit``: the seal of the log from a terminal."""

import json

import pytest
from django.db import connection
from tests.factories import make_user
from typer.testing import CliRunner

from grappe.apps.accounts.domain.audit import record_action
from grappe.cli.main import app
from grappe.conf.environment import AUDIT_KEY

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


@pytest.fixture
def entry():
    user = make_user()
    return record_action(by=user, verb="set_values", target=user, reason="asked")


def change(entry):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_auditentry SET reason = 'never' WHERE id = %s", [entry.pk])


def test_a_whole_log_is_said_so(entry):
    answer = run("verify")
    assert answer.exit_code == 0, answer.output
    assert "1 sealed entries" in answer.output
    assert "Nothing was changed" in answer.output


def test_the_first_bad_entry_is_named(entry):
    run("verify")
    change(entry)
    answer = run("verify")
    assert answer.exit_code == 1
    assert f"First fault: entry or seal changed (entry {entry.pk}, place in the chain 1)" in answer.output
    told = json.loads(run("verify", "--json").stdout)
    assert told["faults"][0]["entry"] == entry.pk


def test_a_digest_goes_out_and_proves_itself_later(entry, tmp_path):
    kept = tmp_path / "digest.json"
    assert run("digest", "--out", kept).exit_code == 0
    assert run("verify", "--digest", kept).exit_code == 0
    assert json.loads(run("digest", "--number", 1).stdout) == json.loads(kept.read_text())
    document = json.loads(kept.read_text())
    document["statement"] = document["statement"].replace('"entries":1', '"entries":2')
    kept.write_text(json.dumps(document))
    answer = run("verify", "--digest", kept)
    assert answer.exit_code == 1
    assert "digest changed" in answer.output


def test_a_file_that_is_no_digest_is_refused(entry, tmp_path):
    file = tmp_path / "other.json"
    file.write_text("[1]")
    answer = run("verify", "--digest", file)
    assert answer.exit_code == 2
    assert "not a digest" in answer.output


def test_without_a_key_the_command_says_how_to_make_one(entry, settings):
    settings.AUDIT_KEY = ""
    answer = run("digest")
    assert answer.exit_code == 1
    assert "grappe audit key" in answer.output


def test_a_new_key_is_one_that_the_settings_take():
    line = run("key").stdout.splitlines()[0]
    assert AUDIT_KEY.fullmatch(line.removeprefix("GRAPPE_AUDIT_KEY="))
