import pytest

from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.models import Identifier, Shareholding
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
YEARS = (2024, 2025)


@pytest.fixture
def organisation():
    return make_organisation("Lumen")


@pytest.fixture
def editor(client, organisation):
    user = make_user()
    appoint_editor(user=user, organisation=organisation, by=None)
    client.force_login(user)
    return user


def address(organisation, page=""):
    return f"/en/workspace/organisations/{organisation.pk}/figures/{page}"


def state_accounts(client, organisation, year=2025, headcount="12", turnover="900000", balance="800000"):
    values = {"year": year, "headcount": headcount, "turnover": turnover, "balance_sheet": balance}
    return client.post(
        address(organisation, "accounts/"), {f"accounts-{name}": value for name, value in values.items()}
    )


def state_share(client, organisation, other, capital="60", direction="owner", **more):
    values = {"direction": direction, "other": other, "capital_share": capital, "investor_kind": "none"} | more
    return client.post(
        address(organisation, "shareholdings/"), {f"share-{name}": value for name, value in values.items()}
    )


def test_stated_accounts_give_a_category_with_its_reasons(client, organisation, editor):
    for year in YEARS:
        assert state_accounts(client, organisation, year).status_code == 302
    page = client.get(address(organisation)).content.decode()
    assert "Category: small." in page
    assert "2025: 12 work units, turnover 900,000 EUR, balance sheet 800,000 EUR." in page


def test_a_year_stated_again_is_replaced_and_a_year_removed_counts_no_more(client, organisation, editor):
    state_accounts(client, organisation, headcount="12")
    state_accounts(client, organisation, headcount="300")
    assert [row.headcount for row in organisation.accounts.all()] == [300]
    client.post(address(organisation, "accounts/2025/remove/"))
    assert not organisation.accounts.exists()
    assert organisation.size_assessments.first().category == "unknown"


@pytest.mark.parametrize(
    "values", [{"year": 1066}, {"year": 2199}, {"headcount": "-1"}, {"headcount": "", "turnover": "", "balance": ""}]
)
def test_figures_that_cannot_be_come_back_with_what_was_typed(client, organisation, editor, values):
    answer = state_accounts(client, organisation, **({"turnover": "123456"} | values))
    assert answer.status_code == 200
    assert answer.context["accounts_form"].errors
    if "turnover" not in values:
        assert "123456" in answer.content.decode()
    assert not organisation.accounts.exists()


def test_an_owner_that_is_large_makes_the_organisation_large(client, organisation, editor):
    owner = make_organisation("Grande Maison")
    for year in YEARS:
        state_accounts(client, organisation, year)
        owner.accounts.create(year=year, headcount=6000, turnover=3e9, balance_sheet=3e9)
    assert state_share(client, organisation, owner.pk).status_code == 302
    assert organisation.size_assessments.get(definition="eu_sme").category == "large"
    assert "Grande Maison" in client.get(address(organisation)).content.decode()

    client.post(address(organisation, f"shareholdings/{Shareholding.objects.get().pk}/remove/"))
    assert organisation.size_assessments.get(definition="eu_sme").category == "small"


def test_a_share_may_be_stated_from_the_owners_side(client, organisation, editor):
    owned = make_organisation()
    state_share(client, organisation, owned.pk, capital="30", direction="owned", voting_share="20")
    held = Shareholding.objects.get()
    assert (held.owner, held.owned, held.capital_share, held.voting_share) == (organisation, owned, 30, 20)
    assert held.origin_of("capital_share")["by"] == editor.pk


@pytest.mark.parametrize("capital", ["101", "-1", "", "abc"])
def test_a_share_that_cannot_be_is_refused(client, organisation, editor, capital):
    assert state_share(client, organisation, make_organisation().pk, capital=capital).status_code == 200
    assert not Shareholding.objects.exists()


@pytest.mark.parametrize("by", ["number", "name", "siren"])
def test_the_other_organisation_is_named_as_people_name_it(client, organisation, editor, by):
    owner = make_organisation("Société de l’Écluse")
    make_organisation("Société de l’Écluse et Fils")
    Identifier.objects.create(organisation=owner, scheme="siren", value="552100554")
    typed = {"number": owner.pk, "name": "société de l’écluse", "siren": "552 100 554"}[by]
    assert state_share(client, organisation, typed).status_code == 302
    assert Shareholding.objects.get().owner == owner


def test_several_that_answer_are_listed_with_their_numbers(client, organisation, editor):
    made = [make_organisation(f"Écluse {name}") for name in ("Nord", "Sud")]
    page = state_share(client, organisation, "ecluse").content.decode()
    assert all(f"n° {one.pk}" in page for one in made)
    assert not Shareholding.objects.exists()


@pytest.mark.parametrize("other", ["self", "0", "99999999999999999999", "abc"])
def test_an_other_organisation_that_cannot_be_is_refused(client, organisation, editor, other):
    answer = state_share(client, organisation, organisation.pk if other == "self" else other)
    assert answer.status_code == 200
    assert answer.context["shareholding_form"].errors


def test_a_shareholding_of_others_is_not_removed_from_here(client, organisation, editor):
    held = Shareholding.objects.create(
        owner=make_organisation(), owned=make_organisation(), capital_share=10, voting_share=10
    )
    assert client.post(address(organisation, f"shareholdings/{held.pk}/remove/")).status_code == 404
