from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnershipKind(models.TextChoices):
    """The five kinds that the Enterprise Europe Network made usual."""

    BUSINESS_OFFER = "business_offer", _("business offer")
    BUSINESS_REQUEST = "business_request", _("business request")
    TECHNOLOGY_OFFER = "technology_offer", _("technology offer")
    TECHNOLOGY_REQUEST = "technology_request", _("technology request")
    RESEARCH_REQUEST = "research_request", _("research request")


PREFIXES = {
    PartnershipKind.BUSINESS_OFFER: "BO",
    PartnershipKind.BUSINESS_REQUEST: "BR",
    PartnershipKind.TECHNOLOGY_OFFER: "TO",
    PartnershipKind.TECHNOLOGY_REQUEST: "TR",
    PartnershipKind.RESEARCH_REQUEST: "RR",
}


class DevelopmentStage(models.TextChoices):
    """How far what is offered or sought has come."""

    IDEA = "idea", _("idea or concept")
    LABORATORY = "laboratory", _("tested in the laboratory")
    PROTOTYPE = "prototype", _("prototype")
    DEMONSTRATED = "demonstrated", _("demonstrated in real conditions")
    ON_THE_MARKET = "on_the_market", _("on the market")


class SoughtRole(models.TextChoices):
    """What the partner would do."""

    RESEARCH = "research", _("joint research and development")
    CONSORTIUM = "consortium", _("partner in a consortium")
    SUPPLIER = "supplier", _("supplier or subcontractor")
    MANUFACTURER = "manufacturer", _("manufacturer")
    DISTRIBUTOR = "distributor", _("distributor or agent")
    CUSTOMER = "customer", _("customer or test site")
    LICENSEE = "licensee", _("licensee or licensor")
    INVESTOR = "investor", pgettext_lazy("role", "investor")
    CLUSTER = "cluster", _("twin cluster")


class ProfileState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("profile", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("profile", "in review")
    PUBLISHED = "published", pgettext_lazy("profile", "published")
    EXPIRED = "expired", pgettext_lazy("profile", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("profile", "withdrawn")


class QualityCheck(models.TextChoices):
    """The lines of the check-list that a profile passes before anybody reviews it."""

    TITLE = "title", _("A title of 10 to 150 characters")
    SUMMARY = "summary", _("A summary of 80 to 800 characters, in the language of the title")
    DESCRIPTION = "description", _("A description of at least 300 characters, in the same language")
    SCRIPT = "script", _("Texts that readers of French or English can read")
    STAGE = "stage", _("The stage of development")
    PARTNER = "partner", _("The partner sought: kind and role")
    LANGUAGES = "languages", _("At least one language to work in")
    THEMES = "themes", _("At least one theme")
    NO_CONTACT = "no_contact", _("No address, telephone number or link in the texts: contacts pass by the site")
    CONSENT = "consent", _("Consent to be found by others")
    ORIGINAL = "original", _("Not a copy of another profile")


class InterestState(models.TextChoices):
    """How far an expression of interest has come."""

    SENT = "sent", pgettext_lazy("interest", "sent")
    READ = "read", pgettext_lazy("interest", "read")
    ANSWERED = "answered", pgettext_lazy("interest", "answered")
    INTRODUCED = "introduced", pgettext_lazy("interest", "introduced by an officer")
    MET = "met", pgettext_lazy("interest", "met")
    CLOSED = "closed", pgettext_lazy("interest", "closed")
    DECLINED = "declined", pgettext_lazy("interest", "declined")


OPEN_INTERESTS = (
    InterestState.SENT,
    InterestState.READ,
    InterestState.ANSWERED,
    InterestState.INTRODUCED,
    InterestState.MET,
)


UNANSWERED = (InterestState.SENT, InterestState.READ)


class InterestOutcome(models.TextChoices):
    AGREEMENT = "agreement", pgettext_lazy("outcome", "agreement")
    PROPOSAL = "proposal", pgettext_lazy("outcome", "proposal for a call")
    CONTRACT = "contract", pgettext_lazy("outcome", "contract")
    NONE = "none", pgettext_lazy("outcome", "nothing came of it")


class AgreementKind(models.TextChoices):
    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    TWINNING = "twinning", _("twinning")
    META_CLUSTER = "meta_cluster", _("meta-cluster")
    COOPERATION = "cooperation", _("cooperation, form not stated")


class AgreementStage(models.TextChoices):
    """Where an agreement stands on a day; nobody types it."""

    PREPARED = "prepared", pgettext_lazy("partnership", "in preparation")
    IN_FORCE = "in_force", pgettext_lazy("partnership", "in force")
    ENDED = "ended", pgettext_lazy("partnership", "ended")
    UNDATED = "undated", pgettext_lazy("partnership", "dates not known")


class AgreementItemKind(models.TextChoices):
    DUTY = "duty", pgettext_lazy("agreement", "duty")
    MILESTONE = "milestone", pgettext_lazy("agreement", "milestone")
    ACTION = "action", pgettext_lazy("agreement", "action")


class ConsentBasis(models.TextChoices):
    """By whom a consent to be found was given."""

    GIVEN = "given", _("given by those who speak for it")
    SIMULATED = "simulated", _("simulated for the demonstration")


class StayState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("stay", "proposed")
    AGREED = "agreed", pgettext_lazy("stay", "agreed by the host")
    REPORTED = "reported", pgettext_lazy("stay", "done, with its report")
    CANCELLED = "cancelled", pgettext_lazy("stay", "cancelled")


class NetworkStepKind(models.TextChoices):
    ROADMAP = "roadmap", pgettext_lazy("network", "step of the roadmap")
    ACTION = "action", pgettext_lazy("network", "joint action")
    CALL = "call", pgettext_lazy("network", "joint call")


class AbroadStepKind(models.TextChoices):
    DIAGNOSIS = "diagnosis", _("diagnosis")
    MISSION = "mission", _("mission")
    COACHING = "coaching", _("coaching")
    EUROPEAN_PROJECT = "european_project", _("support of a European project")


class PartnerScale(models.TextChoices):
    """Whether suggestions keep places for small firms and newcomers."""

    MIXED = "mixed", _("half of them small")
    OWN = "own", _("small ones only")
    ANY = "any", _("the likeliest first")
