"""A partner's aid never exceeds any ceiling, whatever the input."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.aid.aid_strategies import CENTS, projects

from grappe.engines.aid import (
    Received,
    answer_from_json,
    answer_to_json,
    assess,
    check,
    de_minimis_left,
    packaged_rules,
    project_from_json,
    project_to_json,
    render,
    room_left,
)


@given(projects())
def test_no_ceiling_is_ever_passed(project):
    answer = assess(project)
    assert check(project, answer) == ()
    assert all(render(step) for partner in answer.partners for step in (*answer.steps, *partner.steps))


@given(projects())
def test_a_grant_that_is_not_cut_leaves_no_ceiling_named_and_one_that_is_names_it(project):
    for partner in assess(project).partners:
        for share in partner.shares:
            assert bool(share.limits) is (share.allowed < share.asked)


@given(projects())
def test_what_was_allowed_is_allowed_again(project):
    """Asking for what may be given is asking for nothing too much."""
    from dataclasses import replace

    told = assess(project)
    cut = tuple(
        replace(
            partner,
            grants=tuple(
                replace(grant, amount=share.allowed) for grant, share in zip(partner.grants, one.shares, strict=True)
            ),
        )
        for partner, one in zip(project.partners, told.partners, strict=True)
    )
    assert assess(replace(project, partners=cut)).within


@given(projects())
def test_projects_and_answers_travel(project):
    assert project_from_json(project_to_json(project)) == project
    answer = assess(project)
    assert answer_from_json(answer_to_json(answer)) == answer


NEAR = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(st.lists(st.builds(Received, NEAR, CENTS), max_size=6), NEAR)
def test_de_minimis_never_exceeds_its_ceiling_over_any_three_years(earlier, on):
    rule = packaged_rules().de_minimis_on(on)
    room = de_minimis_left(earlier, on, rule)
    assert 0 <= room <= rule.ceiling
    grants = [*earlier, Received(on, room)]
    for first in sorted({one.on for one in grants}):
        # The period of three years that begins on that day and ends the day before its third return.
        inside = [one for one in grants if first <= one.on < three_years_after(first)]
        if room and any(one.on == on for one in inside):
            assert sum(one.amount for one in inside) <= rule.ceiling


def three_years_after(day):
    try:
        return day.replace(year=day.year + 3)
    except ValueError:
        return date(day.year + 3, 3, 1)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ((), 300_000),
        (((date(2024, 6, 1), 100_000),), 200_000),
        (((date(2022, 6, 1), 100_000),), 300_000),
        (((date(2022, 6, 2), 100_000),), 200_000),
        (((date(2025, 6, 1) + timedelta(days=30), 250_000), (date(2024, 1, 1), 100_000)), 0),
    ],
    ids=["nothing before", "within", "three years ago to the day", "a day later", "a later grant counts too"],
)
def test_de_minimis_by_hand(before, expected):
    grants = [Received(on, Decimal(amount)) for on, amount in before]
    rule = packaged_rules().de_minimis_on(date(2025, 6, 1))
    assert de_minimis_left(grants, date(2025, 6, 1), rule) == expected


def test_before_2024_fiscal_years_counted():
    rule = packaged_rules().de_minimis_on(date(2020, 5, 1))
    grants = [Received(date(2018, 1, 1), Decimal(50_000)), Received(date(2017, 12, 31), Decimal(90_000))]
    assert de_minimis_left(grants, date(2020, 5, 1), rule) == 150_000


def test_room_over_years_counts_a_leap_day():
    grants = [Received(date(2021, 2, 28), Decimal(10))]
    assert room_left(grants, date(2024, 2, 29), ceiling=Decimal(10), years=3) == 10
    assert room_left(grants, date(2024, 2, 27), ceiling=Decimal(10), years=3) == 0
