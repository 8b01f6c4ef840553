"""One cell's text to one value: plain Python, the meaning that the SQL of ``macros`` must agree with.

A reader returns the value as text that PostgreSQL casts (or none), and a fault code where there is one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret

from grappe.analytics.intake.faults import FaultCode
from grappe.kernel import dates, money
from grappe.kernel.countries import UnknownCountryError, country_code

Reading = tuple[str | None, FaultCode | None]

# One list of blanks for Python and SQL, since each has its own idea of a space.
BLANKS = "\t\n\x0b\x0c\r \u00a0\u2002\u2003\u2007\u2009\u200b\u202f\ufeff"
BLANK_RUN = re.compile(f"[\x00-\x1f\x7f{BLANKS}]+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
DOTTED_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?|[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
COMMA_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?|[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
NUMBER_SIGNS = re.compile(f"[{BLANKS}€']|EUR|eur")
YEARS = range(1700, 2200)
WITH_SCHEME = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\"'<>]+\.[^\s\"'<>]+")
WITHOUT_SCHEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}(/[^\s\"'<>]*)?")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
AMOUNT_LIMIT = Decimal(10) ** 14
ADDRESS_LIMIT = 500
HEADCOUNT_LIMIT = 10_000_000
SIREN_DIGITS = 9
SIRET_DIGITS = 14


def clean(text: str) -> str:
    """One space where there were several, none at the ends, no control signs."""
    return BLANK_RUN.sub(" ", text).strip(" ")


def read_text(text: str, limit: int) -> Reading:
    """A text of at most ``limit`` signs; no limit when it is zero."""
    value = clean(text)
    return (None, FaultCode.TOO_LONG) if limit and len(value) > limit else (value or None, None)


def read_prose(text: str) -> Reading:
    """A text of several lines: only the ends are trimmed."""
    return CONTROLS.sub("", text).strip(BLANKS) or None, None


def read_amount(text: str, limit: Decimal = AMOUNT_LIMIT) -> Reading:
    """A number with a decimal comma or point, with or without thousands; never below zero."""
    bare = NUMBER_SIGNS.sub("", text)
    if not bare:
        return None, None
    if PLAIN_NUMBER.fullmatch(bare):
        bare = bare.replace(",", ".")
    elif DOTTED_THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif COMMA_THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    else:
        return None, FaultCode.NOT_A_NUMBER
    # More digits than any amount has: refused before they are counted.
    if len(bare) > len("-12345678901234567.123456789012"):
        return None, FaultCode.TOO_LARGE
    # In two steps, as a decimal column of twelve places would round it.
    value = Decimal(bare).quantize(Decimal("1e-12"), context=EXACT).quantize(Decimal("0.01"), context=EXACT)
    if abs(value) >= limit:
        return None, FaultCode.TOO_LARGE
    return (str(abs(value)), None) if value >= 0 else (None, FaultCode.NEGATIVE)


def read_date(text: str) -> Reading:
    """A day as French and English files write it; a month or a year stands on its first day."""
    value = clean(text)
    if not value:
        return None, None
    try:
        day = dates.parse_date(value)
    except dates.UnreadableDateError as error:
        return None, FaultCode.NOT_A_DATE if error.reason == "form" else FaultCode.NO_SUCH_DAY
    return (day.isoformat(), None) if day.year in YEARS else (None, FaultCode.NOT_A_DATE)


def read_country(text: str) -> Reading:
    """An ISO code or a name: EL is GR, UK is GB, and NA is Namibia."""
    value = clean(text)
    if not value:
        return None, None
    try:
        return country_code(value), None
    except UnknownCountryError:
        return None, FaultCode.UNKNOWN_COUNTRY


def digits_of(text: str) -> str:
    """What is left without blanks, dots and dashes."""
    return re.sub(f"[{BLANKS}.-]", "", text)


def read_pic(text: str) -> Reading:
    """Nine digits."""
    bare = digits_of(text)
    return (bare or None, None) if re.fullmatch("([0-9]{9})?", bare) else (None, FaultCode.NOT_A_PIC)


def read_siren(text: str) -> Reading:
    """Nine digits with their check digit; a zero that a spreadsheet has eaten is put back."""
    bare = digits_of(text)
    if not bare:
        return None, None
    padded = bare.zfill(SIREN_DIGITS) if len(bare) == SIREN_DIGITS - 1 else bare
    valid = re.fullmatch("[0-9]{9}", padded) and fr_siren.is_valid(padded) and int(padded)
    return (padded, None) if valid else (None, FaultCode.NOT_A_SIREN)


def read_siret(text: str) -> Reading:
    """Fourteen digits with their check digit."""
    bare = digits_of(text)
    if not bare:
        return None, None
    padded = bare.zfill(SIRET_DIGITS) if len(bare) == SIRET_DIGITS - 1 else bare
    valid = re.fullmatch("[0-9]{14}", padded) and fr_siret.is_valid(padded) and int(padded)
    return (padded, None) if valid else (None, FaultCode.NOT_A_SIRET)


def read_vat(text: str) -> Reading:
    """An EU VAT number that its country's check accepts."""
    if not clean(text):
        return None, None
    try:
        return eu_vat.validate(clean(text)), None
    except ValidationError:
        return None, FaultCode.NOT_A_VAT_NUMBER


