"""Pages end with a slash, files with their kind: one convention, and a permanent way from the other form."""

import re

import pytest
from django.urls import get_resolver

from tests.factories import make_cluster

# Read by programs, under addresses of their own.
FOR_PROGRAMS = ("api/", "healthz")


def routes(resolver=None, before=""):
    """Every address of ours, as it is written; those of other packages keep their own ways."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one, route)
        elif getattr(one.callback, "__module__", "").startswith("grappe."):
            yield route


def test_a_page_ends_with_a_slash_and_a_file_with_its_kind():
    pages = [route for route in routes() if not route.startswith(FOR_PROGRAMS)]
    assert len(pages) > 50
    wrong = [route for route in pages if not route.endswith("/") and not re.search(r"\.(<\w+:\w+>|[a-z]+)$", route)]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/fr/clusters", "/fr/clusters/"),
        ("/en/clusters?theme=energy&page=2", "/en/clusters/?theme=energy&page=2"),
        ("/fr/clusters/acme", "/fr/clusters/acme/"),
        ("/fr/organisations/12", "/fr/organisations/12/"),
        ("/fr/search?q=mer", "/fr/search/?q=mer"),
        ("/fr/office", "/fr/office/"),
        ("/fr/workspace/profile", "/fr/workspace/profile/"),
    ],
)
def test_an_address_without_its_slash_leads_to_the_page_for_good(client, asked, answered):
    make_cluster(slug="acme")
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, answered)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_list_is_found_at_its_address(client, language):
    for name in ("clusters", "organisations", "projects"):
        assert client.get(f"/{language}/{name}/").status_code == 200
        assert client.get(f"/{language}/{name}.csv").status_code == 200
