"""Random ownership graphs small enough for the reference to enumerate."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.engines.sizing.size_examples import euros, number

from grappe.engines.sizing import Accounts, Enterprise, Holding, Investor, Kind, Problem

STAFF = [None, 0, 4, 9, 10, 40, 50, 200, 250, 4999]
MONEY = [None, 0, 1, 2, 3, 10, 11, 43, 44, 50, 51, 2000]
SHARES = [5, 10, 13, 24, 25, 26, 30, 45, 50, 51, 60, 100]


@st.composite
def accounts(draw: Any, year: int) -> Accounts:
    return Accounts(
        year,
        number(draw(st.sampled_from(STAFF))),
        euros(draw(st.sampled_from(MONEY))),
        euros(draw(st.sampled_from(MONEY))),
    )


@st.composite
def enterprises(draw: Any, name: str) -> Enterprise:
    kind = draw(st.sampled_from([Kind.ENTERPRISE] * 6 + [Kind.PERSON, Kind.PUBLIC_BODY]))
    years = draw(st.sampled_from([(2022, 2023, 2024), (2023, 2024), (2024,), (2022, 2024)]))
    return Enterprise(
        name,
        kind,
        tuple(draw(accounts(year)) for year in years),
        investor=draw(st.sampled_from([None, None, None, *Investor])),
        first_year=draw(st.sampled_from([None, None, min(years)])),
        markets=draw(st.sampled_from([(), ("x",), ("x", "y"), ("y",)])),
        acts_with=draw(st.sampled_from([None, "pact"])),
        budget=draw(st.sampled_from([None, Decimal(9_000_000), Decimal(10_000_000)])),
        inhabitants=draw(st.sampled_from([None, 4999, 5000])),
    )


@st.composite
def problems(draw: Any) -> Problem:
    """Control runs from later names to earlier ones, so that no ring of control arises; minorities run both ways."""
    names = "abcdef"[: draw(st.integers(1, 5))]
    nodes = [Enterprise("a", accounts=tuple(draw(accounts(year)) for year in (2022, 2023, 2024)))]
    nodes += [draw(enterprises(name)) for name in names[1:]]
    holdings: list[Holding] = []
    for owned in (node for node in nodes if node.is_linkable):
        left = votes_left = 100
        for owner in draw(st.permutations(nodes)):
            if owner is owned or not draw(st.booleans()):
                continue
            ordered = owner.id > owned.id or not owner.is_linkable
            choices = [share for share in SHARES if ordered or share <= 50]
            capital = min(left, draw(st.sampled_from(choices)))
            votes = min(votes_left, draw(st.sampled_from([capital, *choices])))
            if not ordered:
                votes = min(votes, 50)
            left, votes_left = left - capital, votes_left - votes
            control = ordered and draw(st.sampled_from([False] * 9 + [True]))
            invested = draw(st.sampled_from([None, Decimal(100_000), Decimal(1_250_000)]))
            holdings.append(Holding(owner.id, owned.id, Decimal(capital), Decimal(votes), control, invested))
    return Problem("a", tuple(consolidate(draw, nodes)), tuple(holdings))


def consolidate(draw: Any, nodes: list[Enterprise]) -> list[Enterprise]:
    """Let at most one of them consolidate some of the others, in all its years."""
    parent = draw(st.sampled_from([None, *nodes]))
    if parent is None:
        return nodes
    others = [node.id for node in nodes if node is not parent]
    covers = tuple(name for name in others if draw(st.booleans()))
    whole = replace(parent, accounts=tuple(replace(one, covers=covers) for one in parent.accounts))
    return [whole if node is parent else node for node in nodes]
