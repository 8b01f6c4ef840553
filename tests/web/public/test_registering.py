"""Registering: once however often it is sent, one place for the last of them, nothing shown to others."""

import re
from threading import Barrier
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories import make_cluster, make_organisation, make_user
from tests.forum_rows import make_category, make_edition, make_registration, send_letters, together

from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.forum.domain.registrations import cancel_registration
from grappe.apps.forum.links import registration_address, registration_token
from grappe.apps.forum.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(slug="2027", capacity=None)


@pytest.fixture
def category(edition):
    return make_category(edition, name_en="Member", capacity=1)


def said(category, **values):
    return {
        "key": str(uuid4()),
        "category": category.pk,
        "full_name": "Ada Lovelace",
        "email": "ada@forum.example",
        "country": "FR",
        "language": "en",
        "accepts_terms": "on",
    } | values


REGISTER = "/en/forum/2027/register/"


def test_a_visitor_registers_and_sees_the_confirmation(client, category):
    page = client.get(REGISTER).content.decode()
    assert "1 place left" in page
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    answer = client.post(REGISTER, said(category, key=key, diet_needs="vegetarian"), follow=True)
    assert "Your registration is confirmed" in answer.content.decode()
    made = Registration.objects.get()
    assert (str(made.key), made.state, made.diet_needs, made.user) == (key, "confirmed", "vegetarian", None)


def test_an_officer_of_a_foreign_cluster_finds_its_country_and_name(client, category):
    abroad = make_cluster("Packwerk", country="DE", slug="packwerk")
    officer = make_user()
    appoint_officer(user=officer, cluster=abroad, by=None)
    client.force_login(officer)
    page = client.get(REGISTER).content.decode()
    assert {"packwerk", "DE"} < set(re.findall(r'<option value="([^"]+)" selected', page))


def test_the_same_form_sent_again_shows_the_same_registration(client, category):
    form = said(category)
    first = client.post(REGISTER, form)
    second = client.post(REGISTER, form)
    assert first.url == second.url
    assert Registration.objects.count() == 1


def test_another_form_of_the_same_person_is_refused_by_name(client, category):
    client.post(REGISTER, said(category))
    answer = client.post(REGISTER, said(category, email="ADA@forum.example "))
    assert answer.status_code == 422
    assert "ada@forum.example is registered already" in answer.content.decode()
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("missing", ["category", "full_name", "email", "accepts_terms", "key"])
def test_what_is_missing_is_said_and_nothing_is_kept(client, category, missing):
    form = said(category)
    del form[missing]
    answer = client.post(REGISTER, form)
    assert answer.status_code == 422
    assert "Something is missing or wrong" in answer.content.decode()
    assert not Registration.objects.exists()


def test_whoever_comes_after_the_last_place_waits_with_a_number(client, category):
    make_registration(category.edition, category=category)
    category.held_places = 1
    category.save()
    make_registration(category.edition, category=category, state="waiting", queued_at="2026-01-01T00:00Z")
    answer = client.post(REGISTER, said(category), follow=True)
    assert "You are number 2 of 2" in answer.content.decode()


def test_a_place_from_the_waiting_list_is_accepted_on_one_s_own_page(client, category):
    type(category).objects.update(hours_to_accept=24)
    first = make_registration(category.edition, category=category)
    type(category).objects.update(held_places=1)
    type(category.edition).objects.update(held_places=1)
    page = client.post(REGISTER, said(category), follow=True)
    address = page.redirect_chain[-1][0]
    cancel_registration(registration=first, by=None)
    assert "A place is free and kept for you" in client.get(address).content.decode()
    assert Client().post(f"{address}accept/").status_code == 302
    assert Registration.objects.get(email="ada@forum.example").state == "offered"
    answer = client.post(f"{address}accept/", follow=True).content.decode()
    assert "The place is yours" in answer
    assert "Your registration is confirmed" in answer


def test_organisations_of_the_register_are_proposed_and_linked(client, category):
    known = make_organisation("Vesporel Capteurs", city="Grenoble")
    page = client.post(REGISTER, said(category, organisation_name="vesporel", find="1")).content.decode()
    assert "Vesporel Capteurs (Grenoble)" in page
    assert 'value="Ada Lovelace"' in page
    client.post(REGISTER, said(category, organisation_name="vesporel", organisation=known.pk))
    made = Registration.objects.get()
    assert (made.organisation, made.organisation_name) == (known, "Vesporel Capteurs")


def test_a_name_nobody_knows_is_kept_as_typed(client, category):
    page = client.post(REGISTER, said(category, organisation_name="Zzyzx", find="1")).content.decode()
    assert "what you typed is kept" in page
    client.post(REGISTER, said(category, organisation_name="Zzyzx"))
    assert Registration.objects.get().organisation_name == "Zzyzx"


