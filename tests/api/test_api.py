from datetime import timedelta

import pytest
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)

from grappe.apps.accounts.domain.tokens import create_token
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.directory.models import Correction, Membership

pytestmark = pytest.mark.django_db


def bearer(user, *scopes):
    _token, secret = create_token(name="test", scopes=scopes or ("read", "write"), valid_for=timedelta(days=1), by=user)
    return {"Authorization": f"Bearer {secret}"}


def send(client, method, path, body=None, headers=None):
    return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json", headers=headers or {})


def test_reading_is_open_and_pages_hold_every_row_once(client):
    names = {f"Org {number:03d}" for number in range(7)}
    for name in names:
        make_organisation(name)
    seen, after = [], ""
    while after is not None:
        page = client.get("/api/v1/organisations", {"limit": 3, "after": after}).json()
        seen += [item["legal_name"] for item in page["items"]]
        after = page["next"]
    assert seen == sorted(names)


@pytest.mark.parametrize(
    "path",
    ["/organisations?limit=2", "/clusters?limit=2", "/projects?limit=2", "/clusters/acme/members?limit=2"],
)
def test_the_number_of_queries_does_not_follow_the_rows(client, path, django_assert_max_num_queries):
    cluster = make_cluster(slug="acme")
    for _number in range(2):
        organisation = make_organisation()
        make_membership(organisation, cluster)
        make_participation(make_project(), organisation)
    with django_assert_max_num_queries(3):
        assert client.get(f"/api/v1{path}").status_code == 200


def test_a_cursor_of_somebody_elses_is_refused(client):
    for cursor in ("rubbish", "é", "W10=", "WyJhIiwgIngiXQ==", "WyJhXHUwMDAwIiwgMV0="):
        response = client.get("/api/v1/organisations", {"after": cursor})
        assert response.status_code == 404, cursor
        assert response.json()["code"] == "refused"


def test_a_merged_organisation_is_left_out_of_lists_and_says_where_it_went(client):
    kept = make_organisation()
    merged = make_organisation(merged_into=kept)
    assert [item["id"] for item in client.get("/api/v1/organisations").json()["items"]] == [kept.pk]
    assert client.get(f"/api/v1/organisations/{merged.pk}").json()["merged_into"] == kept.pk


def test_writing_needs_a_token_with_the_scope(client):
    organisation, editor = make_organisation(city="Nice"), make_user()
    appoint_editor(user=editor, organisation=organisation, by=None)
    body = {"values": {"city": "Grasse"}, "reason": "moved"}
    path = f"/organisations/{organisation.pk}"
    assert send(client, "patch", path, body).status_code == 401
    assert send(client, "patch", path, body, bearer(editor, "read")).status_code == 403
    assert send(client, "patch", path, body, bearer(make_user())).status_code == 403
    assert send(client, "patch", path, body, bearer(editor)).json() == {"changed": ["city"]}


def test_an_editor_cannot_set_what_is_the_offices(client):
    organisation, editor = make_organisation(), make_user()
    appoint_editor(user=editor, organisation=organisation, by=None)
    body = {"values": {"email_domain": "example.org"}}
    assert send(client, "patch", f"/organisations/{organisation.pk}", body, bearer(editor)).status_code == 403


def test_anybody_signed_in_may_propose(client):
    organisation = make_organisation(city="Nice")
    body = {"values": {"city": "Grasse", "street": "1 rue Haute"}, "reason": "seen"}
    response = send(client, "post", f"/organisations/{organisation.pk}/corrections", body, bearer(make_user()))
    assert response.status_code == 201
    assert Correction.objects.count() == 2


def test_a_refusal_says_why(client):
    organisation, editor = make_organisation(), make_user()
    appoint_editor(user=editor, organisation=organisation, by=None)
    body = {"values": {"website": "no address"}}
    response = send(client, "patch", f"/organisations/{organisation.pk}", body, bearer(editor))
    assert response.status_code == 409
    assert response.json()["code"] == "ValueRefused"


def test_an_officer_opens_and_closes_memberships_of_own_clusters_only(client):
    organisation, cluster, other, officer = make_organisation(), make_cluster(), make_cluster(), make_user()
    appoint_officer(user=officer, cluster=cluster, by=None)
    body, headers = {"organisation": organisation.pk, "since": "2024-01-01"}, bearer(officer)
    assert send(client, "post", f"/clusters/{other.slug}/members", body, headers).status_code == 403
    opened = send(client, "post", f"/clusters/{cluster.slug}/members", body, headers)
    assert opened.status_code == 201
    assert send(client, "post", f"/clusters/{cluster.slug}/members", body, headers).status_code == 409
    path = f"/memberships/{opened.json()['id']}/closure"
    assert send(client, "post", path, {"until": "2025-01-01"}, headers).json()["period"]["until"] == "2025-01-01"
    assert Membership.objects.count() == 1


def test_who_stated_a_value_is_not_public(client):
    organisation = make_organisation(provenance={"city": {"source": "person", "on": "2024-01-01", "by": 7}})
    entry = client.get(f"/api/v1/organisations/{organisation.pk}").json()["provenance"]["city"]
    assert entry == {"source": "person", "on": "2024-01-01", "confidence": None, "stated": True}


def test_the_caller_reads_own_roles(client):
    user = make_user("someone@example.org")
    assert send(client, "get", "/me", headers=bearer(user, "read")).json()["email"] == "someone@example.org"
    assert client.get("/api/v1/me").status_code == 401
