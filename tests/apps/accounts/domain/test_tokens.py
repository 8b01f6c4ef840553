from datetime import timedelta

import pytest
from django.utils import timezone

from grappe.apps.accounts.domain.tokens import TokenRefusedError, create_token, find_token, revoke_token
from grappe.apps.accounts.models import ApiToken, AuditEntry, User

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def person():
    return User.objects.create_user("ada@example.org")


def test_the_secret_opens_the_token_and_is_not_kept(person):
    token, secret = create_token(name="export", scopes=["read"], valid_for=MONTH, by=person)

    assert find_token(secret) == token
    assert secret not in str(ApiToken.objects.values_list()[0])
    assert secret not in str(list(AuditEntry.objects.values_list()))
    assert AuditEntry.objects.get().verb == "create_token"


def test_another_secret_opens_nothing(person):
    _, secret = create_token(name="export", scopes=["read"], valid_for=MONTH, by=person)

    assert find_token(secret[:-1]) is None
    assert find_token("") is None


def test_a_token_ends_at_its_date_with_its_owner_or_by_revocation(person):
    token, secret = create_token(name="export", scopes=["read", "write"], valid_for=MONTH, by=person)
    person.is_active = False
    person.save()
    assert find_token(secret) is None

    person.is_active = True
    person.save()
    assert find_token(secret) == token

    ApiToken.objects.update(expires_at=timezone.now())
    assert find_token(secret) is None

    revoke_token(token=token, by=person)
    assert ApiToken.objects.count() == 0
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["revoke_token", "create_token"]


@pytest.mark.parametrize(
    ("scopes", "valid_for"),
    [([], MONTH), (["read", "everything"], MONTH), (["read"], timedelta(0)), (["read"], timedelta(days=400))],
)
def test_a_token_without_known_scope_or_end_is_refused(person, scopes, valid_for):
    with pytest.raises(TokenRefusedError):
        create_token(name="export", scopes=scopes, valid_for=valid_for, by=person)


def test_use_is_noted_at_most_once_a_minute(person, django_assert_num_queries):
    _, secret = create_token(name="export", scopes=["read"], valid_for=MONTH, by=person)
    with django_assert_num_queries(2):
        find_token(secret)
    with django_assert_num_queries(1):
        find_token(secret)
