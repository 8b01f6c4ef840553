"""Registers, questions, answers and weights to and from versioned JSON, so that any run can be replayed."""

from grappe.engines.matching.errors import UnreadableDocumentError
from grappe.engines.matching.model import Models
from grappe.engines.matching.questions import (
    ForCluster,
    ForConsortium,
    ForMetaCluster,
    ForNeed,
    ForOrganisation,
    Question,
)
from grappe.engines.matching.register import Register
from grappe.engines.matching.result import Answer
from grappe.engines.solving.exchange import Exchange

REGISTER_FORMAT = "grappe.matching.register/1"
ANSWER_FORMAT = "grappe.matching.answer/1"
MODELS_FORMAT = "grappe.matching.models/1"
QUESTION_FORMATS: dict[str, type[Question]] = {
    "grappe.matching.for-organisation/1": ForOrganisation,
    "grappe.matching.for-need/1": ForNeed,
    "grappe.matching.for-consortium/1": ForConsortium,
    "grappe.matching.for-cluster/1": ForCluster,
    "grappe.matching.for-meta-cluster/1": ForMetaCluster,
}
EXCHANGE = Exchange(
    {REGISTER_FORMAT: Register, ANSWER_FORMAT: Answer, MODELS_FORMAT: Models, **QUESTION_FORMATS},
    UnreadableDocumentError,
)


def to_json(content: Register | Question | Answer | Models) -> str:
    """Write a register, a question, an answer or weights."""
    return EXCHANGE.write(content)


def register_from_json(text: str | bytes) -> Register:
    """Read a register; `UnreadableDocumentError` names the first field that does not fit."""
    register: Register = EXCHANGE.read(REGISTER_FORMAT, text)
    return register


def answer_from_json(text: str | bytes) -> Answer:
    """Read an answer; `UnreadableDocumentError` names the first field that does not fit."""
    answer: Answer = EXCHANGE.read(ANSWER_FORMAT, text)
    return answer


def models_from_json(text: str | bytes) -> Models:
    """Read weights; `UnreadableDocumentError` names the first field that does not fit."""
    models: Models = EXCHANGE.read(MODELS_FORMAT, text)
    return models


def question_from_json(text: str | bytes) -> Question:
    """Read a question of any kind: its format says which."""
    named = next((name for name in QUESTION_FORMATS if f'"{name}"' in _head(text)), None)
    if named is None:
        raise UnreadableDocumentError(f"This is no question: its format is one of {', '.join(QUESTION_FORMATS)}.")
    question: Question = EXCHANGE.read(named, text)
    return question


def _head(text: str | bytes) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
