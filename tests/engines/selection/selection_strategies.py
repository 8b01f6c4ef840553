"""Random problems small enough for the reference to try every portfolio, paid in every way cent by cent."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from grappe.engines.selection import Ceiling, Envelope, Funder, Group, Parity, Partner, Problem, Project, Scope

PLACES = ("north", "south")
THEMES = ("health", "energy")
SHARES = (Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.7"), Decimal(0))


def cents(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda count: Decimal(count) / 100)


def some(labels: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(labels), min_size=1)


@st.composite
def projects(draw: Any, place: int) -> Project:
    partners = tuple(
        Partner(
            f"m{number}",
            draw(cents(0, 4)),
            draw(st.sampled_from(PLACES)),
            draw(st.none() | cents(0, 4)),
            draw(st.sampled_from([None, "firm"])),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    score = draw(st.integers(0, 6)) / Decimal(draw(st.sampled_from([1, 2])))
    return Project(f"p{place}", score, partners, draw(st.sampled_from([None, *THEMES])))


@st.composite
def funders(draw: Any, place: int) -> Funder:
    return Funder(
        f"f{place}",
        draw(cents(0, 12)),
        draw(some(PLACES)),
        draw(some(THEMES)),
        draw(st.sampled_from(SHARES)),
        draw(st.sampled_from(SHARES)),
        draw(st.sampled_from([Decimal(0), Decimal(0), Decimal("0.02"), Decimal("0.03")])),
    )


@st.composite
def problems(draw: Any, *, scaled: bool = False) -> Problem:
    """Up to 4 projects of up to 2 partners and 3 funders, with every kind of limit."""
    listed = tuple(draw(projects(place)) for place in range(draw(st.integers(1, 4))))
    payers = tuple(draw(funders(place)) for place in range(draw(st.integers(0, 3))))
    names = st.sampled_from([one.id for one in listed])
    who = st.frozensets(st.sampled_from([one.id for one in payers])) if payers else st.just(frozenset())
    left, right = draw(who), draw(who)
    groups = draw(st.lists(st.tuples(st.frozensets(names, max_size=3), st.integers(0, 2)), max_size=1))
    pinned = draw(st.sampled_from([frozenset(), frozenset(), frozenset({listed[0].id})]))
    excluded = draw(st.frozensets(names, max_size=1)) - pinned
    fits = [Group("g", some_, max(most, len(some_ & pinned))) for some_, most in groups]
    return Problem(
        listed,
        payers,
        draw(st.lists(envelopes(who), max_size=1).map(tuple)),
        draw(st.sampled_from([(), (Ceiling("firm", Decimal("0.03")),)])),
        draw(st.sampled_from([(), (parity(draw, left, right - left),)])),
        tuple(fits),
        draw(st.sampled_from([None, None, 1, 2])),
        draw(st.sampled_from([Decimal("0.5"), Decimal("0.3"), Decimal(0)])) if scaled else Decimal(1),
        pinned,
        excluded,
        draw(st.integers(0, 2)),
    )


def envelopes(who: st.SearchStrategy[frozenset[str]]) -> st.SearchStrategy[Envelope]:
    return st.builds(Envelope, st.just("e"), who, cents(0, 8), some(THEMES), some(PLACES))


def parity(draw: Any, left: frozenset[str], right: frozenset[str]) -> Parity:
    tolerance = draw(st.sampled_from([Decimal(0), Decimal("0.25"), Decimal("0.1")]))
    return Parity("equal", left, right, tolerance, draw(st.sampled_from(list(Scope))))
