"""Dates as a reader of each language writes them."""

from datetime import date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("fr", date(2026, 10, 1), "1er octobre 2026"),
        ("fr", date(2026, 10, 11), "11 octobre 2026"),
        ("en", date(2026, 10, 1), "1 October 2026"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(language, day, expected):
    with translation.override(language):
        assert date_format(day, "DATE_FORMAT") == expected


def test_an_hour_ends_in_no_full_stop():
    with translation.override("en"):
        assert date_format(datetime(2026, 10, 1, 14, 5), "DATETIME_FORMAT") == "1 October 2026, 14:05"  # noqa: DTZ001
