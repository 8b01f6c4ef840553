"""The ordinal of a day in the reader's language: the framework's ``S`` is English whatever the language."""

from datetime import date

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

ENGLISH = DateFormat.S


def ordinal_suffix(held: DateFormat) -> str:
    """What follows the number of a day: in French 1er and nothing else, in English st, nd, rd, th."""
    if get_language() == "fr":
        return "er" if isinstance(held.data, date) and held.data.day == 1 else ""
    return str(ENGLISH(held))


def speak_the_reader_s_language() -> None:
    """Let every date of the process, on pages, in letters and on paper, take its ordinal from here."""
    setattr(DateFormat, "S", ordinal_suffix)  # noqa: B010 a method of the framework, replaced as a whole
