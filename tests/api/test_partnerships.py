"""Suggestions, agreements and networks by the API: paged, with reasons, never who did not consent."""

import pytest
from django.utils import timezone
from tests.factories import make_cluster, make_organisation, make_participation, make_project, make_user
from tests.partnership_rows import make_partnership_agreement, make_theme

from grappe.apps.partnerships.bridge import snapshots
from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.domain.agreements import add_item
from grappe.apps.partnerships.domain.networks import add_step, found_network
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found, set_aside
from grappe.apps.partnerships.enums import AgreementItemKind, NetworkStepKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    snapshots._held.clear()


def get(client, path, **wanted):
    answer = client.get(f"/api/v1{path}", wanted)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_partners_of_an_organisation_come_in_pages_and_only_who_consented(client):
    firm, *others = (make_organisation(f"Org {number}", kind="firm", country="FR") for number in range(6))
    for other in others:
        project = make_project(title_en="Hydrogen tanks", starts_on="2024-01-01")
        for one in (firm, other):
            make_participation(project, one)
    *found, _silent = others
    for one in found:
        consent_to_be_found(body=one, by=None)
    assert get(client, f"/organisations/{firm.pk}/partners")["is_ready"] is False
    prepare_snapshot(today=timezone.localdate())
    set_aside(body=firm, other=found[0], by=make_user())
    seen, after = [], ""
    while after is not None:
        page = get(client, f"/organisations/{firm.pk}/partners", limit=3, after=after, language="fr")
        assert page["considered"] == len(found)
        seen += [item["organisation"] for item in page["items"]]
        after = page["next"]
    assert sorted(seen) == sorted(one.pk for one in found)
    first = get(client, f"/organisations/{firm.pk}/partners", limit=1)["items"][0]["reasons"]
    (told,) = [one for one in first if one["code"] == "worked_together"]
    assert told["sentence"] == "The two have carried 1 project together, in 2024."
    assert told["evidence"][0]["kind"] == "project"
    assert get(client, f"/organisations/{firm.pk}/partners", country="DE")["items"] == []
    assert client.get(f"/api/v1/organisations/{firm.pk}/partners?after=x").status_code == 404
    assert client.get("/api/v1/partners").status_code == 422


def test_a_need_in_words_and_clusters_abroad_are_answered(client):
    tanks = make_organisation("Tanks", kind="firm", capabilities_en="Composite tanks for liquid hydrogen")
    ours, theirs = make_cluster("Ours"), make_cluster("Theirs", country="DE")
    for one in (ours, theirs):
        one.themes.add(make_theme())
    for body in (tanks, theirs):
        consent_to_be_found(body=body, by=None)
    prepare_snapshot(today=timezone.localdate())
    assert [one["name"] for one in get(client, "/partners", need="tanks for hydrogen", language="en")["items"]] == [
        "Tanks"
    ]
    assert [one["cluster"] for one in get(client, f"/clusters/{ours.slug}/partners")["items"]] == [theirs.slug]


def test_agreements_and_networks_are_paged_and_told_in_full(client):
    agreements = [make_partnership_agreement(title_en=f"Twins {number}") for number in range(3)]
    add_item(agreement=agreements[0], kind=AgreementItemKind.DUTY, text="Meet", due_on=None, by=make_user())
    page = get(client, "/partnership-agreements", limit=2)
    rest = get(client, "/partnership-agreements", limit=2, after=page["next"])
    codes = [one["code"] for one in (*page["items"], *rest["items"])]
    assert sorted(codes) == sorted(one.code for one in agreements)
    assert rest["next"] is None
    assert get(client, f"/partnership-agreements/{agreements[0].code}")["items"][0]["text"] == "Meet"
    lead, member = make_cluster(), make_cluster()
    network = found_network(lead=lead, name="Composites", members=[member], by=make_user())
    add_step(network=network, kind=NetworkStepKind.CALL, text="Joint call", due_on=None, by=make_user())
    found_network(lead=make_cluster(), name="Other", members=[make_cluster()], by=make_user())
    (told,) = get(client, "/cluster-networks", cluster=member.slug)["items"]
    assert told["slug"] == network.slug
    assert set(told["members"]) == {lead.slug, member.slug}
    assert get(client, f"/cluster-networks/{network.slug}")["steps"][0]["kind"] == "call"
