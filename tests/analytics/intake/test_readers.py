from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.analytics.intake.faults import FaultCode
from grappe.analytics.intake.macros import MACROS, WIDE
from grappe.analytics.intake.readers import AMOUNT, COUNTRY, DATE, PROSE, Reader, choice, text

WIDE_READERS = [AMOUNT, PROSE, text(5), text(0), text(8, prefix="rcn-"), *map(Reader, ("pic", "siren", "siret"))]
WIDE_READERS.append(Reader("siren_of_siret"))
SIGNS = st.sampled_from([*list("0123456789 .,-+€'\xa0\u202f\t\nabcéÉœ\"\\;%"), "EUR", "1 234", "552081317"])
TEXTS = st.one_of(
    st.lists(SIGNS, max_size=18).map("".join),
    st.text(max_size=12).filter(lambda value: "\x00" not in value and value.isprintable()),
    st.from_regex(r"[0-9]{8,9}", fullmatch=True),
    st.from_regex(r"[0-9]{13,14}", fullmatch=True),
    st.from_regex(r"356000000[0-9]{5}", fullmatch=True),
    st.from_regex(r"-?[0-9]{1,20}([.,][0-9]{1,14})?", fullmatch=True),
)


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect(":memory:") as connection:
        connection.execute(MACROS)
        yield connection


@pytest.mark.parametrize("reader", WIDE_READERS, ids=lambda reader: f"{reader.name}{reader.limit or ''}")
@settings(max_examples=40)
@given(texts=st.lists(TEXTS, min_size=1, max_size=40))
def test_the_fast_reading_agrees_with_the_plain_one(engine, reader, texts):
    value, fault = WIDE[reader.name]("t", reader)
    rows = engine.execute(
        f"SELECT {value}, {fault} FROM (SELECT unnest(?::VARCHAR[]) AS t, unnest(range({len(texts)})) AS n) ORDER BY n",
        [texts],
    ).fetchall()
    assert [(text_, *row) for text_, row in zip(texts, rows, strict=True)] == [
        (text_, *reader.read(text_)) for text_ in texts
    ]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.5", "1234.50"),
        ("1 234,56 €", "1234.56"),
        ("1\u202f234\u00a0567,8", "1234567.80"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,56", "1234.56"),
        ("12,345", "12.35"),
        ("0", "0.00"),
        ("", None),
    ],
)
def test_amounts_are_read_as_french_and_english_files_write_them(written, amount):
    assert AMOUNT.read(written) == (amount, None)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("n.c.", FaultCode.NOT_A_NUMBER),
        ("12k", FaultCode.NOT_A_NUMBER),
        ("-5", FaultCode.NEGATIVE),
        ("1" * 16, FaultCode.TOO_LARGE),
    ],
)
def test_what_is_no_amount_says_why(written, fault):
    assert AMOUNT.read(written) == (None, fault)


@pytest.mark.parametrize(
    ("written", "code"),
    [("NA", "NA"), ("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("GB", "GB"), ("Royaume-Uni", "GB"), ("france", "FR")],
)
def test_countries_have_one_code_each_and_na_is_namibia(written, code):
    assert COUNTRY.read(written) == (code, None)


def test_an_unknown_country_is_a_fault():
    assert COUNTRY.read("Freedonia") == (None, FaultCode.UNKNOWN_COUNTRY)


@pytest.mark.parametrize(
    "written", ["17/11/2006", "2006-11-17", "17 novembre 2006", "17.11.2006", "2006-11-17T00:00:00"]
)
def test_days_are_read_as_files_write_them(written):
    assert DATE.read(written) == (date(2006, 11, 17).isoformat(), None)


@pytest.mark.parametrize(
    ("written", "fault"),
    [("31/02/2020", FaultCode.NO_SUCH_DAY), ("soon", FaultCode.NOT_A_DATE), ("43101", FaultCode.NOT_A_DATE)],
)
def test_what_is_no_day_says_why(written, fault):
    assert DATE.read(written) == (None, fault)


def test_a_zero_eaten_by_a_spreadsheet_is_put_back():
    assert Reader("siren").read("5 520 135") == (None, FaultCode.NOT_A_SIREN)
    assert Reader("siren").read("05 520 135") == ("005520135", None)


def test_a_french_vat_number_carries_the_siren():
    assert Reader("siren_of_vat").read("FR 83 404 833 048") == ("404833048", None)


def test_a_word_outside_a_closed_list_is_a_fault_and_one_that_says_nothing_is_not():
    words = choice({"HES": "school", "OTH": None})
    assert words.read("hes") == ("school", None)
    assert words.read("OTH") == (None, None)
    assert words.read("XYZ") == (None, FaultCode.UNKNOWN_CHOICE)
