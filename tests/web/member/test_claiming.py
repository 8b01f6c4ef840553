import re

import pytest

from grappe.apps.directory.domain.claims import accept_claim
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.models import Claim, Identifier
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
HOME = "/en/workspace/"


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    answer = client.get(f"{HOME}find/")
    assert answer.status_code == 302
    assert answer["Location"] == "/en/account/login/?next=/en/workspace/find/"


@pytest.mark.parametrize("text", ["Société Générale d'Énergie", "societe generale energie", "Societe Genrale Energie"])
def test_an_organisation_is_found_whatever_the_accents_and_slips(client, text):
    make_organisation("Société Générale d'Énergie")
    client.force_login(make_user())
    refresh_vocabulary()
    assert "Société Générale" in client.get(f"{HOME}find/", {"q": text}).content.decode()


def test_an_organisation_is_found_by_its_number(client):
    found, other = make_organisation("Found"), make_organisation("Other")
    Identifier.objects.create(organisation=found, scheme="siren", value="552100554")
    client.force_login(make_user())
    page = client.get(f"{HOME}find/", {"q": "552 100 554"}).content.decode()
    assert "Found" in page
    assert "Other" not in page
    assert other.pk


@pytest.mark.parametrize("text", ["", "x", "\x00\x00", "%_\\", "'; drop table", "é" * 500])
def test_any_text_may_be_looked_for(client, text):
    client.force_login(make_user())
    assert client.get(f"{HOME}find/", {"q": text}).status_code == 200


def test_a_verified_address_at_the_domain_is_let_in_at_once(client):
    user, organisation = make_user("ada@lumen.example"), make_organisation("Lumen", email_domain="lumen.example")
    client.force_login(user)
    assert "Lumen" in client.get(HOME).content.decode()

    answer = client.post(f"{HOME}organisations/{organisation.pk}/claim/", {"message": ""})

    assert answer["Location"] == f"{HOME}organisations/{organisation.pk}/"
    assert organisation.editor_mandates.get().user == user


def test_another_claim_waits_for_the_office_and_can_be_withdrawn(client):
    user, organisation = make_user(), make_organisation()
    client.force_login(user)
    client.post(f"{HOME}organisations/{organisation.pk}/claim/", {"message": "I am its director"})
    claim = Claim.objects.get()
    assert (claim.status, claim.message) == ("pending", "I am its director")

    again = client.post(f"{HOME}organisations/{organisation.pk}/claim/", {"message": "typed again"})
    assert "typed again" in again.content.decode()
    assert "asked already" in again.content.decode()

    client.post(f"{HOME}claims/{claim.pk}/withdraw/")
    claim.refresh_from_db()
    assert claim.status == "withdrawn"


def test_nobody_withdraws_the_claim_of_another(client):
    claim = Claim.objects.create(user=make_user(), organisation=make_organisation())
    client.force_login(make_user())
    assert client.post(f"{HOME}claims/{claim.pk}/withdraw/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_invitation_holds_once_for_its_address(client, mailoutbox):
    editor, guest, stranger = make_user(), make_user("guest@example.org"), make_user()
    organisation = make_organisation("Lumen")
    appoint_editor(user=editor, organisation=organisation, by=None)
    client.force_login(editor)
    client.post(f"{HOME}organisations/{organisation.pk}/editors/", {"email": "Guest@example.org"})
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[-1].body)[1]

    client.force_login(stranger)
    assert client.post(link).status_code == 400
    client.force_login(guest)
    assert client.get(link).status_code == 200
    assert organisation.editor_mandates.count() == 1
    assert client.post(link).status_code == 302
    assert organisation.editor_mandates.count() == 2
    assert client.post(link).status_code == 400


def test_an_editor_dismisses_another_and_may_leave(client):
    first, second, organisation = make_user(), make_user(), make_organisation()
    for user in (first, second):
        appoint_editor(user=user, organisation=organisation, by=None)
    client.force_login(first)
    base = f"{HOME}organisations/{organisation.pk}/editors/"

    client.post(f"{base}{organisation.editor_mandates.get(user=second).pk}/dismiss/")
    assert list(organisation.editor_mandates.values_list("user", flat=True)) == [first.pk]

    answer = client.post(f"{base}{organisation.editor_mandates.get().pk}/dismiss/")
    assert answer["Location"] == HOME
    assert client.get(base).status_code == 403


def test_an_accepted_claim_opens_the_organisation(client):
    user, organisation = make_user(), make_organisation()
    client.force_login(user)
    client.post(f"{HOME}organisations/{organisation.pk}/claim/", {"message": ""})
    assert client.get(f"{HOME}organisations/{organisation.pk}/").status_code == 403
    accept_claim(claim=Claim.objects.get(), by=make_user())
    assert client.get(f"{HOME}organisations/{organisation.pk}/").status_code == 200
