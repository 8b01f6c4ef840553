"""The readers of ``readers`` that meet too many distinct texts, as DuckDB expressions; a test holds the two equal."""

from collections.abc import Callable, Mapping

from grappe.analytics.intake.faults import FaultCode
from grappe.analytics.intake.readers import BLANKS, Reader

BLANK_CLASS = "".join(f"\\x{{{ord(sign):x}}}" for sign in BLANKS)


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


CLEAN = f"trim(regexp_replace(t, '[\\x00-\\x1f\\x7f{BLANK_CLASS}]+', ' ', 'g'), ' ')"
PROSE = (
    f"regexp_replace(regexp_replace(t, '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]', '', 'g'),"
    f" '^[{BLANK_CLASS}]+|[{BLANK_CLASS}]+$', '', 'g')"
)
BARE_NUMBER = f"regexp_replace(t, '[{BLANK_CLASS}€'']|EUR|eur', '', 'g')"
NUMBER = """CASE
    WHEN regexp_full_match(b, '[+-]?[0-9]+([.,][0-9]+)?') THEN replace(b, ',', '.')
    WHEN regexp_full_match(b, '[+-]?[0-9]{1,3}(\\.[0-9]{3}){2,}(,[0-9]+)?|[+-]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+')
        THEN replace(replace(b, '.', ''), ',', '.')
    WHEN regexp_full_match(b, '[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\\.[0-9]+)?|[+-]?[0-9]{1,3}(,[0-9]{3})+\\.[0-9]+')
        THEN replace(b, ',', '')
    END"""
DIGITS = f"regexp_replace(t, '[{BLANK_CLASS}.-]', '', 'g')"


def luhn(digits: int) -> str:
    """Whether the digits of ``s`` satisfy the Luhn check: every second one from the right doubled."""
    terms = []
    for position in range(1, digits + 1):
        digit = f"(ascii(s[{position}]) - 48)"
        doubled = (digits - position) % 2 == 1
        terms.append(f"(CASE WHEN {digit} > 4 THEN {digit} * 2 - 9 ELSE {digit} * 2 END)" if doubled else digit)
    return f"({' + '.join(terms)}) % 10 = 0"


def digit_sum(digits: int) -> str:
    """The sum of the digits of ``s``."""
    return "(" + " + ".join(f"(ascii(s[{position}]) - 48)" for position in range(1, digits + 1)) + ")"


# La Poste's establishments follow a check of their own: the sum of their digits is a multiple of five.
IS_LA_POSTE = "s[1:9] = '356000000' AND s <> '35600000000048'"
MACROS = f"""
CREATE OR REPLACE MACRO clean(t) AS {CLEAN};
CREATE OR REPLACE MACRO prose(t) AS {PROSE};
CREATE OR REPLACE MACRO number_of(b) AS {NUMBER};
CREATE OR REPLACE MACRO bare_number(t) AS {BARE_NUMBER};
CREATE OR REPLACE MACRO digits_of(t) AS {DIGITS};
CREATE OR REPLACE MACRO luhn_9(s) AS {luhn(9)};
CREATE OR REPLACE MACRO luhn_14(s) AS {luhn(14)};
CREATE OR REPLACE MACRO padded(b, n) AS CASE WHEN length(b) = n - 1 THEN '0' || b ELSE b END;
CREATE OR REPLACE MACRO good_siren(s) AS
    CASE WHEN regexp_full_match(s, '[0-9]{{9}}') AND s <> '000000000' THEN luhn_9(s) ELSE false END;
CREATE OR REPLACE MACRO good_siret(s) AS
    CASE WHEN regexp_full_match(s, '[0-9]{{14}}') AND s <> '00000000000000'
         THEN good_siren(s[1:9]) AND CASE WHEN {IS_LA_POSTE} THEN {digit_sum(14)} % 5 = 0 ELSE luhn_14(s) END
         ELSE false END;
"""

Expressions = tuple[str, str]


def text_macro(raw: str, reader: Reader) -> Expressions:
    """As ``read_text``: value and fault."""
    cleaned = f"clean({raw})"
    value = f"{literal(reader.prefix)} || nullif({cleaned}, '')" if reader.prefix else f"nullif({cleaned}, '')"
    if not reader.limit:
        return value, "NULL"
    fault = f"CASE WHEN length({cleaned}) > {reader.limit} THEN '{FaultCode.TOO_LONG}' END"
    return f"CASE WHEN length({cleaned}) <= {reader.limit} THEN {value} END", fault


def prose_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_prose``: value and fault."""
    return f"nullif(prose({raw}), '')", "NULL"


def amount_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_amount``: value and fault."""
    bare = f"bare_number({raw})"
    text = f"number_of({bare})"
    # Cut to the length that the plain reader allows, then cast with room to spare and round as it does.
    number = f"CASE WHEN length({text}) <= 31 THEN round(try_cast({text} AS DECIMAL(38, 12)), 2) END"
    value = f"CASE WHEN {number} >= 0 AND {number} < 100000000000000 THEN ({number})::DECIMAL(16, 2)::VARCHAR END"
    fault = (
        f"CASE WHEN {bare} = '' THEN NULL WHEN {text} IS NULL THEN '{FaultCode.NOT_A_NUMBER}'"
        f" WHEN coalesce(abs({number}) >= 100000000000000, true) THEN '{FaultCode.TOO_LARGE}'"
        f" WHEN {number} < 0 THEN '{FaultCode.NEGATIVE}' END"
    )
    return value, fault


def pic_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_pic``: value and fault."""
    good = f"regexp_full_match(digits_of({raw}), '([0-9]{{9}})?')"
    value = f"CASE WHEN {good} THEN nullif(digits_of({raw}), '') END"
    return value, f"CASE WHEN NOT {good} THEN '{FaultCode.NOT_A_PIC}' END"


def checked(raw: str, *, digits: int, cut: int, code: FaultCode) -> Expressions:
    """A number of so many digits whose check holds, cut to its first ``cut``: value and fault."""
    padded = f"padded(digits_of({raw}), {digits})"
    good = f"good_sire{'n' if digits == len('123456782') else 't'}({padded})"
    value = f"CASE WHEN {good} THEN {padded}[1:{cut}] END"
    return value, f"CASE WHEN digits_of({raw}) <> '' AND NOT {good} THEN '{code}' END"


def siren_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_siren``: value and fault."""
    return checked(raw, digits=9, cut=9, code=FaultCode.NOT_A_SIREN)


def siret_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_siret``: value and fault."""
    return checked(raw, digits=14, cut=14, code=FaultCode.NOT_A_SIRET)


def siren_of_siret_macro(raw: str, _reader: Reader) -> Expressions:
    """As ``read_siren_of_siret``: value and fault."""
    return checked(raw, digits=14, cut=9, code=FaultCode.NOT_A_SIRET)


WIDE: Mapping[str, Callable[[str, Reader], Expressions]] = {
    "text": text_macro,
    "prose": prose_macro,
    "amount": amount_macro,
    "pic": pic_macro,
    "siren": siren_macro,
    "siret": siret_macro,
    "siren_of_siret": siren_of_siret_macro,
}
