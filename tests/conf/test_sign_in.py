"""The ways into an account, as people go through them."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from grappe.apps.accounts.models import User
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ACCOUNT = "/en/account/"
PASSWORD = "correct horse battery"
CODE = re.compile(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", re.MULTILINE)


def sign_in(client, email, password=PASSWORD):
    return client.post(f"{ACCOUNT}login/", {"login": email, "password": password})


def who(client):
    return client.session.get("_auth_user_id")


def code_in(message):
    return CODE.search(message.body)[1]


def totp_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_person_signs_up_and_proves_the_address_with_a_code(client, mailoutbox):
    data = {"email": "Ada@Example.org", "full_name": "Ada", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{ACCOUNT}signup/", data)["Location"] == f"{ACCOUNT}confirm-email/"
    assert who(client) is None
    client.post(f"{ACCOUNT}confirm-email/", {"code": "WRNG-CODE"})
    assert who(client) is None

    client.post(f"{ACCOUNT}confirm-email/", {"code": code_in(mailoutbox[0])})
    user = User.objects.get()
    assert who(client) == str(user.pk)
    assert (user.email, user.full_name, user.language) == ("ada@example.org", "Ada", "en")
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("password", ["short", "123456789012345", "motdepasse", "password1234"])
def test_a_weak_password_is_refused(client, password):
    data = {"email": "ada@example.org", "password1": password, "password2": password}
    assert client.post(f"{ACCOUNT}signup/", data).status_code == 200
    assert not User.objects.exists()


def test_an_address_not_proved_lets_nobody_in(client, mailoutbox):
    user = make_user()
    EmailAddress.objects.update(verified=False)
    assert sign_in(client, user.email)["Location"] == f"{ACCOUNT}confirm-email/"
    assert who(client) is None


def test_sign_in_by_code(client, mailoutbox):
    user = make_user()
    client.post(f"{ACCOUNT}login/code/", {"email": user.email})
    client.post(f"{ACCOUNT}login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert who(client) == str(user.pk)


def test_a_code_is_guessed_three_times_at_most(client, mailoutbox):
    user = make_user()
    client.post(f"{ACCOUNT}login/code/", {"email": user.email})
    for _ in range(3):
        client.post(f"{ACCOUNT}login/code/confirm/", {"code": "BBBB-BBBB"})
    client.post(f"{ACCOUNT}login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert who(client) is None


def test_messages_are_in_the_readers_language_whatever_the_page(client, mailoutbox):
    user = make_user(language="fr")
    client.post(f"{ACCOUNT}login/code/", {"email": user.email})
    assert "connexion" in mailoutbox[0].subject.lower()


def test_a_forgotten_password_is_replaced_with_a_code_and_only_once(client, mailoutbox):
    user = make_user()
    client.post(f"{ACCOUNT}password/reset/", {"email": user.email})
    code = code_in(mailoutbox[0])
    client.post(f"{ACCOUNT}password/reset/confirm/", {"code": code})
    renewed = "a quite different phrase"
    client.post(f"{ACCOUNT}password/reset/complete/", {"password1": renewed, "password2": renewed})
    client.logout()
    sign_in(client, user.email)
    assert who(client) is None
    sign_in(client, user.email, renewed)
    assert who(client) == str(user.pk)


@pytest.mark.parametrize("page", ["password/reset/", "login/code/"])
def test_an_unknown_address_is_answered_like_a_known_one(client, page):
    known = make_user().email
    answers = []
    for email in (known, "nobody@example.org"):
        client.cookies.clear()
        answer = client.post(f"{ACCOUNT}{page}", {"email": email}, follow=True)
        hidden = re.sub(r'value="[^"]+"', "", answer.content.decode()).replace(email, "ADDRESS")
        answers.append((answer.status_code, answer.redirect_chain, hidden))
    assert answers[0] == answers[1]


def test_signing_up_with_a_held_address_shows_nothing_and_tells_its_owner(client, mailoutbox):
    user = make_user()
    data = {"email": user.email, "password1": PASSWORD, "password2": PASSWORD}
    answers = []
    for email in (user.email, "new@example.org"):
        client.cookies.clear()
        answers.append(client.post(f"{ACCOUNT}signup/", data | {"email": email})["Location"])
    assert answers[0] == answers[1]
    assert CODE.search(mailoutbox[0].body) is None
    assert mailoutbox[0].to == [user.email]


def test_a_wrong_address_and_a_wrong_password_read_the_same(client):
    user = make_user()
    texts = [
        re.sub(r'value="[^"]+"', "", sign_in(client, email, "not the password").content.decode())
        for email in (user.email, "nobody@example.org")
    ]
    assert texts[0] == texts[1]


def test_a_closed_account_stays_shut(client):
    user = make_user(is_active=False)
    assert sign_in(client, user.email)["Location"] == f"{ACCOUNT}inactive/"
    assert who(client) is None


@pytest.fixture
def guarded():
    """A person with an authenticator app and recovery codes."""
    user = make_user()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return user, secret


def test_a_second_factor_is_asked_for_and_a_spent_code_refused(client, guarded):
    user, secret = guarded
    assert sign_in(client, user.email)["Location"] == f"{ACCOUNT}2fa/authenticate/"
    assert who(client) is None
    code = totp_now(secret)
    client.post(f"{ACCOUNT}2fa/authenticate/", {"code": code})
    assert who(client) == str(user.pk)

    client.logout()
    sign_in(client, user.email)
    client.post(f"{ACCOUNT}2fa/authenticate/", {"code": code})
    assert who(client) is None


def test_a_recovery_code_opens_once(client, guarded):
    user, _secret = guarded
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (str(user.pk), None):
        client.logout()
        sign_in(client, user.email)
        client.post(f"{ACCOUNT}2fa/authenticate/", {"code": code})
        assert who(client) == expected


def test_second_factors_are_guessed_five_times_at_most(client, guarded):
    user, secret = guarded
    sign_in(client, user.email)
    for number in range(6):
        client.post(f"{ACCOUNT}2fa/authenticate/", {"code": f"{number:06d}"})
    client.post(f"{ACCOUNT}2fa/authenticate/", {"code": totp_now(secret)})
    assert who(client) is None


def test_an_authenticator_is_added_after_proving_the_password_again(client):
    user = make_user()
    client.force_login(user)
    activate = f"{ACCOUNT}2fa/totp/activate/"
    assert "reauthenticate" in client.get(activate)["Location"]
    client.post(f"{ACCOUNT}reauthenticate/?next={activate}", {"password": PASSWORD})
    secret = client.get(activate).context["form"].secret
    client.post(activate, {"code": totp_now(secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_other_sessions_are_listed_and_ended(client):
    user, elsewhere = make_user(), Client(HTTP_USER_AGENT="Another browser")
    sign_in(client, user.email)
    sign_in(elsewhere, user.email)
    assert "Another browser" in client.get(f"{ACCOUNT}sessions/").content.decode()
    client.post(f"{ACCOUNT}sessions/")
    assert elsewhere.get("/en/workspace/").status_code == 302
    assert client.get("/en/workspace/").status_code == 200


def test_signing_in_leads_back_to_the_page_asked_for_and_nowhere_else(client):
    user = make_user()
    data = {"login": user.email, "password": PASSWORD}
    assert client.post(f"{ACCOUNT}login/", data | {"next": "/en/workspace/find/"})["Location"] == "/en/workspace/find/"
    client.logout()
    assert client.post(f"{ACCOUNT}login/", data | {"next": "https://evil.example/"})["Location"] == "/en/workspace/"
