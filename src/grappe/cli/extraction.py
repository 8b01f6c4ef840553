"""Find the messages that code and templates mark for translation."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.extract import extract

# Babel's keyword table: where the singular, plural (2) and context (c) stand among the arguments.
KEYWORDS: dict[str, Any] = (
    dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
    | dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
    | dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
    | dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
)
TEMPLATE_CALL = re.compile(
    r"\b(?P<name>gettext|ngettext|pgettext|npgettext|_)\((?P<arguments>(?:\s*u?'(?:[^'\\]|\\.)*'\s*,?|\s*u?\"(?:[^\"\\]|\\.)*\"\s*,?)+)"
)
LITERAL = re.compile(r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


class Message(NamedTuple):
    context: str
    singular: str
    plural: str


def extract_messages(root: Path) -> set[Message]:
    """Every message under ``root``, from Python files, templates and text templates."""
    messages: set[Message] = set()
    for path in sorted(root.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            messages |= set(from_python(path.read_bytes()))
        elif path.suffix in {".html", ".txt", ".typ"} and "templates" in path.parts:
            messages |= set(from_template(path.read_text(encoding="utf-8"), str(path)))
    return messages


def from_python(code: bytes) -> Iterator[Message]:
    options = {"encoding": "utf-8"}
    for _line, found, _comments, context in extract("python", io.BytesIO(code), keywords=KEYWORDS, options=options):
        yield as_message(found, context)


def from_template(text: str, origin: str) -> Iterator[Message]:
    from ast import literal_eval

    from django.utils.translation.template import templatize

    for call in TEMPLATE_CALL.finditer(templatize(text, origin=origin)):
        arguments = [literal_eval(literal.group(1)) for literal in LITERAL.finditer(call["arguments"])]
        context = arguments.pop(0) if call["name"] in {"pgettext", "npgettext"} else ""
        plural = arguments[1] if call["name"] in {"ngettext", "npgettext"} else ""
        yield Message(context, arguments[0], plural)


def as_message(found: str | tuple[str, ...], context: str | None) -> Message:
    if isinstance(found, str):
        return Message(context or "", found, "")
    texts = [text for text in found if isinstance(text, str)]
    return Message(context or "", texts[0], texts[1] if len(texts) > 1 else "")
