from datetime import date
from typing import Any

from ninja import Field, Schema

from grappe.api.v1.schemas.reference import TerritoryOut


class PeriodOut(Schema):
    """A half-open period: `since` belongs to it, `until` does not."""

    since: date | None = Field(None, alias="lower")
    until: date | None = Field(None, alias="upper")


class ClusterOut(Schema):
    slug: str
    name: str
    acronym: str
    country: str
    city: str
    longitude: float | None
    latitude: float | None
    themes: list[str]
    is_simulated: bool

    @staticmethod
    def resolve_themes(row: Any) -> list[str]:
        return [theme.code for theme in row.themes.all()]


class ClusterNameOut(Schema):
    name: str
    acronym: str
    period: PeriodOut
    confidence: int


class ClusterTierOut(Schema):
    phase: str
    tier: str
    period: PeriodOut
    confidence: int


class LabelPeriodOut(Schema):
    status: str
    period: PeriodOut
    confidence: int


class SuccessionOut(Schema):
    predecessor: str = Field(alias="predecessor.slug")
    successor: str = Field(alias="successor.slug")
    kind: str
    happened_on: date | None


class ClusterDetailOut(ClusterOut):
    description_fr: str
    description_en: str
    website: str
    founded_on: date | None
    body: int | None = Field(None, alias="body_id")
    territories: list[TerritoryOut]
    names: list[ClusterNameOut]
    tiers: list[ClusterTierOut]
    label_periods: list[LabelPeriodOut]
    successions: list[SuccessionOut]
    precessions: list[SuccessionOut]
    provenance: dict[str, Any]


class MemberOut(Schema):
    """One membership of a cluster."""

    id: int
    organisation: int = Field(alias="organisation_id")
    legal_name: str = Field(alias="organisation.legal_name")
    kind: str = Field(alias="organisation.kind")
    college: str | None = Field(None, alias="college.code")
    fee_class: str
    period: PeriodOut
    is_simulated: bool
