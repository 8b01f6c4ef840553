"""Problems, results and rules to and from versioned JSON, so that any run can be replayed."""

from functools import cache
from importlib import resources

from grappe.engines.sizing.errors import UnreadableDocumentError
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.result import Assessment
from grappe.engines.sizing.rules import RuleBook, check_rules
from grappe.engines.solving.exchange import Exchange

PROBLEM_FORMAT = "grappe.sizing.problem/1"
RESULT_FORMAT = "grappe.sizing.result/1"
RULES_FORMAT = "grappe.sizing.rules/1"
EXCHANGE = Exchange(
    {PROBLEM_FORMAT: Problem, RESULT_FORMAT: Assessment, RULES_FORMAT: RuleBook}, UnreadableDocumentError
)


def problem_to_json(problem: Problem) -> str:
    """Write a problem; decimals are strings, so that nothing is rounded."""
    return EXCHANGE.write(problem)


def problem_from_json(text: str | bytes) -> Problem:
    """Read a problem; `UnreadableDocumentError` names the first field that does not fit."""
    problem: Problem = EXCHANGE.read(PROBLEM_FORMAT, text)
    return problem


def result_to_json(assessment: Assessment) -> str:
    """Write a result."""
    return EXCHANGE.write(assessment)


def result_from_json(text: str | bytes) -> Assessment:
    """Read a result; `UnreadableDocumentError` names the first field that does not fit."""
    assessment: Assessment = EXCHANGE.read(RESULT_FORMAT, text)
    return assessment


def rules_from_json(text: str | bytes) -> RuleBook:
    """Read and check a book of rules."""
    book: RuleBook = EXCHANGE.read(RULES_FORMAT, text)
    check_rules(book)
    return book


@cache
def packaged_rules() -> RuleBook:
    """Return the book of rules that comes with the engine (`rules.json` beside this file)."""
    return rules_from_json(resources.files(__package__).joinpath("rules.json").read_bytes())
