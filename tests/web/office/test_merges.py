import pytest

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.models import MergeProposal, Organisation
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
MERGES = "/en/office/merges/"


@pytest.fixture
def office(client):
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(user)
    return user


def propose(score=0.97):
    return MergeProposal.objects.create(
        kept=make_organisation("Lumen SAS", city="Nice"),
        merged=make_organisation("LUMEN"),
        score=score,
        evidence=[
            {"code": "same_core", "weight": 3.2, "detail": ["lumen"]},
            {"code": "city_differs", "weight": -0.7, "detail": ["nice", "cannes"]},
        ],
    )


def test_a_pair_is_shown_with_score_and_reasons_in_words(client, office):
    propose()
    page = client.get(MERGES).content.decode()
    assert "97 % sure" in page
    assert "the same name but for its legal form" in page
    assert "two cities: nice · cannes" in page


def test_pairs_are_merged_in_bulk_and_one_is_undone(client, office):
    pairs = [propose(), propose()]
    client.post(MERGES, {"decision": "merge", "item": [pair.pk for pair in pairs]})
    assert Organisation.objects.filter(merged_into=None).count() == 2
    assert "Undo" in client.get(MERGES, {"status": "merged"}).content.decode()

    client.post(f"{MERGES}{pairs[0].pk}/undo/")
    assert Organisation.objects.filter(merged_into=None).count() == 3
    pairs[0].refresh_from_db()
    assert pairs[0].status == "proposed"


def test_a_pair_is_kept_distinct_or_swapped_one_by_one(client, office):
    first, second = propose(), propose()
    client.post(MERGES, {"one": f"distinct:{first.pk}"})
    client.post(MERGES, {"one": f"swap:{second.pk}"})
    first.refresh_from_db()
    kept, merged = second.kept, second.merged
    second.refresh_from_db()
    assert first.status == "distinct"
    assert (second.kept, second.merged) == (merged, kept)


@pytest.mark.parametrize("data", [{}, {"one": "merge:"}, {"one": "burn:1"}, {"decision": "merge", "item": "x"}])
def test_a_decision_about_nothing_changes_nothing(client, office, data):
    propose()
    assert client.post(MERGES, data).status_code == 302
    assert MergeProposal.objects.get().status == "proposed"


def test_a_search_is_handed_to_the_worker_once(client, office):
    for expected in ("has begun", "waiting already"):
        page = client.post(f"{MERGES}search/", follow=True)
        assert expected in page.content.decode()
