from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class RegionalTableOut(Schema):
    """Figures of regions, by industry where the source has them."""

    code: str
    name_fr: str
    name_en: str
    publisher: str
    url: str
    licence: str
    measure: str
    territory: str
    nomenclature: str
    edition: str
    years: list[int | None]
    industries: int
    is_simulated: bool
    fingerprint: str
    loaded_at: datetime


class RegionalTableDetailOut(RegionalTableOut):
    """The same with what it was made from and the account of every row."""

    provenance: dict[str, Any]


class CodeNameOut(Schema):
    """A region or an industry of a table."""

    code: str
    name_fr: str
    name_en: str
    longitude: float | None
    latitude: float | None


class RegionalCellOut(Schema):
    """One industry in one region in one year; what is not known is null."""

    id: int
    year: int | None
    region: str
    industry: str
    amount: float
    sites: float | None
    squares: float | None
    quotient: float | None
    low: float | None
    high: float | None
    shrunk: float | None
    q_value: float | None
    earned: str
    stars: int


class IndustryYearOut(Schema):
    """How concentrated one industry is in one year; an index whose inputs are not known is null."""

    year: int | None
    amount: float
    share: float
    regions: int
    krugman: float | None = Field(None, alias="concentration.krugman")
    gini: float | None = Field(None, alias="concentration.gini")
    herfindahl: float | None = Field(None, alias="concentration.herfindahl")
    theil: float | None = Field(None, alias="concentration.theil")
    ellison_glaeser: float | None = Field(None, alias="concentration.gamma")
    plants: float | None = Field(None, alias="concentration.plants")


class ScoreboardOut(Schema):
    """The programme's figures: each table is a list of rows of codes, then numbers, the last the simulated records.

    `people_at_work` counts those whom the partners of funded proposals stated; researchers are not told apart.
    `projects_beside` counts the register's other projects, by their programme; no other table counts them.
    """

    counted_on: date
    tables: dict[str, list[list[Any]]]


class NetworkPlaceOut(Schema):
    """One body's place in a network; one of `organisation` (its number) and `cluster` (its short address) is null."""

    id: int
    name: str
    organisation: int | None = Field(None, alias="organisation_id")
    cluster: str | None = Field(None, alias="cluster.slug")
    degree: int
    strength: float
    betweenness: float
    betweenness_error: float
    community: int
    across: float | None

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.body)


class NetworkOut(Schema):
    """A network of collaboration as it was last computed."""

    kind: str
    counted_on: date
    projects: int
    bodies: int
    ties: int
    is_simulated: bool
    parameters: dict[str, Any]
    summary: dict[str, Any]
    provenance: dict[str, Any]
