"""Projects, answers and rules to and from versioned JSON, so that any run can be replayed."""

from functools import cache
from importlib import resources

from grappe.engines.aid.errors import UnreadableDocumentError
from grappe.engines.aid.problem import Project
from grappe.engines.aid.result import Intensity, ProjectAid
from grappe.engines.aid.rules import RuleBook, check_rules
from grappe.engines.solving.exchange import Exchange

PROJECT_FORMAT = "grappe.aid.project/1"
ANSWER_FORMAT = "grappe.aid.answer/1"
INTENSITY_FORMAT = "grappe.aid.intensity/1"
RULES_FORMAT = "grappe.aid.rules/1"
EXCHANGE = Exchange(
    {PROJECT_FORMAT: Project, ANSWER_FORMAT: ProjectAid, INTENSITY_FORMAT: Intensity, RULES_FORMAT: RuleBook},
    UnreadableDocumentError,
)


def project_to_json(project: Project) -> str:
    """Write a project; decimals are strings, so that nothing is rounded."""
    return EXCHANGE.write(project)


def project_from_json(text: str | bytes) -> Project:
    """Read a project; `UnreadableDocumentError` names the first field that does not fit."""
    project: Project = EXCHANGE.read(PROJECT_FORMAT, text)
    return project


def answer_to_json(answer: ProjectAid | Intensity) -> str:
    """Write an answer."""
    return EXCHANGE.write(answer)


def answer_from_json(text: str | bytes) -> ProjectAid:
    """Read an answer about a project; `UnreadableDocumentError` names the first field that does not fit."""
    answer: ProjectAid = EXCHANGE.read(ANSWER_FORMAT, text)
    return answer


def rules_from_json(text: str | bytes) -> RuleBook:
    """Read and check a book of rules."""
    book: RuleBook = EXCHANGE.read(RULES_FORMAT, text)
    check_rules(book)
    return book


def rules_to_json(book: RuleBook) -> str:
    """Write a book of rules; decimals are strings."""
    return EXCHANGE.write(book)


@cache
def packaged_rules() -> RuleBook:
    """Return the book of rules that comes with the engine (`rules.json` beside this file)."""
    return rules_from_json(resources.files(__package__).joinpath("rules.json").read_bytes())