def read_siren_of_vat(text: str) -> Reading:
    """A French VAT number carries the SIREN."""
    value, fault = read_vat(text)
    return read_siren(value[4:]) if value and value.startswith("FR") and value[4:].isdigit() else (None, fault)


def read_siren_of_siret(text: str) -> Reading:
    """The SIREN that a SIRET starts with."""
    value, fault = read_siret(text)
    return (value[:SIREN_DIGITS], None) if value else (None, fault)


def read_website(text: str) -> Reading:
    """A web address; ``http://`` is put before a bare host."""
    value = clean(text)
    if not value:
        return None, None
    address = value if WITH_SCHEME.fullmatch(value) else f"http://{value}" if WITHOUT_SCHEME.fullmatch(value) else ""
    return (address, None) if address and len(address) <= ADDRESS_LIMIT else (None, FaultCode.NOT_AN_ADDRESS)


def read_point(text: str, part: int, bound: int) -> Reading:
    """One of the two numbers of ``latitude,longitude`` in degrees."""
    bare = re.sub(f"[{BLANKS}()]", "", text)
    if not bare:
        return None, None
    found = re.fullmatch(r"(-?[0-9]{1,3}(?:\.[0-9]{1,18})?),(-?[0-9]{1,3}(?:\.[0-9]{1,18})?)", bare)
    if not found or abs(float(found[part])) > bound:
        return None, FaultCode.NOT_COORDINATES
    return str(float(found[part])), None


def read_choice(text: str, choices: Mapping[str, str | None]) -> Reading:
    """A word of a closed list; a word that the list maps to nothing says nothing."""
    value = clean(text).casefold()
    if not value:
        return None, None
    return (choices[value], None) if value in choices else (None, FaultCode.UNKNOWN_CHOICE)


def read_headcount(text: str) -> Reading:
    """A number of people or full-time equivalents; what can be read two ways is refused."""
    value = clean(text)
    if not value:
        return None, None
    try:
        number = money.parse_decimal(value)
    except money.UnreadableNumberError as error:
        return None, FaultCode.AMBIGUOUS_NUMBER if error.ambiguous else FaultCode.NOT_A_NUMBER
    if number < 0:
        return None, FaultCode.NEGATIVE
    return (str(round(number, 2)), None) if number < HEADCOUNT_LIMIT else (None, FaultCode.TOO_LARGE)


def read_year(text: str) -> Reading:
    """A year, alone or in a date."""
    value, fault = read_date(text)
    return (value[:4], None) if value else (None, fault)


def read_slug(text: str) -> Reading:
    """A short address: small letters, digits and dashes."""
    value = clean(text)
    return (value or None, None) if re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", value) else (None, FaultCode.NOT_A_SLUG)


def read_activity_code(text: str) -> Reading:
    """A NAF or NACE code, with or without its dot: ``6201Z`` is held as ``62.01Z``."""
    bare = re.sub(f"[{BLANKS}.]", "", text).upper()
    if not bare:
        return None, None
    if not re.fullmatch("[0-9]{2}([0-9]{1,2}[A-Z]?)?", bare):
        return None, FaultCode.NOT_A_CODE
    return (f"{bare[:2]}.{bare[2:]}" if len(bare) > len("62") else bare), None


PLAIN: Mapping[str, Callable[[str], Reading]] = {
    "prose": read_prose,
    "amount": read_amount,
    "date": read_date,
    "country": read_country,
    "pic": read_pic,
    "siren": read_siren,
    "siret": read_siret,
    "vat": read_vat,
    "siren_of_vat": read_siren_of_vat,
    "siren_of_siret": read_siren_of_siret,
    "website": read_website,
    "headcount": read_headcount,
    "year": read_year,
    "slug": read_slug,
    "activity_code": read_activity_code,
    "latitude": lambda text: read_point(text, 1, 90),
    "longitude": lambda text: read_point(text, 2, 180),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """How a column is read: ``name`` says which reading, the rest are its parameters."""

    name: str
    limit: int = 0
    prefix: str = ""
    choices: Mapping[str, str | None] | None = None

    def read(self, text: str) -> Reading:
        if self.choices is not None:
            return read_choice(text, self.choices)
        if self.name == "text":
            value, fault = read_text(text, self.limit)
            return (self.prefix + value if value else None), fault
        return PLAIN[self.name](text)


def text(limit: int, prefix: str = "") -> Reader:
    """The reader of a text of at most ``limit`` signs, put after ``prefix``."""
    return Reader("text", limit=limit, prefix=prefix)


def choice(choices: Mapping[str, str | None]) -> Reader:
    """The reader of a closed list of words, whatever their case."""
    return Reader("choice", choices={key.casefold(): value for key, value in choices.items()})


AMOUNT, COUNTRY, DATE, PROSE = Reader("amount"), Reader("country"), Reader("date"), Reader("prose")
