"""What is wrong with one cell or one row, as a code: the words, French or English, are put where it is shown."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FaultCode(StrEnum):
    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_A_PIC = "not_a_pic"
    NOT_A_SIREN = "not_a_siren"
    NOT_A_SIRET = "not_a_siret"
    NOT_A_VAT_NUMBER = "not_a_vat_number"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_COORDINATES = "not_coordinates"
    NOT_A_POSTCODE = "not_a_postcode"
    UNKNOWN_DEPARTMENT = "unknown_department"
    NOT_A_CODE = "not_a_code"
    NOT_A_SLUG = "not_a_slug"
    ENDS_BEFORE_START = "ends_before_start"
    IN_THE_FUTURE = "in_the_future"
    WRONG_CELL_COUNT = "wrong_cell_count"
    SIREN_AND_SIRET_DISAGREE = "siren_and_siret_disagree"
    UNKNOWN_PROJECT = "unknown_project"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    UNKNOWN_CLUSTER = "unknown_cluster"
    REPEATED = "repeated"
    OVERLAPS_MEMBERSHIP = "overlaps_membership"
    SECOND_LEAD = "second_lead"
    BROKEN_FORMULA = "broken_formula"
    UNCOMPUTED_FORMULA = "uncomputed_formula"
    BAD_QUOTES = "bad_quotes"
    REPEATED_HEADER = "repeated_header"
    OTHER_SHEET = "other_sheet"
    LOST_LETTERS = "lost_letters"


class Effect(StrEnum):
    """What a fault does: the row stays out, or the one value stays out and the row comes in."""

    REFUSED = "refused"
    LEFT_OUT = "left_out"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``line`` is the row as a spreadsheet numbers it (the header is 1)."""

    line: int
    column: str
    value: str
    code: FaultCode
    effect: Effect = Effect.REFUSED
    params: dict[str, Any] = field(default_factory=dict)


class UnreadableFileError(Exception):
    """The file cannot be read at all; ``code`` and ``params`` say why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params
