"""No partner's aid ever exceeds any ceiling, whatever the input: rounds of real size, added up here in plain sums."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.selection.selection_strategies import SHARES, envelopes, parity, some

from grappe.engines.selection import Ceiling, Funder, Partner, Problem, Project, check, select
from grappe.engines.selection.problem import ZERO
from grappe.engines.solving import Status

PLACES = ("north", "south", "east")
THEMES = ("health", "energy")
# From nothing to millions, to the cent.
AMOUNTS = st.integers(0, 10**9).map(lambda count: Decimal(count) / 100)


@st.composite
def rounds(draw: Any) -> Problem:
    listed = tuple(
        Project(
            f"p{place}",
            Decimal(draw(st.integers(0, 1000))) / 10,
            tuple(
                Partner(
                    f"m{number}", draw(AMOUNTS), draw(st.sampled_from(PLACES)), draw(st.none() | AMOUNTS), draw(FIRMS)
                )
                for number in range(draw(st.integers(1, 4)))
            ),
            draw(st.sampled_from([None, *THEMES])),
        )
        for place in range(draw(st.integers(1, 8)))
    )
    payers = tuple(
        Funder(
            f"f{place}",
            draw(AMOUNTS) * 5,
            draw(some(PLACES)),
            draw(some(THEMES)),
            draw(st.sampled_from(SHARES)),
            draw(st.sampled_from(SHARES)),
            draw(st.sampled_from([ZERO, Decimal(100_000), Decimal("333333.33")])),
        )
        for place in range(draw(st.integers(1, 5)))
    )
    who = st.frozensets(st.sampled_from([one.id for one in payers]))
    left, right = draw(who), draw(who)
    problem = Problem(
        listed,
        payers,
        draw(st.lists(envelopes(who), max_size=1).map(tuple)),
        draw(st.lists(st.builds(Ceiling, st.just("group"), AMOUNTS), max_size=1).map(tuple)),
        draw(st.sampled_from([(), (parity(draw, left, right - left),)])),
        least_scale=draw(st.sampled_from([Decimal(1), Decimal(1), Decimal("0.6"), Decimal("0.333")])),
    )
    amounts = tuple(replace(one, amount=draw(AMOUNTS)) for one in problem.envelopes)
    return replace(problem, envelopes=amounts)


FIRMS = st.sampled_from([None, None, "group"])


@settings(max_examples=120)
@given(rounds())
def test_no_ceiling_is_ever_passed(problem):
    portfolio = select(problem)
    assert portfolio.status is Status.OPTIMAL
    assert check(problem, portfolio) == ()
    partners = {(one.id, each.id): each for one in problem.projects for each in one.partners}
    funders = {one.id: one for one in problem.funders}
    got, given_by, undertaking = defaultdict(Decimal), defaultdict(Decimal), ZERO
    for grant in portfolio.grants:
        partner = partners[grant.project, grant.partner]
        got[grant.project, grant.partner] += grant.amount
        given_by[grant.funder] += grant.amount
        undertaking += grant.amount if partner.undertaking == "group" else 0
        share = Fraction(funders[grant.funder].share_of_partner)
        assert Fraction(grant.amount) <= share * Fraction(partner.payable)
    for key, amount in got.items():
        assert amount <= partners[key].need
        assert partners[key].ceiling is None or amount <= partners[key].ceiling
    assert all(amount <= funders[name].budget for name, amount in given_by.items())
    assert all(undertaking <= one.amount for one in problem.ceilings)
