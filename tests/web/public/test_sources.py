import pytest
from django.test import Client
from tests.factories import make_source


@pytest.mark.django_db
def test_sources_are_named_in_the_reader_s_language_where_the_facts_hold_both(client: Client):
    make_source("clubic-2005", title="Clubic, 12 July 2005: 67 clusters")
    make_source("press", title="A newspaper", url="https://news.example.org/")

    page = client.get("/fr/sources/").content.decode()

    assert "Clubic, 12 juillet 2005" in page
    assert '<a href="https://news.example.org/" rel="noopener">A newspaper</a>' in page
