"""What a call's file holds. Every text stands in French and in English."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from grappe.apps.calls.enums import Beneficiary, QuestionKind, RuleCode, RuleStatus
from grappe.apps.calls.file_types import KNOWN
from grappe.kernel.countries import countries

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=40)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4)]
Euros = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
FORMAT = "grappe-call/1"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Words(Part):
    """One text in both languages."""

    fr: str
    en: str


class Name(Words):
    fr: str = Field(min_length=1, max_length=300)
    en: str = Field(min_length=1, max_length=300)


class SchemeRow(Part):
    code: Code
    name: Name
    text: Words = Words(fr="", en="")


class MilestoneRow(Part):
    day: date
    name: Name


class BudgetRow(Part):
    funder: str = Field(min_length=1, max_length=200)
    amount: Euros | None = None


class RoundRow(Part):
    slug: Slug
    number: int | None = Field(None, ge=1, le=1000)
    title: Name
    opens_at: datetime
    closes_at: datetime
    time_zone: str = "Europe/Paris"
    labels_due_at: datetime | None = None
    milestones: list[MilestoneRow] = []
    budgets: list[BudgetRow] = []

    @field_validator("time_zone")
    @classmethod
    def check_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone: write one like Europe/Paris")
        return value

    @model_validator(mode="after")
    def check_hours(self) -> "RoundRow":
        for name in ("opens_at", "closes_at", "labels_due_at"):
            held = getattr(self, name)
            if held is not None and held.tzinfo is not None:
                raise ValueError(f"{name} is the hour of time_zone: write it without an offset")
        if self.closes_at <= self.opens_at:
            raise ValueError("the round closes after it opens: correct one of the two hours")
        return self


class Sourced(Part):
    round: Slug | None = None
    source: str = Field("", max_length=300)
    status: RuleStatus = RuleStatus.UNVERIFIED


class RuleRow(Sourced):
    code: RuleCode
    parameters: dict[str, Any] = {}
    text: Words
    valid_from: date | None = None
    valid_until: date | None = None
    blocking: bool = False

    @field_validator("parameters")
    @classmethod
    def check_limits(cls, value: dict[str, Any]) -> dict[str, Any]:
        for name, limit in value.items():
            is_number = isinstance(limit, int | float | str) and not isinstance(limit, bool)
            if name in {"min", "max"} and not (is_number and is_decimal(limit)):
                raise ValueError(f"{name} is a number")
            if name == "kinds" and not (isinstance(limit, list) and all(isinstance(one, str) for one in limit)):
                raise ValueError("kinds is a list of kinds of organisation")
            if name == "countries" and not (
                isinstance(limit, list) and limit and countries().keys() >= set(map(str, limit))
            ):
                raise ValueError("countries is a list of countries by their two letters, such as FR")
            if name not in {"min", "max", "kinds", "countries"}:
                raise ValueError(f"there is no parameter {name}: one of min, max, kinds, countries")
        return value


def is_decimal(value: object) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False


class RateRow(Sourced):
    beneficiary: Beneficiary
    rate: Share
    in_territory: bool | None = None
    labelled: bool | None = None
    basis: Words = Words(fr="", en="")


class CriterionRow(Part):
    code: Code
    round: Slug | None = None
    name: Name
    text: Words = Words(fr="", en="")
    weight: Decimal = Field(Decimal(1), ge=0, le=999)
    lowest: int = Field(0, ge=-100, le=100)
    highest: int = Field(5, ge=-100, le=100)
    threshold: Decimal | None = None


class ChoiceRow(Part):
    code: Code
    name: Name


class QuestionRow(Part):
    code: Code
    kind: QuestionKind = QuestionKind.LONG_TEXT
    label: Name
    help: Words = Words(fr="", en="")
    required: bool = True
    longest: int = Field(5000, ge=1, le=100_000)
    choices: list[ChoiceRow] = []


class SectionRow(Part):
    code: Code
    title: Name
    text: Words = Words(fr="", en="")
    for_each_partner: bool = False
    questions: list[QuestionRow]


class DocumentRow(Part):
    code: Code
    name: Name
    required: bool = True
    for_each_partner: bool = False
    types: list[str] = Field(min_length=1)
    largest_mb: int = Field(10, ge=1, le=200)

    @field_validator("types")
    @classmethod
    def check_types(cls, value: list[str]) -> list[str]:
        if unknown := sorted(set(value) - set(KNOWN)):
            raise ValueError(f"unknown types {', '.join(unknown)}: of {', '.join(KNOWN)}")
        return value


class CallFile(Part):
    """A whole call."""

    format: Literal["grappe-call/1"]
    slug: Slug
    scheme: SchemeRow
    title: Name
    text: Words = Words(fr="", en="")
    languages: list[Literal["fr", "en"]] = ["fr", "en"]
    contact: str = Field("", max_length=254)
    website: str = Field("", max_length=500)
    rounds: list[RoundRow] = Field(min_length=1)
    rules: list[RuleRow] = []
    rates: list[RateRow] = []
    criteria: list[CriterionRow] = []
    form: list[SectionRow] = []
    documents: list[DocumentRow] = []
