"""Problems and plans to and from versioned JSON, so that any run can be replayed."""

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.errors import UnreadableDocumentError
from grappe.engines.meetings.events import Event
from grappe.engines.meetings.explanation import Explanation
from grappe.engines.meetings.plan import Plan
from grappe.engines.meetings.problem import Problem
from grappe.engines.meetings.replan import Replan

Content = TypeVar("Content")
PROBLEM_FORMAT = "grappe.meetings.problem/1"
PLAN_FORMAT = "grappe.meetings.plan/1"
EVENTS_FORMAT = "grappe.meetings.events/1"
REPLAN_FORMAT = "grappe.meetings.replan/1"
EXPLANATION_FORMAT = "grappe.meetings.explanation/1"


@dataclass(frozen=True)
class Header:
    """What every document begins with; its other fields are those of the content."""

    format: str


@dataclass(frozen=True)
class ProblemDocument(Problem, Strict):
    """A problem with its version."""

    format: str = PROBLEM_FORMAT


@dataclass(frozen=True)
class PlanDocument(Plan, Strict):
    """A plan with its version."""

    format: str = PLAN_FORMAT


@dataclass(frozen=True)
class ReplanDocument(Replan, Strict):
    """A repaired plan with its version."""

    format: str = REPLAN_FORMAT


@dataclass(frozen=True)
class ExplanationDocument(Explanation, Strict):
    """An explanation with its version."""

    format: str = EXPLANATION_FORMAT


@dataclass(frozen=True)
class Happenings:
    """What happened."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class EventsDocument(Happenings, Strict):
    """Events with their version."""

    format: str = EVENTS_FORMAT


def problem_to_json(problem: Problem) -> str:
    """Write a problem; fields at their default are left out."""
    return _dump(ProblemDocument, problem)


def problem_from_json(text: str | bytes) -> Problem:
    """Read a problem; `UnreadableDocumentError` names the first field that does not fit."""
    return _load(ProblemDocument, Problem, PROBLEM_FORMAT, text)


def plan_to_json(plan: Plan) -> str:
    """Write a plan."""
    return _dump(PlanDocument, plan)


def plan_from_json(text: str | bytes) -> Plan:
    """Read a plan; `UnreadableDocumentError` names the first field that does not fit."""
    return _load(PlanDocument, Plan, PLAN_FORMAT, text)


def replan_to_json(replanned: Replan) -> str:
    """Write what became of a plan."""
    return _dump(ReplanDocument, replanned)


def explanation_to_json(explanation: Explanation) -> str:
    """Write an explanation."""
    return _dump(ExplanationDocument, explanation)


def events_from_json(text: str | bytes) -> tuple[Event, ...]:
    """Read the events of a day; `UnreadableDocumentError` names the first field that does not fit."""
    return _load(EventsDocument, Happenings, EVENTS_FORMAT, text).events


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _fields(content: object) -> dict[str, Any]:
    # Cached properties live beside the fields and do not travel.
    return {name: getattr(content, name) for name in content.__dataclass_fields__}  # type: ignore[attr-defined]


def _dump(envelope: type, content: object) -> str:
    document = envelope(**_fields(content))
    keep_defaults = envelope is not ProblemDocument
    written = _adapter(envelope).dump_python(document, mode="json", exclude_defaults=not keep_defaults)
    ordered = {"format": document.format, **{name: value for name, value in written.items() if name != "format"}}
    return TypeAdapter(dict[str, Any]).dump_json(ordered).decode()


def _load(envelope: type, kind: type[Content], version: str, text: str | bytes) -> Content:
    try:
        if _adapter(Header).validate_json(text).format != version:
            raise UnreadableDocumentError(f"The document is of another format; expected {version}.")
        fields = _fields(_adapter(envelope).validate_json(text))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the document"
        raise UnreadableDocumentError(f"{place}: {first['msg']}. Expected {version}.") from error
    fields.pop("format")
    return kind(**fields)
