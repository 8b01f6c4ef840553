"""Each ceiling on both sides: headcount strictly below, euros at most, turnover or balance sheet."""

from decimal import Decimal

import pytest
from tests.engines.sizing.size_examples import eu, firm, fr, graph, holds

EU_EDGES = [
    (9.99, 2, 99, "micro"),
    (9.99, 99, 2, "micro"),
    (10, 2, 2, "small"),
    (9, "2.000001", "2.000001", "small"),
    (49.99, 10, 99, "small"),
    (49.99, 99, 10, "small"),
    (50, 10, 10, "medium"),
    (9, "10.000001", "10.000001", "medium"),
    (249.99, 50, 999, "medium"),
    (249.99, 999, 43, "medium"),
    (249, "50.000001", 43, "medium"),
    (249, 50, "43.000001", "medium"),
    (249, "50.000001", "43.000001", "large"),
    (250, 0, 0, "large"),
    (9, 999, 999, "large"),
]
FR_EDGES = [
    (9.99, 2, 99, "micro"),
    (9.99, 99, 2, "micro"),
    (10, 2, 2, "sme"),
    (9, "2.000001", "2.000001", "sme"),
    (249.99, 50, 999, "sme"),
    (249.99, 999, 43, "sme"),
    (249, "50.000001", "43.000001", "mid_cap"),
    (250, 0, 0, "mid_cap"),
    (4999.99, 1500, 9999, "mid_cap"),
    (4999.99, 9999, 2000, "mid_cap"),
    (4999, "1500.000001", "2000.000001", "large"),
    (5000, 0, 0, "large"),
]


@pytest.mark.parametrize(("awu", "turnover", "balance", "category"), EU_EDGES)
def test_eu_ceilings(awu: float, turnover: object, balance: object, category: str) -> None:
    assert eu(graph([firm("a", awu, turnover, balance)])).category == category


@pytest.mark.parametrize(("awu", "turnover", "balance", "category"), FR_EDGES)
def test_french_ceilings(awu: float, turnover: object, balance: object, category: str) -> None:
    assert fr(graph([firm("a", awu, turnover, balance)])).category == category


def test_sums_are_exact_at_a_ceiling() -> None:
    third = [firm("a", 249, 0, 0), firm("p", 3, 0, 0)]
    just_below = eu(graph(third, [holds("p", "a", "33.3333")]))
    assert just_below.category == "medium"
    assert just_below.years[-1].awu == Decimal("249.999999")
    assert eu(graph(third, [holds("p", "a", "33.3334")])).category == "large"


def test_a_mid_cap_is_large_for_state_aid() -> None:
    problem = graph([firm("a", 800, 120, 90)])
    assert (eu(problem).category, fr(problem).category) == ("large", "mid_cap")
