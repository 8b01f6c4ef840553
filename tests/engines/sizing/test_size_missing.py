"""What missing figures leave possible."""

from dataclasses import replace

from tests.engines.sizing.size_examples import codes, eu, firm, graph, headcount, holds

from grappe.engines.sizing import Accounts, Enterprise, Missing


def test_one_of_turnover_and_balance_is_enough() -> None:
    assert eu(graph([firm("a", 5, None, 1)])).category == "micro"
    assert eu(graph([firm("a", 5, 1, None)])).category == "micro"


def test_a_known_figure_beyond_its_ceiling_leaves_the_other_open() -> None:
    size = eu(graph([firm("a", 5, 3, None)]))
    assert size.possible == ("micro", "small")
    assert Missing("a", 2024, "balance") in size.missing


def test_no_headcount_leaves_what_the_money_allows() -> None:
    assert eu(graph([firm("a", None, 8, 8)])).possible == ("small", "medium", "large")


def test_a_large_enterprise_needs_no_more() -> None:
    assert eu(graph([firm("a", 300, None, None)])).category == "large"


def test_a_partner_without_accounts_is_named() -> None:
    size = eu(graph([firm("a", 30, 1, 1), Enterprise("b")], [holds("b", "a", 30)]))
    assert size.possible == ("small", "medium", "large")
    assert size.missing == tuple(Missing("b", year, "accounts") for year in (2022, 2023, 2024))
    assert "total.least" in codes(size)


def test_a_member_younger_than_the_year_adds_nothing() -> None:
    young = Enterprise("b", first_year=2024, accounts=(firm("b", 30).accounts[-1],))
    size = eu(graph([firm("a", 30), young], [holds("a", "b", 100)]))
    assert [year.awu for year in size.years] == [30, 30, 60]
    assert size.category == "small"


def test_consolidated_accounts_stand_for_those_they_cover() -> None:
    parent = Enterprise(
        "p",
        accounts=tuple(Accounts(a.year, a.awu, a.turnover, a.balance, covers=("a",)) for a in firm("p", 60).accounts),
    )
    size = eu(graph([firm("a", 20), parent], [holds("p", "a", 100)]))
    assert [year.awu for year in size.years] == [60, 60, 60]
    assert "figures.left_out" in codes(size)


def test_consolidated_accounts_reach_partners_and_stand_within_a_partner() -> None:
    def covering(name: str, *covers: str) -> Enterprise:
        return replace(firm(name), accounts=tuple(replace(year, covers=covers) for year in firm(name, 60).accounts))

    own = eu(graph([covering("a", "b"), firm("b", 20)], [holds("b", "a", 30)]))
    assert headcount(own) == 60
    group = [holds("p", "a", 30), holds("p", "d", 100)]
    within = eu(graph([firm("a", 10), covering("p", "d"), firm("d", 40)], group))
    assert headcount(within) == 28  # 10 + 30 % of 60
