"""Random projects, the wild ones included: every bonus claimed, any amount, shared undertakings."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from grappe.engines.aid import Cost, Form, Grant, Kind, Partner, Project, Received, Size, packaged_rules

DAYS = st.dates(date(2014, 7, 1), date(2026, 12, 31))
CENTS = st.decimals(0, 10**9, places=2) | st.decimals(0, 10**6, places=2) | st.sampled_from([Decimal(0), Decimal(1)])


@st.composite
def partners(draw: Any, name: str, categories: list[str], bonuses: list[str]) -> Partner:
    costs = draw(st.lists(st.builds(Cost, st.sampled_from(categories), CENTS), max_size=4))
    grants = st.builds(Grant, st.sampled_from("ABC"), st.sampled_from(categories), CENTS, st.sampled_from(list(Form)))
    kinds = st.none() | st.sampled_from(categories)
    return Partner(
        name,
        draw(st.sampled_from(list(Size))),
        draw(st.sampled_from([Kind.UNDERTAKING, Kind.UNDERTAKING, Kind.RESEARCH])),
        economic=draw(st.booleans()),
        may_publish=draw(st.booleans()),
        undertaking=draw(st.sampled_from([None, "group"])),
        state=draw(st.sampled_from(["FR", "FR", "DE", "ES"])),
        bonuses=tuple(draw(st.lists(st.sampled_from(bonuses), max_size=4))),
        costs=tuple(costs),
        grants=tuple(draw(st.lists(grants, max_size=4))),
        received=tuple(draw(st.lists(st.builds(Received, DAYS, CENTS, kinds), max_size=3))),
    )


@st.composite
def projects(draw: Any) -> Project:
    on = draw(DAYS)
    rules = packaged_rules().exemption_on(on)
    categories = [category.name for category in rules.categories]
    bonuses = sorted({bonus.name for category in rules.categories for bonus in category.bonuses})
    names = "abcd"[: draw(st.integers(1, 4))]
    some = draw(st.sampled_from([categories, categories[:3], categories[1:2]]))
    return Project(
        on,
        tuple(draw(partners(name, some, bonuses)) for name in names),
        union_rate=draw(st.sampled_from([Decimal(1), Decimal("0.7"), Decimal(0)])),
    )
