from datetime import date
from decimal import Decimal

import pytest
from tests.factories import make_organisation, make_user

from grappe.apps.directory.bridge.sizes import assess_size
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


def test_every_step_of_the_engine_has_its_sentence():
    assert set(SIZE_STEPS) == set(TEMPLATES)
