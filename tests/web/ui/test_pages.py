import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/design/", "/fr/design/"])
def test_page_has_one_heading_a_title_and_landmarks(client: Client, address):
    page = client.get(address).content.decode()

    assert page.count("<h1") == 1
    assert "<title> –" not in page
    assert f'<html lang="{address[1:3]}">' in page
    for landmark in ("<header", "<main", "<footer", "<nav"):
        assert landmark in page


def test_missing_page_is_explained_in_the_language_of_the_address(client: Client):
    french, english = client.get("/fr/nowhere"), client.get("/en/nowhere")

    assert french.status_code == english.status_code == 404
    assert '<html lang="fr">' in french.content.decode()
    assert "There is no page at this address" in english.content.decode()


def test_language_links_keep_the_page_and_its_filters(client: Client):
    page = client.get("/en/design/?page=2&theme=energy").content.decode()

    assert 'href="/fr/design/?page=2&amp;theme=energy"' in page
