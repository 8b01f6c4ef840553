"""Each limit: kept by the example, and broken by one change of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.engines.selection.selection_examples import FUNDED, GRANTS, ROUND

from grappe.engines.selection import Ceiling, Envelope, Funder, Grant, Group, broken_limits, check, select

TWENTY = Decimal(20)


def with_funder(name, **changes):
    return replace(ROUND, funders=tuple(replace(one, **changes) if one.id == name else one for one in ROUND.funders))


def codes(problem=ROUND, funded=FUNDED, grants=GRANTS):
    return {one.code for one in broken_limits(problem, funded, grants)}


def test_the_example_keeps_every_limit():
    assert codes() == set()


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (with_funder("state", budget=Decimal("74.99")), "funder.budget"),
        (with_funder("state", share_of_project=Decimal("0.49")), "funder.share_of_project"),
        (with_funder("south", share_of_partner=Decimal("0.49")), "funder.share_of_partner"),
        (with_funder("state", minimum=Decimal("25.01")), "funder.minimum"),
        (with_funder("north", territories=frozenset({"east"})), "grant.not_its_own"),
        (with_funder("north", themes=frozenset({"energy"})), "grant.not_its_own"),
        (replace(ROUND, envelopes=(Envelope("e", frozenset({"state"}), Decimal("74.99")),)), "envelope"),
        (replace(ROUND, ceilings=(Ceiling("group", Decimal("49.99")),)), "ceiling"),
        (replace(ROUND, groups=(Group("g", frozenset(FUNDED)),)), "group"),
        (replace(ROUND, most_projects=1), "number"),
        (replace(ROUND, pinned=frozenset({"c"})), "project.pinned"),
        (replace(ROUND, excluded=frozenset({"a"})), "project.excluded"),
    ],
)  # fmt: skip
def test_a_tighter_limit_is_broken(problem, code):
    assert code in codes(problem)


@pytest.mark.parametrize(
    ("grants", "code"),
    [
        (GRANTS[1:], "partner.need"),
        ((*GRANTS, Grant("state", "b", "firm", Decimal("0.01"))), "partner.ceiling"),
        ((*GRANTS, Grant("state", "c", "firm", TWENTY)), "grant.not_funded"),
        ((*GRANTS, Grant("crown", "a", "lab", TWENTY)), "grant.unknown"),
        ((*GRANTS[:-1], replace(GRANTS[-1], amount=Decimal("24.995"))), "grant.amount"),
        ((*GRANTS, GRANTS[0]), "grant.twice"),
        ((*GRANTS[:-2], replace(GRANTS[-2], amount=Decimal(26)), replace(GRANTS[-1], amount=Decimal(24))), "parity"),
    ],
)
def test_other_payments_break_a_limit(grants, code):
    assert code in codes(grants=grants)


def test_figures_and_bounds_that_do_not_add_up_are_found():
    portfolio = select(ROUND)
    assert portfolio.funded == FUNDED
    assert check(ROUND, portfolio) == ()
    proof = portfolio.certificate
    for wrong, code in (
        (replace(portfolio, value=Decimal(10)), "figure.value"),
        (replace(portfolio, money=Decimal(1)), "figure.money"),
        (replace(portfolio, reserve=("a",)), "figure.reserve"),
        (replace(portfolio, bound=8.0), "certificate.exceeded"),
        (replace(portfolio, bound=1000.0), "certificate.bound"),
        (replace(portfolio, certificate=replace(proof, priced_bound=1.0)), "certificate.priced_bound"),
        (replace(portfolio, funded=("a", "z")), "project.unknown"),
    ):
        assert code in {one.code for one in check(ROUND, wrong)}


def test_where_limits_leave_a_choice_the_first_named_pays_first():
    free = replace(ROUND, parities=(), envelopes=())
    first = select(free)
    state = sum(one.amount for one in first.grants if one.funder == "state")
    assert state == Decimal(75)
    late = replace(free, funders=(*ROUND.funders[1:], ROUND.funders[0], Funder("spare", Decimal(0))))
    state = sum(one.amount for one in select(late).grants if one.funder == "state")
    assert state == Decimal(55)
