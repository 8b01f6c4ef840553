"""Amounts of money in euros, and the numbers that French and English files write."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

Convention = Literal["fr", "en"]
SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\t", " ") | {"\u2212": "-", "\u2019": "'"})
CENT = Decimal("0.01")
PLAIN = re.compile(r"\d+")
SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+")
MARKED = re.compile(r"([\d '.,]+)([.,])(\d+)")
SCALES = (
    (re.compile(r"(?:md|mds|mrd|mrds|bn|milliards?|billions?)", re.IGNORECASE), Decimal(10**9)),
    (re.compile(r"(?:m|mio|millions?)", re.IGNORECASE), Decimal(10**6)),
    (re.compile(r"(?:k|milliers?|thousands?)", re.IGNORECASE), Decimal(10**3)),
)
EURO = re.compile(r"(?:€|euros?|eur)", re.IGNORECASE)
SIGNED = re.compile(r"([-+]?)\s*(\d[\d '.,]*)\s*(.*)", re.DOTALL)


class UnreadableNumberError(ValueError):
    """A text is no number, or could be two: ``ambiguous`` tells which."""

    def __init__(self, text: str, *, ambiguous: bool = False) -> None:
        told = "can be read as two numbers" if ambiguous else "is not written as a number"
        super().__init__(f"{text!r} {told}: write 1 234,56 or 1234.56, and say which convention the file follows.")
        self.text = text
        self.ambiguous = ambiguous


class UnknownUnitError(ValueError):
    """A number is followed by something that is neither euros nor a scale."""

    def __init__(self, text: str, unit: str) -> None:
        super().__init__(f"{text!r} is not in euros ({unit!r}): convert it, or write €, k€ or M€.")
        self.text = text
        self.unit = unit


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A whole number of euro cents."""

    cents: int

    @classmethod
    def of(cls, euros: Decimal | int) -> "Amount":
        """From euros; half a cent goes to the even cent."""
        return cls(int((Decimal(euros) / CENT).to_integral_value(ROUND_HALF_EVEN)))

    @property
    def euros(self) -> Decimal:
        return Decimal(self.cents) * CENT

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.cents + other.cents)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.cents - other.cents)

    def __neg__(self) -> "Amount":
        return Amount(-self.cents)

    def share(self, rate: Decimal) -> "Amount":
        """A part of the amount, such as ``Decimal("0.45")`` of it."""
        return Amount.of(self.euros * rate)


def total(amounts: Iterable[Amount]) -> Amount:
    return Amount(sum(one.cents for one in amounts))


def parse_decimal(text: str, convention: Convention | None = None) -> Decimal:
    """
    The number a text states: ``1 234,56``, ``1.234,56``, ``1,234.56``, ``-2,5``, ``(3,00)``.

    One mark before exactly three digits (``1,234``) is a thousand to some and a decimal to others:
    without a ``convention`` it is refused, since a silent wrong number is the worst fault.
    """
    bare = text.translate(SPACES).strip()
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    sign, digits = ("-", bare[1:].strip()) if bare.startswith("-") else ("", bare.removeprefix("+").strip())
    number = unsigned(digits, text, convention)
    return -number if negative != bool(sign) else number


def unsigned(digits: str, text: str, convention: Convention | None) -> Decimal:
    if PLAIN.fullmatch(digits) or SPACED.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace("'", ""))
    for mark in ".,":
        if re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}}){{2,}}", digits):
            return Decimal(digits.replace(mark, ""))
    match = MARKED.fullmatch(digits)
    if not match:
        raise UnreadableNumberError(text)
    whole, mark, fraction = match[1], match[2], match[3]
    if is_ambiguous(whole, fraction):
        if convention is None:
            raise UnreadableNumberError(text, ambiguous=True)
        if mark != {"fr": ",", "en": "."}[convention]:
            return Decimal(whole + fraction)
    return Decimal(f"{ungrouped(whole, mark, text)}.{fraction}")


def is_ambiguous(whole: str, fraction: str) -> bool:
    """Whether the mark could part thousands: up to three digits, not a lone zero, then three."""
    return len(fraction) == len("000") and len(whole) <= len("000") and whole.isdigit() and whole[0] != "0"


def ungrouped(whole: str, decimal_mark: str, text: str) -> str:
    """The digits before the decimal mark, where groups of three may be parted by one other mark."""
    group = {",": "[. ']", ".": "[, ']"}[decimal_mark]
    if not PLAIN.fullmatch(whole) and not re.fullmatch(rf"\d{{1,3}}(?:({group})\d{{3}})(?:\1\d{{3}})*", whole):
        raise UnreadableNumberError(text)
    return re.sub(r"\D", "", whole)


def parse_amount(text: str, convention: Convention | None = None) -> Amount:
    """The amount a text states, in euros unless scaled: ``2,5 M€``, ``EUR 1.1 bn``, ``64 k€``, ``1 234,56 €``."""
    bare = text.translate(SPACES).strip()
    if bare.startswith("(") and bare.endswith(")"):
        return -parse_amount(bare[1:-1], convention)
    bare, currency_first = EURO.subn("", bare, count=1) if EURO.match(bare.lstrip("-+ ")) else (bare, 0)
    match = SIGNED.fullmatch(bare.strip())
    if not match:
        raise UnreadableNumberError(text)
    number = parse_decimal(match[1] + match[2].strip(), convention)
    return Amount.of(number * scale_of(match[3], text, named=bool(currency_first)))


def scale_of(unit: str, text: str, *, named: bool) -> Decimal:
    """What to multiply by: the euro sign is named once at most, before or after the scale."""
    words = re.sub(r"\b(?:de|d'|of)\b|d'", " ", unit.strip(), flags=re.IGNORECASE)
    rest, signs = EURO.subn(" ", words)
    if signs + int(named) > 1:
        raise UnknownUnitError(text, unit)
    left = rest.strip(" .")
    for scale, factor in SCALES:
        if scale.fullmatch(left):
            return factor
    if left:
        raise UnknownUnitError(text, unit)
    return Decimal(1)
