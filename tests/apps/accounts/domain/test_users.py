import re

import pytest
from allauth.account.models import EmailAddress
from tests.factories import make_user

from grappe.apps.accounts.domain.users import (
    AccountExistsError,
    CannotDeactivateError,
    deactivate_user,
    invite_person,
    reactivate_user,
    update_profile,
)
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import AuditEntry, RoleGrant, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    person = User.objects.create_user("root@example.org")
    RoleGrant.objects.create(user=person, role=Role.ADMINISTRATOR)
    return person


def test_profile_changes_and_is_recorded(administrator):
    update_profile(user=administrator, full_name="Zoé Ünal", language="en", by=administrator)

    administrator.refresh_from_db()
    assert (administrator.full_name, administrator.language) == ("Zoé Ünal", "en")
    assert AuditEntry.objects.get().verb == "update_profile"


def test_a_closed_account_loses_its_sessions_and_may_come_back(administrator, client):
    person = User.objects.create_user("ada@example.org")
    client.force_login(person)

    deactivate_user(user=person, reason="left the firm", by=administrator)
    assert client.get("/fr/account/email/").status_code == 302

    reactivate_user(user=person, reason="is back", by=administrator)
    assert [entry.reason for entry in AuditEntry.objects.all()] == ["is back", "left the firm"]


def test_nobody_closes_the_own_account_or_the_last_administrator(administrator):
    other = User.objects.create_user("ada@example.org")
    with pytest.raises(CannotDeactivateError):
        deactivate_user(user=administrator, reason="", by=administrator)
    with pytest.raises(CannotDeactivateError):
        deactivate_user(user=administrator, reason="", by=other)


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_signs_in_with_a_code_and_so_proves_the_address(client, mailoutbox):
    administrator = make_user("root@example.org")
    user = invite_person(email="New@Example.org", full_name="Noé", language="en", by=administrator)
    assert "An account is open for you" in mailoutbox[0].subject
    assert not user.has_usable_password()
    assert not EmailAddress.objects.get(user=user).verified

    client.post("/en/account/login/code/", {"email": "new@example.org"})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailoutbox[1].body, re.MULTILINE)[0]
    client.post("/en/account/login/code/confirm/", {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified


def test_nobody_is_invited_over_an_account(administrator):
    with pytest.raises(AccountExistsError):
        invite_person(email="ROOT@example.org", full_name="", language="fr", by=administrator)
