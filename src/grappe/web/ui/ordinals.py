"""The ordinal of a day in the reader's language: the framework's ``S`` is English whatever the language."""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

ENGLISH = DateFormat.S


def ordinal_suffix(held: DateFormat) -> str:
    """What follows the number of a day: in French 1er and nothing else, in English st, nd, rd, th."""
    if get_language() == "fr":
        return "er" if held.data.day == 1 else ""
    return str(ENGLISH(held))


def speak_the_reader_s_language() -> None:
    """Let every date of the process, on pages, in letters and on paper, take its ordinal from here."""
    DateFormat.S = ordinal_suffix  # type: ignore[method-assign]
