"""The two-year rule, and what cannot be told without more years."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.sizing.size_examples import ON, codes, eu, fr, graph

from grappe.engines.sizing import Accounts, Enterprise, Missing
from grappe.engines.sizing.history import possible_statuses
from grappe.engines.sizing.reference import plain_statuses

STAFF = {"S": 240, "L": 260, "s": 40, "m": 5}


def run(letters: str, last: int = 2024, first_year: int | None = None) -> Enterprise:
    """An enterprise whose years are large (L), medium (S), small (s) or micro (m)."""
    first = last - len(letters) + 1
    accounts = tuple(
        Accounts(first + place, Decimal(STAFF[letter]), Decimal(), Decimal()) for place, letter in enumerate(letters)
    )
    return Enterprise("a", accounts=accounts, first_year=first_year)


@pytest.mark.parametrize(
    ("letters", "category"),
    [
        ("SSS", "medium"),
        ("SSL", "medium"),
        ("SLL", "large"),
        ("LLS", "large"),
        ("LSS", "medium"),
        ("SLS", "medium"),
        ("LSL", "large"),
        ("SSLSL", "medium"),
        ("mmL", "micro"),
        ("mmsL", "small"),
        ("mmLs", "small"),
    ],
)
def test_a_status_changes_after_two_years_running(letters: str, category: str) -> None:
    assert eu(graph([run(letters)])).category == category


def test_a_kept_status_is_explained() -> None:
    assert "history.kept" in codes(eu(graph([run("SSL")])))


def test_french_size_looks_at_the_last_year_only() -> None:
    assert fr(graph([run("SSL")])).category == "mid_cap"


def test_one_year_is_enough_for_a_new_enterprise_only() -> None:
    assert eu(graph([run("s", first_year=2024)])).category == "small"
    size = eu(graph([run("s")]))
    assert (size.category, size.possible) == (None, ("micro", "small", "medium", "large"))
    assert size.missing == (Missing("a", 2023, "accounts"),)
    assert size.years[-1].possible == ("small",)


def test_two_years_that_agree_are_enough() -> None:
    assert eu(graph([run("ss")])).category == "small"
    assert eu(graph([run("sm")])).possible == ("micro", "small")


def test_a_gap_breaks_the_history() -> None:
    whole = run("sss")
    gap = Enterprise("a", accounts=(whole.accounts[0], whole.accounts[2]))
    assert eu(graph([gap])).missing == (Missing("a", 2023, "accounts"),)


def test_accounts_count_from_their_closing_day() -> None:
    firm = Enterprise("a", first_year=2024, accounts=(Accounts(2024, *[Decimal(1)] * 3, closed_on=date(2025, 6, 30)),))
    assert fr(graph([firm]), on=date(2025, 6, 29)).category is None
    assert fr(graph([firm]), on=date(2025, 6, 30)).category == "micro"


def test_old_accounts_do_not_tell() -> None:
    size = fr(graph([run("sss", last=2022)]))
    assert (size.category, size.missing) == (None, (Missing("a", ON.year - 1, "accounts"),))
    assert "period.stale" in codes(size)
    assert fr(graph([run("sss", last=2023)])).category == "sme"


def test_no_accounts_do_not_tell() -> None:
    assert "period.none" in codes(eu(graph([Enterprise("a")])))


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda ends: range(min(ends), max(ends) + 1)),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_the_clamp_is_the_two_year_rule(years: list[range], start_known: bool) -> None:
    plain = plain_statuses(years, 4, start_known=start_known)
    assert possible_statuses(years, 4, start_known=start_known) == range(min(plain), max(plain) + 1)
