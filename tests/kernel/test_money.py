"""Numbers and amounts as French and English files write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.money import (
    Amount,
    UnknownUnitError,
    UnreadableNumberError,
    parse_amount,
    parse_decimal,
    total,
)

cents = st.integers(min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234\u202f567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("2,5", "2.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("6956222.48", "6956222.48"),
        ("-1 234,5", "-1234.5"),
        ("\u22123", "-3"),
        ("(12,00)", "-12.00"),
        ("+7", "7"),
        ("4 000", "4000"),
    ],
)
def test_a_number_is_read(text: str, expected: str) -> None:
    assert parse_decimal(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["1,234", "1.234", "12.500", "123,456"])
def test_a_mark_that_could_be_two_things_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumberError) as refused:
        parse_decimal(text)
    assert refused.value.ambiguous


def test_a_convention_settles_it() -> None:
    assert parse_decimal("1,234", "fr") == Decimal("1.234")
    assert parse_decimal("1,234", "en") == Decimal(1234)
    assert parse_decimal("1.234", "fr") == Decimal(1234)
    assert parse_decimal("1.234", "en") == Decimal("1.234")


@pytest.mark.parametrize(
    "text", ["", "abc", "1 23 4", "1,23,4", "1,234.5.6", "1.234 567,8", "12 3456", "--1", "1e5", "N/A"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumberError):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("2,5 M€", 2_500_000),
        ("2,5\u00a0M€", 2_500_000),
        ("EUR 1.1 bn", 1_100_000_000),
        ("€1.7 billion", 1_700_000_000),
        ("1,7 milliard d’euros", 1_700_000_000),
        ("2 millions d'euros", 2_000_000),
        ("64 k€", 64_000),
        ("40 KEUR", 40_000),
        ("3 Md€", 3_000_000_000),
        ("-12 €", -12),
        ("(12 €)", -12),
        ("- 5 M€", -5_000_000),
        ("1 234 567", 1_234_567),
    ],
)
def test_an_amount_is_read(text: str, euros: int) -> None:
    assert parse_amount(text) == Amount.of(euros)


@pytest.mark.parametrize("text", ["12 $", "5 € €", "€5 €", "3 francs", "12 %"])
def test_what_is_not_in_euros_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnitError):
        parse_amount(text)


@given(cents)
def test_what_a_french_file_writes_is_read_back(number: int) -> None:
    whole = f"{Decimal(number) / 100:,.2f}"
    french = whole.replace(",", "\u202f").replace(".", ",")
    german = whole.replace(",", "_").replace(".", ",").replace("_", ".")
    for written in (whole, french, german, french + "\u00a0€"):
        assert parse_amount(written) == Amount(number)


@given(st.text(alphabet="0123456789 .,'-+()€kMEUR", max_size=14))
def test_any_text_is_an_amount_or_a_named_error(text: str) -> None:
    with suppress(UnreadableNumberError, UnknownUnitError):
        assert isinstance(parse_amount(text), Amount)


@given(cents, cents)
def test_amounts_add_up(left: int, right: int) -> None:
    one, other = Amount(left), Amount(right)
    assert one + other == total([other, one])
    assert one - other == -(other - one)
    assert Amount.of(one.euros) == one


def test_a_share_is_rounded_to_the_cent() -> None:
    assert Amount.of(Decimal("100.01")).share(Decimal("0.45")) == Amount(4500)
    assert Amount.of(Decimal("0.005")) == Amount(0)
    assert Amount.of(Decimal("0.015")) == Amount(2)
