from datetime import date
from typing import Any

from ninja import Field, Schema


class ProjectOut(Schema):
    id: int
    programme: str
    reference: str
    kind: str
    call: str
    acronym: str
    title_fr: str
    title_en: str
    starts_on: date | None
    ends_on: date | None
    total_cost: float | None
    public_aid: float | None
    status: str
    is_simulated: bool


class PartnerOut(Schema):
    organisation: int = Field(alias="organisation_id")
    legal_name: str = Field(alias="organisation.legal_name")
    country: str = Field(alias="organisation.country")
    role: str
    cost: float | None
    aid: float | None


class LabelOut(Schema):
    cluster: str = Field(alias="cluster.slug")
    is_lead: bool
    labelled_on: date | None


class ProjectDetailOut(ProjectOut):
    abstract_fr: str
    abstract_en: str
    results_fr: str
    results_en: str
    website: str
    partners: list[PartnerOut] = Field(alias="participations")
    labels: list[LabelOut]
    provenance: dict[str, Any]
