"""From the bytes of a file to a call that may be kept, or the faults of its lines."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from grappe.apps.calls.exchange.lines import LineFault, UnreadableCallFileError, line_of, read_document
from grappe.apps.calls.exchange.schema import CallFile


def read_call(data: bytes) -> CallFile:
    """Read a call; every fault found is told with its line."""
    document, node = read_document(data)
    try:
        found = CallFile.model_validate(document)
    except ValidationError as error:
        raise UnreadableCallFileError(
            sorted(
                (LineFault(line_of(node, one["loc"]), told(one)) for one in error.errors()),
                key=lambda fault: fault.line,
            )
        ) from error
    faults = [LineFault(line_of(node, path), message) for path, message in contradictions(found)]
    if faults:
        raise UnreadableCallFileError(faults)
    return found


def told(error: Any) -> str:
    where = ".".join(str(step) for step in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def contradictions(found: CallFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What each row alone does not show: codes used twice, rounds that are not there."""
    rounds = {one.slug for one in found.rounds}
    for name in ("rules", "rates", "criteria"):
        for number, row in enumerate(getattr(found, name)):
            if row.round is not None and row.round not in rounds:
                yield (name, number, "round"), f"there is no round {row.round} in this file"
    for name, key in (("rounds", "slug"), ("form", "code"), ("documents", "code")):
        yield from repeated((name,), [getattr(row, key) for row in getattr(found, name)])
    yield from repeated(("criteria",), [f"{row.code}, {row.round or 'every round'}" for row in found.criteria])
    yield from repeated(
        ("rates",),
        [f"{row.beneficiary}, {row.round}, {row.in_territory}, {row.labelled}" for row in found.rates],
    )
    for number, section in enumerate(found.form):
        yield from repeated(("form", number, "questions"), [row.code for row in section.questions])
        for place, question in enumerate(section.questions):
            if question.kind == "choice" and not question.choices:
                yield ("form", number, "questions", place), "a question of choice needs choices"


def repeated(path: tuple[str | int, ...], codes: list[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, code in enumerate(codes):
        if code in codes[:number]:
            yield (*path, number), f"{code} stands here a second time"
