"""Problems and answers to and from versioned JSON, so that any run can be replayed."""

from grappe.engines.selection.errors import UnreadableDocumentError
from grappe.engines.selection.problem import Problem
from grappe.engines.selection.result import Answer, Comparison, Explanation, Membership, Portfolio, Thresholds
from grappe.engines.selection.validation import validate
from grappe.engines.solving.exchange import Exchange

Told = Portfolio | Explanation | Membership | Thresholds | Comparison | Answer
PROBLEM_FORMAT = "grappe.selection.problem/1"
PORTFOLIO_FORMAT = "grappe.selection.portfolio/1"
EXCHANGE = Exchange(
    {
        PROBLEM_FORMAT: Problem,
        PORTFOLIO_FORMAT: Portfolio,
        "grappe.selection.explanation/1": Explanation,
        "grappe.selection.membership/1": Membership,
        "grappe.selection.thresholds/1": Thresholds,
        "grappe.selection.comparison/1": Comparison,
        "grappe.selection.answer/1": Answer,
    },
    UnreadableDocumentError,
)


def problem_to_json(problem: Problem) -> str:
    """Write a problem; decimals are strings, so that nothing is rounded."""
    return EXCHANGE.write(problem)


def problem_from_json(text: str | bytes) -> Problem:
    """Read and validate a problem; a `SelectionError` names the first field that does not fit."""
    problem: Problem = EXCHANGE.read(PROBLEM_FORMAT, text)
    validate(problem)
    return problem


def answer_to_json(answer: Told) -> str:
    """Write an answer of any kind."""
    return EXCHANGE.write(answer)


def portfolio_from_json(text: str | bytes) -> Portfolio:
    """Read a portfolio; `UnreadableDocumentError` names the first field that does not fit."""
    portfolio: Portfolio = EXCHANGE.read(PORTFOLIO_FORMAT, text)
    return portfolio
