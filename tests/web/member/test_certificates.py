from datetime import date, timedelta

import pytest
from django.utils import timezone

from grappe.apps.directory.domain.certificates import normalised_code
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.directory.domain.memberships import close_membership
from grappe.apps.directory.models import Certificate
from tests.factories import make_cluster, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
VERIFY = "/en/workspace/certificates/"


@pytest.fixture
def membership():
    return make_membership(make_organisation("Lumen SAS"), make_cluster("Photonique"), date(2019, 3, 1))


@pytest.fixture
def editor(client, membership):
    user = make_user()
    appoint_editor(user=user, organisation=membership.organisation, by=None)
    client.force_login(user)
    return user


def certify(client, membership, language="en"):
    return client.post(f"/{language}/workspace/memberships/{membership.pk}/certify/")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_certificate_is_a_pdf_in_the_language_of_the_page(client, membership, editor, language):
    answer = certify(client, membership, language)
    pdf = client.get(answer["Location"])
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert Certificate.objects.get().content["language"] == language


def test_the_same_day_gives_the_same_certificate(client, membership, editor):
    first, second = certify(client, membership), certify(client, membership)
    assert first["Location"] == second["Location"]
    assert Certificate.objects.count() == 1


def test_anybody_verifies_a_certificate_by_its_code_however_typed(client, membership, editor):
    certify(client, membership)
    code = Certificate.objects.get().code
    client.logout()
    page = client.get(VERIFY, {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Lumen SAS" in page
    assert "in force today" in page
    assert "No certificate bears this code" in client.get(VERIFY, {"code": "AAAA-AAAA"}).content.decode()


def test_a_certificate_of_a_membership_that_ended_says_so(client, membership, editor):
    certify(client, membership)
    close_membership(membership=membership, until=timezone.localdate(), by=editor)
    page = client.get(VERIFY, {"code": Certificate.objects.get().code}).content.decode()
    assert "in force no longer" in page
    assert certify(client, membership)["Location"].endswith("/memberships/")


def test_a_simulated_membership_says_so_on_the_certificate(client, membership, editor):
    membership.organisation.is_simulated = True
    membership.organisation.save()
    certify(client, membership)
    held = Certificate.objects.get()
    assert held.content["simulated"]
    assert "certifies nothing" in client.get(VERIFY, {"code": held.code}).content.decode()


def test_the_clusters_officer_may_certify_and_another_clusters_may_not(client, membership):
    officer, stranger = make_user(), make_user()
    appoint_officer(user=officer, cluster=membership.cluster, by=None)
    appoint_officer(user=stranger, cluster=make_cluster(), by=None)
    client.force_login(officer)
    location = certify(client, membership)["Location"]
    assert client.get(location).status_code == 200
    client.force_login(stranger)
    assert certify(client, membership).status_code == 403
    assert client.get(location).status_code == 403


def test_a_membership_to_come_cannot_be_certified(client, editor, membership):
    later = make_membership(membership.organisation, make_cluster(), timezone.localdate() + timedelta(days=9))
    assert certify(client, later)["Location"].endswith("/memberships/")
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("abcd-efgh", "ABCD-EFGH"), ("  ab cd ", "ABCD"), ("", ""), ("\x00é", "É"), ("A" * 50, "AAAA-AAAA-AAAA-AAAA")],
)
def test_codes_are_read_as_people_type_them(typed, code):
    assert normalised_code(typed) == code
