"""Problems, results and rules to and from versioned JSON, so that any run can be replayed."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from grappe.engines.sizing.document import Strict
from grappe.engines.sizing.errors import UnreadableDocumentError
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.result import Assessment
from grappe.engines.sizing.rules import RuleBook, check_rules

Content = TypeVar("Content")
PROBLEM_FORMAT = "grappe.sizing.problem/1"
RESULT_FORMAT = "grappe.sizing.result/1"
RULES_FORMAT = "grappe.sizing.rules/1"


@dataclass(frozen=True)
class Document(Strict, Generic[Content]):
    """An envelope: which format, and the content."""

    format: str
    content: Content


def problem_to_json(problem: Problem) -> str:
    """Write a problem; decimals are strings, so that nothing is rounded."""
    return _dump(PROBLEM_FORMAT, problem)


def problem_from_json(text: str | bytes) -> Problem:
    """Read a problem; `UnreadableDocumentError` names the first field that does not fit."""
    problem: Problem = _load(PROBLEM_FORMAT, text)
    return problem


def result_to_json(assessment: Assessment) -> str:
    """Write a result."""
    return _dump(RESULT_FORMAT, assessment)


def result_from_json(text: str | bytes) -> Assessment:
    """Read a result; `UnreadableDocumentError` names the first field that does not fit."""
    assessment: Assessment = _load(RESULT_FORMAT, text)
    return assessment


def rules_from_json(text: str | bytes) -> RuleBook:
    """Read and check a book of rules."""
    book: RuleBook = _load(RULES_FORMAT, text)
    check_rules(book)
    return book


@cache
def packaged_rules() -> RuleBook:
    """Return the book of rules that comes with the engine (`rules.json` beside this file)."""
    return rules_from_json(resources.files(__package__).joinpath("rules.json").read_bytes())


@cache
def _adapter(version: str) -> TypeAdapter[Any]:
    kinds: dict[str, Any] = {
        PROBLEM_FORMAT: Document[Problem],
        RESULT_FORMAT: Document[Assessment],
        RULES_FORMAT: Document[RuleBook],
    }
    return TypeAdapter(kinds[version])


def _dump(version: str, content: object) -> str:
    return _adapter(version).dump_json(Document(version, content), indent=1).decode()


def _load(version: str, text: str | bytes) -> Any:
    try:
        document = _adapter(version).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the document"
        raise UnreadableDocumentError(f"{place}: {first['msg']}. Expected {version}.") from error
    if document.format != version:
        raise UnreadableDocumentError(f"This is {document.format}; expected {version}.")
    return document.content
