from datetime import date

from ninja import Field, Schema

from grappe.apps.partnerships.models import PartnershipProfile


class PartnershipProfileOut(Schema):
    """A published profile; its people are reached through the site."""

    id: int
    reference: str
    kind: str
    title_fr: str
    title_en: str
    summary_fr: str
    summary_en: str
    organisation: int | None = Field(alias="organisation_id")
    cluster: str | None
    body_name: str
    country: str
    stage: str
    partner_kinds: list[str]
    partner_role: str
    partner_countries: list[str]
    languages: list[str]
    themes: list[str]
    published_on: date | None
    expires_on: date | None
    is_simulated: bool

    @staticmethod
    def resolve_cluster(held: PartnershipProfile) -> str | None:
        return held.cluster.slug if held.cluster else None

    @staticmethod
    def resolve_themes(held: PartnershipProfile) -> list[str]:
        return [theme.code for theme in held.themes.all()]


class PartnershipProfileDetailOut(PartnershipProfileOut):
    """With its description."""

    text_fr: str
    text_en: str
