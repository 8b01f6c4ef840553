"""An officer's own cluster in the forms of the office."""

import pytest

from grappe.apps.directory.domain.mandates import appoint_officer
from tests.factories import make_cluster, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("page", "name"), [("stays", "own"), ("abroad", "own"), ("agreements", "keeper")])
def test_who_keeps_one_cluster_finds_it_chosen_and_who_keeps_two_chooses(client, page, name):
    officer, cluster = make_user(), make_cluster()
    appoint_officer(user=officer, cluster=cluster, by=None)
    client.force_login(officer)
    field = client.get(f"/en/office/{page}/").context["form"][name]
    assert [(str(value), value == field.value()) for value, _label in field.field.choices] == [(str(cluster.pk), True)]
    appoint_officer(user=officer, cluster=make_cluster(), by=None)
    field = client.get(f"/en/office/{page}/").context["form"][name]
    assert field.value() is None
    assert next(iter(field.field.choices))[0] == ""
