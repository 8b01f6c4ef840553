from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection
from tests.factories import make_user

from grappe.apps.accounts.domain.roles import LastAdministratorError, grant_role, revoke_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import AuditEntry, RoleGrant


@pytest.mark.django_db
def test_a_role_is_granted_once_and_revoked():
    person, boss = make_user(), make_user()
    for _twice in range(2):
        grant_role(user=person, role=Role.EXPERT, by=boss)
    assert RoleGrant.objects.count() == 1
    revoke_role(user=person, role=Role.EXPERT, by=boss)
    assert not RoleGrant.objects.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["grant_role", "revoke_role"]


@pytest.mark.django_db
def test_the_last_administrator_stays():
    boss = make_user()
    grant_role(user=boss, role=Role.ADMINISTRATOR, by=None)
    with pytest.raises(LastAdministratorError):
        revoke_role(user=boss, role=Role.ADMINISTRATOR, by=boss)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_revoke_each_other_at_once():
    pair = [make_user(), make_user()]
    for person in pair:
        grant_role(user=person, role=Role.ADMINISTRATOR, by=None)

    def revoke(order):
        try:
            revoke_role(user=pair[order], role=Role.ADMINISTRATOR, by=pair[1 - order])
        except LastAdministratorError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(revoke, (0, 1))) == [False, True]


@pytest.mark.django_db
def test_the_log_can_only_grow():
    grant_role(user=make_user(), role=Role.EXPERT, by=None)
    with pytest.raises(DatabaseError):
        AuditEntry.objects.update(verb="nothing happened")
