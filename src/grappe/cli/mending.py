"""Read a catalogue that the merge of two branches has left with parts doubled or missing.

Catalogues are merged line by line (``merge=union`` in ``.gitattributes``), since nearly every branch adds messages.
Two branches that translate one message then leave two translations, and two that add a message at one place may leave
one without its translation. What can be kept is kept; the rest comes back from the code with
``grappe messages update``.
"""

from collections.abc import Iterator
from pathlib import Path

CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
EMPTY = '""'


def read_mended(path: Path) -> str:
    """The text of a catalogue with one of each part in every entry."""
    entries = entries_of(path.read_text(encoding="utf-8").splitlines())
    return "\n\n".join("\n".join(f"{name} {text}" for name, text in entry.items()) for entry in entries) + "\n"


def entries_of(lines: list[str]) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = [{}]
    for name, text in parts_of(lines):
        begun = entries[-1]
        if (name == "msgctxt" and begun) or (name == "msgid" and "msgid" in begun):
            entries.append({name: text})
        elif begun.get(name, EMPTY) == EMPTY:
            begun[name] = text
    return [entry for entry in entries if "msgid" in entry and any(name.startswith("msgstr") for name in entry)]


def parts_of(lines: list[str]) -> Iterator[tuple[str, str]]:
    """``msgid``, ``msgstr`` ... with their text, the lines it goes on included."""
    name, text = "", ""
    for line in lines:
        if line.startswith('"') and name:
            text += "\n" + line
        elif line.startswith("msg"):
            if name:
                yield name, text
            name, text = line.split(" ", 1)
        elif not line.startswith(CONFLICT_MARKS) and line and not line.startswith("#"):
            raise ValueError(f"This line is not part of a catalogue: {line}")
    if name:
        yield name, text
