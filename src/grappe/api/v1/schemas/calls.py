from datetime import datetime
from decimal import Decimal

from ninja import Field, Schema

from grappe.apps.calls.models import AidRate, Call, CallRound, Criterion, EligibilityRule
from grappe.apps.calls.queries.stages import stage_of


class RoundOut(Schema):
    """One round; proposals come in from ``opens_at`` until before ``closes_at``."""

    slug: str
    number: int | None
    title_fr: str
    title_en: str
    opens_at: datetime
    closes_at: datetime
    time_zone: str
    labels_due_at: datetime | None
    stage: str = Field(..., description="By the server’s clock when this was answered.")
    is_simulated: bool

    @staticmethod
    def resolve_stage(held: CallRound) -> str:
        from django.utils import timezone

        return stage_of(held, timezone.now())


class CallOut(Schema):
    slug: str
    scheme: str
    title_fr: str
    title_en: str
    text_fr: str
    text_en: str
    state: str
    languages: list[str]
    is_simulated: bool
    rounds: list[RoundOut]

    @staticmethod
    def resolve_scheme(held: Call) -> str:
        return held.scheme.code


class RuleOut(Schema):
    """A condition with its limits and its source."""

    code: str
    parameters: dict[str, object]
    text_fr: str
    text_en: str
    source: str
    status: str
    round: str | None

    @staticmethod
    def resolve_round(held: EligibilityRule) -> str | None:
        return held.round.slug if held.round else None


class RateOut(Schema):
    """A share of the costs, 0 to 1; null stands for both."""

    beneficiary: str
    in_territory: bool | None
    is_labelled: bool | None
    rate: Decimal
    source: str
    status: str
    round: str | None

    @staticmethod
    def resolve_round(held: AidRate) -> str | None:
        return held.round.slug if held.round else None


class CriterionOut(Schema):
    code: str
    name_fr: str
    name_en: str
    weight: Decimal
    lowest: int
    highest: int
    threshold: Decimal | None
    round: str | None

    @staticmethod
    def resolve_round(held: Criterion) -> str | None:
        return held.round.slug if held.round else None


class CallDetail(CallOut):
    """A call with its rules, rates and criteria."""

    rules: list[RuleOut]
    rates: list[RateOut]
    criteria: list[CriterionOut]

    @staticmethod
    def resolve_rules(held: Call) -> list[EligibilityRule]:
        return list(held.eligibilityrule_rows.select_related("round"))

    @staticmethod
    def resolve_rates(held: Call) -> list[AidRate]:
        return list(held.aidrate_rows.select_related("round"))

    @staticmethod
    def resolve_criteria(held: Call) -> list[Criterion]:
        return list(held.criterion_rows.select_related("round"))