def test_a_signed_in_person_finds_the_form_filled_in_and_her_registration_bound(client, category):
    user = make_user("grace@forum.example", full_name="Grace Hopper")
    appoint_editor(user=user, organisation=make_organisation("Cobolt"), by=None)
    client.force_login(user)
    page = client.get(REGISTER).content.decode()
    assert 'value="Grace Hopper"' in page
    assert 'value="Cobolt"' in page
    client.post(REGISTER, said(category, email="grace@forum.example"))
    made = Registration.objects.get()
    assert made.user == user
    assert client.get(REGISTER).url == f"/en/forum/2027/registrations/{made.pk}/"


def test_who_registers_a_colleague_does_not_become_the_colleague(client, category):
    client.force_login(make_user())
    client.post(REGISTER, said(category, email="colleague@forum.example"))
    assert Registration.objects.get().user is None


def test_a_category_that_is_not_offered_is_not_taken(client, category):
    press = make_category(category.edition, is_offered=False, kind="press")
    assert client.post(REGISTER, said(press)).status_code == 422
    assert not Registration.objects.exists()


def test_a_closed_edition_shows_no_form_and_takes_none(client, category):
    edition = category.edition
    edition.registration_closes_at = edition.registration_opens_at = None
    edition.save()
    assert 'name="full_name"' not in client.get(REGISTER).content.decode()
    assert client.post(REGISTER, said(category)).status_code == 422
    edition.state = "prepared"
    edition.save()
    assert client.get(REGISTER).status_code == 404


def test_nobody_sees_another_s_registration_by_its_number(client, category):
    made = make_registration(category.edition, diet_needs="no nuts")
    for part in ("", "change/", "cancel/"):
        address = f"/en/forum/2027/registrations/{made.pk}/{part}"
        missing = f"/en/forum/2027/registrations/{made.pk + 1}/{part}"
        assert [urlsplit(client.get(one).url).path for one in (address, missing)] == ["/en/account/login/"] * 2
    client.force_login(make_user())
    for part in ("", "change/", "cancel/"):
        assert client.get(f"/en/forum/2027/registrations/{made.pk}/{part}").status_code == 404
        assert client.post(f"/en/forum/2027/registrations/{made.pk}/{part}").status_code == (404 if part else 405)
    made.refresh_from_db()
    assert made.state == "confirmed"


def test_the_link_of_the_mail_opens_it_and_a_made_up_one_does_not(client, category, mailoutbox):
    made = make_registration(category.edition, email="ada@forum.example", language="en")
    client.post("/en/forum/2027/link/", {"email": "Ada@forum.example"})
    client.post("/en/forum/2027/link/", {"email": "nobody@forum.example"})
    send_letters()
    assert [mail.to for mail in mailoutbox] == [["ada@forum.example"]]
    path = urlsplit(registration_address(made)).path
    assert registration_token(made) in mailoutbox[0].body
    assert made.full_name in client.get(path, follow=True).content.decode()

    other = make_registration(category.edition)
    forged = registration_token(made).replace(str(made.pk), str(other.pk), 1)
    stranger = Client()
    assert stranger.get(f"/en/forum/2027/link/{forged}/").url == "/en/forum/2027/link/"
    assert stranger.get(f"/en/forum/2027/link/{registration_token(made)[:-1]}/").url == "/en/forum/2027/link/"
    another = make_edition(slug="2028")
    assert stranger.get(f"/en/forum/{another.slug}/link/{registration_token(made)}/").url.endswith("/2028/link/")


def test_a_person_changes_and_cancels_and_the_next_one_comes_in(client, category, mailoutbox):
    client.post(REGISTER, said(category))
    made = Registration.objects.get()
    Client().post(REGISTER, said(category, email="next@forum.example"))
    base = f"/en/forum/2027/registrations/{made.pk}/"
    client.post(f"{base}change/", {"full_name": "Ada King", "language": "fr", "agrees_to_photo": "on"})
    made.refresh_from_db()
    assert (made.full_name, made.language, made.photo_consent_at is not None) == ("Ada King", "fr", True)
    assert "cannot be taken back" in client.get(f"{base}cancel/").content.decode()
    page = client.post(f"{base}cancel/", {"reason": "ill"}, follow=True).content.decode()
    assert "This registration is cancelled." in page
    assert Registration.objects.get(email="next@forum.example").state == "confirmed"


@pytest.mark.django_db(transaction=True)
def test_a_double_click_registers_once():
    category = make_category(make_edition(slug="2027"))
    form, start = said(category), Barrier(6)

    def send(_number):
        start.wait()
        return Client().post(REGISTER, form).url

    assert len(set(together(6, send))) == 1
    assert Registration.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_place_one_waits():
    category = make_category(make_edition(slug="2027"), capacity=1)
    start = Barrier(6)

    def send(number):
        start.wait()
        return Client().post(REGISTER, said(category, email=f"p{number}@forum.example")).status_code

    assert set(together(6, send)) == {302}
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["confirmed"] + ["waiting"] * 5
    category.refresh_from_db()
    assert category.held_places == 1
