from datetime import date

from ninja import Field, Schema

from grappe.apps.partnerships.models import ClusterNetwork, PartnershipAgreement, PartnershipParty, PartnershipProfile


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


class PartyOut(Schema):
    """A party; without a name where the source names a country only."""

    name: str = Field(alias="shown_name")
    country: str = Field(alias="shown_country")
    organisation: int | None = Field(alias="organisation_id")
    cluster: str | None

    @staticmethod
    def resolve_cluster(held: PartnershipParty) -> str | None:
        return held.cluster.slug if held.cluster else None


class AgreementOut(Schema):
    """An agreement of the register."""

    code: str
    kind: str
    title_fr: str
    title_en: str
    keeper: str = Field(alias="keeper.slug")
    parties: list[PartyOut]
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    known_on: date | None
    themes: list[str]
    is_simulated: bool
    provenance: dict[str, object]

    @staticmethod
    def resolve_themes(held: PartnershipAgreement) -> list[str]:
        return [theme.code for theme in held.themes.all()]


class StepOut(Schema):
    """What is to be done by a day, and was done on a day."""

    kind: str
    text: str
    due_on: date | None
    done_on: date | None


class AgreementDetailOut(AgreementOut):
    """With its subject, its duties, milestones and actions; its documents are for those who keep it."""

    text_fr: str
    text_en: str
    items: list[StepOut]


class NetworkOut(Schema):
    """A network of clusters, its lead and members by their short addresses."""

    slug: str
    name: str
    lead: str = Field(alias="lead.slug")
    members: list[str]
    themes: list[str]
    is_across_sectors: bool
    is_simulated: bool

    @staticmethod
    def resolve_members(held: ClusterNetwork) -> list[str]:
        return [one.slug for one in held.members.all()]

    @staticmethod
    def resolve_themes(held: ClusterNetwork) -> list[str]:
        return [theme.code for theme in held.themes.all()]


class NetworkDetailOut(NetworkOut):
    """With its subject, its roadmap, joint actions and joint calls."""

    text_fr: str
    text_en: str
    steps: list[StepOut]
