"""Dates as French offices, English pages and machines write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.dates import MONTHS, StatedDate, UnreadableDateError, parse_date, read_date

FRENCH_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/11/2006", date(2006, 11, 17)),
        ("6 novembre 2009", date(2009, 11, 6)),
        ("vendredi 6 nov. 2009", date(2009, 11, 6)),
        ("le 1er mai 2010", date(2010, 5, 1)),
        ("November 6, 2009", date(2009, 11, 6)),
        ("9th of November 2007", date(2007, 11, 9)),
        ("12.07.05", date(2005, 7, 12)),
        ("1/2/99", date(1999, 2, 1)),
        ("2006-11-17T10:00:00Z", date(2006, 11, 17)),
        ("2006-11-17 10:00:00", date(2006, 11, 17)),
        ("17/11/2006 00:00", date(2006, 11, 17)),
        ("20061117", date(2006, 11, 17)),
        ("\u00a017/11/2006 ", date(2006, 11, 17)),
    ],
)
def test_a_day_is_read(text: str, expected: date) -> None:
    assert read_date(text) == StatedDate(expected, "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-07", StatedDate(date(2010, 7, 1), "month")),
        ("07/2010", StatedDate(date(2010, 7, 1), "month")),
        ("août 2009", StatedDate(date(2009, 8, 1), "month")),
        ("2011", StatedDate(date(2011, 1, 1), "year")),
    ],
)
def test_a_vague_date_says_how_vague(text: str, expected: StatedDate) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["31/02/2009", "11/17/2006", "2010-13", "29 février 2010", "00/01/2010", "0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDateError) as refused:
        parse_date(text)
    assert refused.value.reason == "no_such_day"


@pytest.mark.parametrize("text", ["", "N/A", "5-6 nov 2009", "printemps 2010", "17/11", "2006/2007/2008", "39761"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDateError) as refused:
        parse_date(text)
    assert refused.value.reason == "form"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    french = f"{day.day} {FRENCH_MONTHS[day.month - 1]} {day.year}"
    forms = [day.isoformat(), f"{day.day:02}/{day.month:02}/{day.year}", f"{day.day}.{day.month}.{day.year}"]
    for form in [*forms, french, french.upper()]:
        assert parse_date(form) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_named_error(text: str) -> None:
    with suppress(UnreadableDateError):
        assert isinstance(parse_date(text), date)


def test_no_month_word_means_two_months() -> None:
    words = [word for names in MONTHS for word in names]
    assert len(words) == len(set(words))
