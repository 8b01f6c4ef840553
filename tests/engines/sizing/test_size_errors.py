"""Problems no real enterprise could pose, each refused by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.engines.sizing.size_examples import firm, graph, holds, sized

from grappe.engines.sizing import Accounts, Enterprise, Kind, Problem, assess, errors, packaged_rules
from grappe.engines.sizing.rules import check_rules

A, B, C = firm("a", 1), firm("b", 1), firm("c", 1)


def with_accounts(*accounts: Accounts) -> Enterprise:
    return Enterprise("b", accounts=accounts)


FAULTS: list[tuple[type[errors.SizingError], Callable[[], Problem]]] = [
    (errors.UnknownEnterpriseError, lambda: graph([A], [holds("z", "a", 10)])),
    (errors.UnknownEnterpriseError, lambda: graph([A], [holds("a", "z", 10)])),
    (errors.UnknownEnterpriseError, lambda: Problem("z", (A,))),
    (errors.UnknownEnterpriseError, lambda: graph([A, with_accounts(Accounts(2024, covers=("z",)))])),
    (errors.DuplicateEnterpriseError, lambda: graph([A, A])),
    (errors.DuplicateHoldingError, lambda: graph([A, B], [holds("b", "a", 10), holds("b", "a", 20)])),
    (errors.DuplicateYearError, lambda: graph([A, with_accounts(Accounts(2024), Accounts(2024))])),
    (errors.NotOwnableError, lambda: graph([A, Enterprise("p", Kind.PERSON)], [holds("a", "p", 10)])),
    (errors.ShareOutOfRangeError, lambda: graph([A, B], [holds("b", "a", "100.01")])),
    (errors.ShareOutOfRangeError, lambda: graph([A, B], [holds("b", "a", 10, votes=-1)])),
    (errors.ShareOutOfRangeError, lambda: graph([A, B], [holds("b", "a", "NaN")])),
    (errors.OwnedBeyondWholeError, lambda: graph([A, B, C], [holds("b", "a", 60), holds("c", "a", "40.01")])),
    (errors.OwnedBeyondWholeError, lambda: graph([A, B, C], [holds("b", "a", 10, 60), holds("c", "a", 10, 41)])),
    (errors.OwnershipCycleError, lambda: graph([A], [holds("a", "a", 10)])),
    (errors.OwnershipCycleError, lambda: graph([A, B], [holds("a", "b", 60), holds("b", "a", 60)])),
    (errors.OwnershipCycleError, lambda: graph([A, B], [holds("a", "b", 60), holds("b", "a", 5, control=True)])),
    (errors.NegativeFigureError, lambda: graph([A, with_accounts(Accounts(2024, turnover=Decimal(-1)))])),
    (errors.NegativeFigureError, lambda: graph([A, Enterprise("b", inhabitants=-1)])),
    (errors.UnreadableFigureError, lambda: graph([A, with_accounts(Accounts(2024, awu=Decimal("Infinity")))])),
    (errors.UnreadableFigureError, lambda: graph([A, with_accounts(Accounts(2024, awu=Decimal("1e30")))])),
    (
        errors.ConsolidationError,
        lambda: graph(
            [Enterprise("a", accounts=(Accounts(2024, covers=("b",)),)), with_accounts(Accounts(2024, covers=("a",)))]
        ),
    ),
    (
        errors.ConsolidationError,
        lambda: graph(
            [
                C,
                Enterprise("a", accounts=(Accounts(2024, covers=("c",)),)),
                with_accounts(Accounts(2024, covers=("c",))),
            ]
        ),
    ),
]


@pytest.mark.parametrize(("error", "problem"), FAULTS)
def test_impossible_problems_are_refused(error: type[errors.SizingError], problem: Callable[[], Problem]) -> None:
    with pytest.raises(error):
        sized(problem())


def test_the_message_names_the_ring() -> None:
    ring = [holds("a", "b", 60), holds("b", "c", 60), holds("c", "a", 60)]
    with pytest.raises(errors.OwnershipCycleError, match=r"(?s)a.*b.*c|c.*b.*a|b.*c.*a"):
        sized(graph([A, B, C], ring))


def test_minority_rings_are_lawful() -> None:
    ring = [holds("a", "b", 30), holds("b", "c", 30), holds("c", "a", 30)]
    assert sized(graph([A, B, C], ring)).under("eu_sme").category == "micro"


def test_no_rule_before_the_first() -> None:
    with pytest.raises(errors.NoRulesInForceError):
        assess(graph([A]), on=date(2004, 12, 31))


def test_only_the_definitions_in_force_answer() -> None:
    names = [size.definition for size in sized(graph([A]), on=date(2008, 12, 20)).sizes]
    assert names == ["eu_sme"]
    assert len(sized(graph([A]), on=date(2008, 12, 21)).sizes) == 2


def test_contradictory_rules_are_refused() -> None:
    book = packaged_rules()
    eu, french = book.definitions
    faults = [
        replace(eu, ceilings=eu.ceilings[::-1]),
        replace(eu, ceilings=()),
        replace(eu, above="small"),
        replace(eu, consecutive_years=3),
        replace(eu, valid_until=date(2000, 1, 1)),
        replace(eu, partner_from=Decimal(60)),
    ]
    for fault in faults:
        with pytest.raises(errors.InconsistentRulesError):
            check_rules(replace(book, definitions=(fault, french)))
    with pytest.raises(errors.InconsistentRulesError, match="Two versions"):
        check_rules(replace(book, definitions=(eu, replace(eu, valid_from=date(2030, 1, 1)))))
