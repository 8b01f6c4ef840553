"""Read the dates that people and files write, day before month, in French, in English and in ISO 8601."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from grappe.kernel.spelling import folded

Precision = Literal["day", "month", "year"]
PIVOT = 69  # two digits from 69 on are of the twentieth century, as POSIX reads them
MONTHS = (
    ("janvier", "janv", "jan", "january"),
    ("fevrier", "fevr", "fev", "february", "feb"),
    ("mars", "mar", "march"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "sep", "september"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
MONTH_NUMBER = {word: number for number, words in enumerate(MONTHS, start=1) for word in words}
WEEKDAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SILENT_WORDS = frozenset({*WEEKDAYS_FR, *WEEKDAYS_EN, "le"})


class UnreadableDateError(ValueError):
    """A text is no date; ``reason`` tells whether it is the form or the day."""

    def __init__(self, text: str, reason: Literal["form", "no_such_day"]) -> None:
        told = "is not written as a date" if reason == "form" else "is a day that does not exist"
        super().__init__(f"{text!r} {told}: write 17/11/2006, 17 novembre 2006 or 2006-11-17.")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The first day a text can mean, and how precise the text is."""

    day: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """The last day the text can mean."""
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        if self.precision == "month":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day


Parts = tuple[int, int, int]
TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Parts], Precision], ...] = (
    (re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){TIME}"), lambda m: (int(m[1]), int(m[2]), int(m[3])), "day"),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), lambda m: (int(m[1]), int(m[2]), int(m[3])), "day"),
    (
        re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){TIME}"),
        lambda m: (full_year(m[3]), int(m[2]), int(m[1])),
        "day",
    ),
    (re.compile(r"(\d{4})[-/](\d{1,2})"), lambda m: (int(m[1]), int(m[2]), 1), "month"),
    (re.compile(r"(\d{1,2})[-/.](\d{4})"), lambda m: (int(m[2]), int(m[1]), 1), "month"),
    (re.compile(r"(\d{4})"), lambda m: (int(m[1]), 1, 1), "year"),
)
DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? (?:of )?([a-z]+) (\d{4})")
MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
MONTH_ONLY = re.compile(r"([a-z]+) (\d{4})")


def full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > len("06"):
        return year
    return year + (1900 if year >= PIVOT else 2000)


def read_date(text: str) -> StatedDate:
    """The date a text states, with its precision; a month or a year stands on its first day."""
    parts = from_digits(text.strip()) or from_words(text)
    if parts is None:
        raise UnreadableDateError(text, "form")
    (year, month, day), precision = parts
    try:
        return StatedDate(date(year, month, day), precision)
    except ValueError as error:
        raise UnreadableDateError(text, "no_such_day") from error


def from_digits(text: str) -> tuple[Parts, Precision] | None:
    for form, parts, precision in FORMS:
        match = form.fullmatch(text)
        if match:
            return parts(match), precision
    return None


def from_words(text: str) -> tuple[Parts, Precision] | None:
    words = [word for word in folded(text).split() if word not in SILENT_WORDS]
    spoken = " ".join(words)
    if match := DAY_FIRST.fullmatch(spoken):
        day, month, year, precision = int(match[1]), match[2], int(match[3]), "day"
    elif match := MONTH_FIRST.fullmatch(spoken):
        day, month, year, precision = int(match[2]), match[1], int(match[3]), "day"
    elif match := MONTH_ONLY.fullmatch(spoken):
        day, month, year, precision = 1, match[1], int(match[2]), "month"
    else:
        return None
    number = MONTH_NUMBER.get(month)
    return None if number is None else ((year, number, day), "day" if precision == "day" else "month")


def parse_date(text: str) -> date:
    """The first day a text can mean: ``17/11/2006``, ``6 novembre 2009``, ``2010-07``, ``2011``."""
    return read_date(text).day
