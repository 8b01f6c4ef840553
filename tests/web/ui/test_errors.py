import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from grappe.web.ui import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_in_french(client: Client):
    return client.get("/fr/").wsgi_request


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        (lambda request: errors.bad_request(request, SuspiciousOperation()), 400, "ne peut pas être comprise"),
        (lambda request: errors.bad_request(request, RequestDataTooBig()), 413, "trop lourd"),
        (errors.forbidden, 403, "ne vous est pas ouverte"),
        (errors.form_expired, 403, "a expiré"),
        (errors.not_found, 404, "pas de page à cette adresse"),
        (errors.server_error, 500, "panne de notre côté"),
    ],
)
def test_error_is_told_in_the_language_of_the_address(request_in_french, answer, status, told):
    response = answer(request_in_french)

    assert response.status_code == status
    assert told in response.content.decode()
    assert '<html lang="fr">' in response.content.decode()


def test_server_error_needs_neither_session_nor_database():
    response = errors.server_error(RequestFactory().get("/en/clusters/"))

    assert "Something broke on our side" in response.content.decode()


def test_form_without_its_token_says_that_nothing_was_saved(db):
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {})

    assert response.status_code == 403
    assert "The form has expired" in response.content.decode()
