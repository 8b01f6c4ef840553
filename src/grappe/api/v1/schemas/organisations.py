from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import StringConstraints

Text = Annotated[str, StringConstraints(max_length=10_000)]


class OrganisationOut(Schema):
    id: int
    kind: str
    legal_name: str
    short_name: str
    country: str
    city: str
    department: str | None = Field(None, alias="department.code")
    activity_code: str
    is_simulated: bool


class IdentifierOut(Schema):
    scheme: str
    value: str


class SizeOut(Schema):
    definition: str
    category: str
    assessed_on: date
    rules_version: str


class OrganisationDetailOut(OrganisationOut):
    other_names: list[str]
    street: str
    postcode: str
    longitude: float | None
    latitude: float | None
    website: str
    capabilities_fr: str
    capabilities_en: str
    offers_fr: str
    offers_en: str
    needs_fr: str
    needs_en: str
    parent: int | None = Field(None, alias="parent_id")
    merged_into: int | None = Field(None, alias="merged_into_id")
    confirmed_on: date | None
    identifiers: list[IdentifierOut]
    sizes: list[SizeOut] = Field(alias="size_assessments")
    provenance: dict[str, Any]

    @staticmethod
    def resolve_provenance(row: Any) -> dict[str, Any]:
        """Where each value comes from; who stated it is not public."""
        return {
            field: {key: entry.get(key) for key in ("source", "on", "confidence")} | {"stated": bool(entry.get("by"))}
            for field, entry in row.provenance.items()
        }


class ParticipationOut(Schema):
    """The part of one organisation in one project."""

    project: int = Field(alias="project_id")
    acronym: str = Field(alias="project.acronym")
    programme: str = Field(alias="project.programme")
    role: str
    cost: float | None
    aid: float | None


class CorrectionIn(Schema):
    """Values to set or to propose, and why."""

    values: Annotated[dict[str, Text | float | None], Field(min_length=1, max_length=30)]
    reason: Annotated[str, StringConstraints(max_length=2000)] = ""


class CorrectionOut(Schema):
    id: int
    field: str
    held: Any
    offered: Any
    status: str


class ChangedOut(Schema):
    """The fields that changed."""

    changed: list[str]
