from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryKind(models.TextChoices):
    REGION = "region", _("region")
    FORMER_REGION = "former_region", _("region before 2016")
    DEPARTMENT = "department", _("department")


class OrganisationKind(models.TextChoices):
    FIRM = "firm", _("firm")
    LABORATORY = "laboratory", _("laboratory")
    SCHOOL = "school", _("school or university")
    PUBLIC_AUTHORITY = "public_authority", _("public authority")
    INVESTOR = "investor", _("investor")
    SERVICE_PROVIDER = "service_provider", _("service provider")
    CLUSTER_BODY = "cluster_body", _("cluster body")
    OTHER = "other", _("other")


class IdentifierScheme(models.TextChoices):
    SIREN = "siren", "SIREN"
    SIRET = "siret", "SIRET"
    VAT = "vat", _("EU VAT number")
    LEI = "lei", "LEI"
    PIC = "pic", "PIC"
    ROR = "ror", "ROR"
    RNSR = "rnsr", "RNSR"


class Tier(models.TextChoices):
    WORLD_CLASS = "world_class", _("world-class")
    WORLD_VOCATION = "world_vocation", _("world-vocation")
    NATIONAL = "national", _("national")


class LabelStatus(models.TextChoices):
    LABELLED = "labelled", _("labelled")
    ON_PROBATION = "on_probation", _("on probation")
    RECONFIGURATION = "reconfiguration", _("in reconfiguration")
    LOST = "lost", _("label lost")


class SuccessionKind(models.TextChoices):
    RENAMED_TO = "renamed_to", _("renamed to")
    MERGED_INTO = "merged_into", _("merged into")
    SPLIT_INTO = "split_into", _("split into")
    ACTIVITY_TAKEN_OVER_BY = "activity_taken_over_by", _("activity taken over by")
    JOINED_FEDERATION = "joined_federation", _("joined the federation")
    LABELLED_JOINTLY_WITH = "labelled_jointly_with", _("labelled jointly with")


class FeeClass(models.TextChoices):
    UNKNOWN = "unknown", _("not stated")
    MICRO = "micro", _("micro-enterprise")
    SME = "sme", _("SME")
    ETI = "eti", _("mid-size firm (ETI)")
    LARGE = "large", _("large firm")
    RESEARCH = "research", _("research or training")
    AUTHORITY = "authority", _("public authority")
    ASSOCIATE = "associate", _("associate")


class SizeDefinition(models.TextChoices):
    EU_SME = "eu_sme", _("EU definition (2003/361)")
    FRANCE = "france", _("French definition (decree 2008-1354)")


class SizeCategory(models.TextChoices):
    MICRO = "micro", _("micro")
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    SME = "sme", _("SME")
    ETI = "eti", _("mid-size (ETI)")
    LARGE = "large", _("large")
    UNKNOWN = "unknown", _("cannot tell yet")


class InvestorKind(models.TextChoices):
    NONE = "none", _("none")
    PUBLIC_INVESTMENT = "public_investment", _("public investment corporation")
    VENTURE_CAPITAL = "venture_capital", _("venture capital")
    BUSINESS_ANGEL = "business_angel", _("business angel")
    UNIVERSITY = "university", _("university or non-profit research centre")
    INSTITUTIONAL = "institutional", _("institutional investor")
    SMALL_AUTHORITY = "small_authority", _("small local authority")
    PUBLIC_BODY = "public_body", _("other public body")


class RequestStatus(models.TextChoices):
    """The state of anything one person asks and another decides."""

    PENDING = "pending", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ClaimMethod(models.TextChoices):
    EMAIL_DOMAIN = "email_domain", _("e-mail domain")
    INVITATION = "invitation", _("invitation")
    OFFICE = "office", _("office approval")


class MergeStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    MERGED = "merged", _("merged")
    DISTINCT = "distinct", _("two organisations")
