"""What two versions of a proposal say differently, leaf by leaf."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A run of words: kept, taken out or put in."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One value that changed; ``where`` is its path in the document."""

    where: str
    pieces: tuple[Piece, ...]


def differences(earlier: dict[str, Any], later: dict[str, Any]) -> list[Difference]:
    """Every value that the later version says otherwise, in the order of its document."""
    before, after = dict(leaves(earlier)), dict(leaves(later))
    return [
        Difference(where, tuple(pieces(before.get(where, ""), after.get(where, ""))))
        for where in {**after, **before}
        if before.get(where, "") != after.get(where, "")
    ]


def leaves(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Each plain value under its path; partners go by their name, since their order may change."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{where} › {name}" if where else name)
    elif isinstance(value, list) and value and all(isinstance(one, dict) and "name" in one for one in value):
        for one in value:
            yield from leaves(one, f"{where} › {one['name']}")
    elif isinstance(value, list):
        yield where, ", ".join(" ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    else:
        yield where, "" if value is None else str(value)


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The words kept, taken out and put in, in reading order."""
    old, new = before.split(), after.split()
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("kept", " ".join(old[i:j]))
            continue
        if i < j:
            yield Piece("out", " ".join(old[i:j]))
        if k < m:
            yield Piece("in", " ".join(new[k:m]))
