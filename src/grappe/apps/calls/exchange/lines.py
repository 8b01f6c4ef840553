"""A JSON or YAML document whose every value knows its line. JSON is read as the YAML it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

LARGEST = 2_000_000
DEEPEST = 40


@dataclass(frozen=True)
class LineFault:
    """What is wrong, and where: the line counts from 1."""

    line: int
    message: str


class UnreadableCallFileError(Exception):
    """The file cannot be read as a call; ``faults`` says why, line by line."""

    def __init__(self, faults: Sequence[LineFault]) -> None:
        super().__init__("; ".join(f"{fault.line}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


def read_document(data: bytes) -> tuple[Any, yaml.Node | None]:
    """The values of a file and the nodes they were read from."""
    if len(data) > LARGEST:
        raise UnreadableCallFileError([LineFault(1, "the file is larger than 2 MB")])
    try:
        text = data.decode("utf-8-sig")
        require_plain(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        duplicates = list(repeated_keys(node)) if node is not None else []
        if duplicates:
            raise UnreadableCallFileError(duplicates)
        return yaml.safe_load(text), node
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableCallFileError([LineFault(line, "this is not UTF-8 text")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableCallFileError([LineFault(line, error.problem or "unreadable")]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise UnreadableCallFileError([LineFault(1, str(error))]) from error


def require_plain(text: str) -> None:
    """Refuse what makes a small file large: aliases, and nesting beyond reason."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableCallFileError([LineFault(place_of(event), "aliases are not taken here")])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise UnreadableCallFileError([LineFault(place_of(event), "nested too deep")])


def place_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def repeated_keys(node: yaml.Node) -> Iterator[LineFault]:
    """A key written twice would silently lose its first value."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield LineFault(key.start_mark.line + 1, f"the key {key.value!r} stands here a second time")
            seen.add(str(key.value))
            yield from repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from repeated_keys(inner)


def line_of(node: yaml.Node | None, path: Sequence[str | int]) -> int:
    """The line of the value at a path, or of the nearest one around it."""
    line = node.start_mark.line + 1 if node is not None else 1
    for step in path:
        node = inner_of(node, step)
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def inner_of(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        held: yaml.Node = node.value[step]
        return held
    return None
