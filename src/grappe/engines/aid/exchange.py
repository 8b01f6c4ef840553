"""Projects, answers and rules to and from versioned JSON, so that any run can be replayed."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from grappe.engines.aid.document import Strict
from grappe.engines.aid.errors import UnreadableDocumentError
from grappe.engines.aid.problem import Project
from grappe.engines.aid.result import Intensity, ProjectAid
from grappe.engines.aid.rules import RuleBook, check_rules

Content = TypeVar("Content")
PROJECT_FORMAT = "grappe.aid.project/1"
ANSWER_FORMAT = "grappe.aid.answer/1"
INTENSITY_FORMAT = "grappe.aid.intensity/1"
RULES_FORMAT = "grappe.aid.rules/1"


@dataclass(frozen=True)
class Document(Strict, Generic[Content]):
    """An envelope: which format, and the content."""

    format: str
    content: Content


def project_to_json(project: Project) -> str:
    """Write a project; decimals are strings, so that nothing is rounded."""
    return _dump(PROJECT_FORMAT, project)


def project_from_json(text: str | bytes) -> Project:
    """Read a project; `UnreadableDocumentError` names the first field that does not fit."""
    project: Project = _load(PROJECT_FORMAT, text)
    return project


def answer_to_json(answer: ProjectAid | Intensity) -> str:
    """Write an answer."""
    return _dump(ANSWER_FORMAT if isinstance(answer, ProjectAid) else INTENSITY_FORMAT, answer)


def answer_from_json(text: str | bytes) -> ProjectAid:
    """Read an answer about a project; `UnreadableDocumentError` names the first field that does not fit."""
    answer: ProjectAid = _load(ANSWER_FORMAT, text)
    return answer


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
        PROJECT_FORMAT: Document[Project],
        ANSWER_FORMAT: Document[ProjectAid],
        INTENSITY_FORMAT: Document[Intensity],
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
