import json

import pytest
from django.db import connection

from grappe.apps.accounts.domain.log_checks import record_check
from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.domain.sealing import seal_entries, sign_digest
from grappe.apps.accounts.enums import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/en/office/audit/"


@pytest.fixture
def page(client):
    user = make_user()
    grant_role(user=user, role=Role.ADMINISTRATOR, by=None)
    client.force_login(user)

    def read():
        return client.get(PAGE).content.decode()

    return read


def test_the_office_sees_how_the_seal_stands(page):
    assert "1 waits for its seal" in page()
    seal_entries()
    sign_digest()
    record_check()
    text = page()
    assert "waits for" not in text
    assert "number 1" in text
    assert "nothing was changed" in text


def test_a_fault_stands_out(page):
    seal_entries()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_auditentry SET reason = 'x' RETURNING id")
        (entry,) = cursor.fetchone()
    record_check()
    assert "found a fault: entry or seal changed" in page()
    assert f"First bad entry: {entry}" in page()


def test_a_site_without_a_key_says_so(page, settings):
    settings.AUDIT_KEY = ""
    assert "Digests are not signed" in page()


def test_the_digests_go_out_as_a_file(page, client):
    seal_entries()
    sign_digest()
    documents = json.loads(client.get(f"{PAGE}digests.json").content)
    assert [json.loads(one["statement"])["entries"] for one in documents] == [1]
