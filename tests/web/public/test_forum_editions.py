from datetime import date

import pytest
from tests.factories import make_user
from tests.forum_rows import make_edition

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.forum.domain.facts import load_editions
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import Edition, EditionMandate, EditionPartner

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    load_reference()
    load_editions(today=date(2026, 1, 1))


def test_the_seven_editions_held_are_listed_with_where_it_is_known_from(client, held):
    text = client.get("/en/forum/").content.decode()
    assert [f"/en/forum/{year}/" in text for year in range(2005, 2012)] == [True] * 7
    assert "5 to 6 November 2009" in text
    assert "World Class Clusters: an international innovation strategy" in text
    assert "to be verified" in text
    assert "simulated" not in text


def test_loading_the_facts_twice_changes_nothing(held):
    assert load_editions(today=date(2027, 1, 1)) == 0
    assert Edition.objects.count() == 7


def test_the_page_of_one_edition_says_days_place_and_theme(client, held):
    text = client.get("/fr/forum/2011/").content.decode()
    assert "17 au 18 novembre 2011" in text
    assert "Sophia Antipolis" in text
    assert "meilleures pratiques" in text


def test_an_edition_of_one_day_has_one_date(client, held):
    assert "17 November 2006" in client.get("/en/forum/2006/").content.decode()


def test_partners_are_named_with_what_they_are(client):
    edition = make_edition()
    EditionPartner.objects.create(edition=edition, kind="sponsor", name="Banque du Sud", website="https://sud.example")
    text = client.get(f"/en/forum/{edition.slug}/").content.decode()
    assert '<a href="https://sud.example" rel="noopener"><span>Banque du Sud</span></a>' in text
    assert "Sponsor" in text


def test_an_edition_in_preparation_is_for_those_who_prepare_it(client):
    edition = make_edition(state="prepared")
    address = f"/en/forum/{edition.slug}/"
    organiser, officer = make_user(), make_user()
    EditionMandate.objects.create(user=organiser, edition=edition, duty=Duty.ORGANISER)
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    assert client.get(address).status_code == 404
    for user, status in ((make_user(), 404), (organiser, 200), (officer, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status
        assert (address in client.get("/en/forum/").content.decode()) is (status == 200)
