from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from tests.factories import make_organisation, make_user

from grappe.apps.directory.bridge.sizes import assess_size
from grappe.apps.directory.domain.figures import reassess_after_load
from grappe.apps.directory.models import AnnualAccounts, Organisation, Shareholding
from grappe.apps.directory.phrases import SIZE_STEPS, names_in, size_reasoning
from grappe.engines.sizing import TEMPLATES

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


def add_accounts(organisation, headcount, turnover=1_000_000, balance=1_000_000):
    for year in (2022, 2023, 2024, 2025):
        AnnualAccounts.objects.create(
            organisation=organisation, year=year, headcount=headcount, turnover=turnover, balance_sheet=balance
        )


def category(organisation, definition="eu_sme"):
    rows = assess_size(organisation=organisation, on=ON, by=make_user())
    return next(row.category for row in rows if row.definition == definition)


@pytest.mark.parametrize(("headcount", "expected"), [(9, "micro"), (10, "small"), (50, "medium"), (250, "large")])
def test_an_autonomous_firm_is_what_its_accounts_say(headcount, expected):
    firm = make_organisation()
    add_accounts(firm, headcount)
    assert category(firm) == expected


def test_a_subsidiary_of_a_large_firm_is_large():
    firm, owner = make_organisation(), make_organisation()
    add_accounts(firm, 5)
    add_accounts(owner, 6000, turnover=Decimal(2_000_000_000), balance=Decimal(3_000_000_000))
    Shareholding.objects.create(owner=owner, owned=firm, capital_share=60, voting_share=60)
    assert category(firm) == "large"
    assert category(firm, "france") == "large"


def test_an_eti_is_large_for_state_aid():
    firm = make_organisation()
    add_accounts(firm, 1000, turnover=100_000_000, balance=100_000_000)
    assert category(firm) == "large"
    assert category(firm, "france") == "eti"


def test_without_accounts_the_category_cannot_be_told():
    assert category(make_organisation()) == "unknown"


def test_the_reasoning_names_the_organisations():
    firm, owner = make_organisation("Petite"), make_organisation("Grande")
    add_accounts(firm, 5)
    add_accounts(owner, 30)
    Shareholding.objects.create(owner=owner, owned=firm, capital_share=60, voting_share=60)
    row = assess_size(organisation=firm, on=ON, by=make_user())[0]
    names = {str(one.pk): one.legal_name for one in Organisation.objects.filter(pk__in=names_in(row))}
    lines = size_reasoning(row, names)
    assert any("Grande" in line and "Petite" in line for line in lines)
    assert not any("{" in line for line in lines)


def test_the_rules_are_cited_in_the_language_of_the_page():
    firm = make_organisation()
    add_accounts(firm, 5)
    rows = assess_size(organisation=firm, on=ON, by=make_user())
    with override("fr"):
        french = " ".join(line for row in rows for line in size_reasoning(row, {}))
    with override("en"):
        english = " ".join(line for row in rows for line in size_reasoning(row, {}))
    assert "recommandation 2003/361/CE" in french
    assert "décret n°" in french
    assert "Commission Recommendation" in english
    assert "Decree no. 2008-1354" in english


def test_every_step_of_the_engine_has_its_sentence():
    assert set(SIZE_STEPS) == set(TEMPLATES)


def held_size(organisation):
    return Organisation.objects.values_list("size_category", flat=True).get(pk=organisation.pk)


def test_the_register_holds_the_european_category_beside_the_organisation():
    firm = make_organisation()
    add_accounts(firm, 60)
    assert held_size(firm) == ""
    assert category(firm) == held_size(firm) == "medium"
    AnnualAccounts.objects.update(headcount=3)
    assert category(firm) == held_size(firm) == "micro"
    firm.size_assessments.all().delete()
    assert held_size(firm) == ""


def test_a_size_that_is_typed_does_not_stay():
    firm = make_organisation(size_category="large")
    assert held_size(firm) == ""
    add_accounts(firm, 60)
    category(firm)
    firm.size_category = "small"
    firm.save()
    assert held_size(firm) == "medium"
    Organisation.objects.update(size_category="")
    assert held_size(firm) == "medium"


def test_a_record_read_before_the_size_was_computed_does_not_undo_it_when_saved():
    firm = make_organisation()
    stale = Organisation.objects.get(pk=firm.pk)
    add_accounts(firm, 60)
    category(firm)
    stale.city = "Nice"
    stale.save()
    assert held_size(firm) == "medium"


def test_the_size_follows_an_assessment_to_another_organisation():
    firm, kept = make_organisation(), make_organisation()
    add_accounts(firm, 60)
    category(firm)
    firm.size_assessments.update(organisation=kept)
    assert (held_size(firm), held_size(kept)) == ("", "medium")


def test_a_computed_size_is_no_change_of_the_record():
    firm = make_organisation()
    add_accounts(firm, 60)
    before = Organisation.objects.get(pk=firm.pk).updated_at
    category(firm)
    assert Organisation.objects.get(pk=firm.pk).updated_at == before
    assert firm.events.count() == 0


def test_a_load_computes_the_sizes_of_whole_groups_and_stops_at_none():
    owner, firm, ring, other = (make_organisation() for _place in range(4))
    for one in (owner, firm, ring, other):
        add_accounts(one, 5)
    Shareholding.objects.create(owner=owner, owned=firm, capital_share=60, voting_share=60)
    category(firm)
    category(ring)
    for first, second in ((ring, other), (other, ring)):
        Shareholding.objects.create(owner=first, owned=second, capital_share=60, voting_share=60)
    AnnualAccounts.objects.filter(organisation=owner).update(headcount=300)
    assert reassess_after_load(organisations=[owner.pk, ring.pk], on=ON) == 4
    assert (held_size(owner), held_size(firm), held_size(ring)) == ("large", "large", "")
