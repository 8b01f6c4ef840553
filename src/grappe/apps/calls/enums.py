from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("call", "in preparation")
    PUBLISHED = "published", pgettext_lazy("call", "published")
    OVER = "over", pgettext_lazy("call", "over")


class RoundState(models.TextChoices):
    """What the office decided of a round; whether an announced one is open is told by the server's clock alone."""

    PREPARED = "prepared", _("in preparation")
    ANNOUNCED = "announced", pgettext_lazy("round", "announced")
    IN_REVIEW = "in_review", _("in review")
    DECIDED = "decided", pgettext_lazy("round", "decided")
    CANCELLED = "cancelled", pgettext_lazy("round", "cancelled")


class RoundStage(models.TextChoices):
    """What a round is at one moment."""

    PREPARED = "prepared", _("in preparation")
    UPCOMING = "upcoming", _("not open yet")
    OPEN = "open", pgettext_lazy("round", "open")
    CLOSED = "closed", pgettext_lazy("round", "closed")
    IN_REVIEW = "in_review", _("in review")
    DECIDED = "decided", pgettext_lazy("round", "decided")
    CANCELLED = "cancelled", pgettext_lazy("round", "cancelled")


class RuleCode(models.TextChoices):
    """What an eligibility rule looks at; its limits are parameters of the row."""

    FIRMS = "firms", _("number of independent firms")
    RESEARCH_PARTNER = "research_partner", _("a laboratory or a school")
    LEAD_KIND = "lead_kind", _("who leads")
    SME_PARTNER = "sme_partner", _("an SME takes part")
    SME_OR_ETI_PARTNER = "sme_or_eti_partner", _("an SME or a mid-size firm takes part")
    PARTNER_SHARE = "partner_share", _("greatest share of one partner")
    PARTNER_MINIMUM = "partner_minimum", _("smallest share of one partner")
    PARTNERS = "partners", _("number of partners")
    COUNTRIES = "countries", _("countries of the partners")
    LABEL = "label", _("labelled by a cluster")
    LABEL_TERRITORY = "label_territory", _("share of the R&D on the territories of the labelling clusters")
    LEAD_LABEL_TERRITORY = "lead_label_territory", _("share of the R&D on the territory of the first cluster")
    TOTAL_COST = "total_cost", _("total cost")
    DURATION = "duration", _("duration")
    AID_CEILING = "aid_ceiling", _("aid within the ceilings")
    DE_MINIMIS = "de_minimis", _("de minimis aid within its ceiling")
    RESEARCH_SHARE = "research_share", _("share of the laboratories and schools")
    STATED = "stated", _("stated in words, looked at by the office")


class Verdict(models.TextChoices):
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("cannot tell yet")


class RuleStatus(models.TextChoices):
    VERIFIED = "verified", _("read in its source")
    UNVERIFIED = "unverified", _("to be verified")


class Beneficiary(models.TextChoices):
    """Whom a rate is for; the values are those of the state-aid engine."""

    MICRO = "micro", _("micro-enterprise")
    SMALL = "small", _("small firm")
    MEDIUM = "medium", _("medium-sized firm")
    SME = "sme", _("SME")
    ETI = "eti", _("mid-size firm (ETI)")
    LARGE = "large", _("large firm")
    LABORATORY = "laboratory", _("laboratory or school, full cost")
    LABORATORY_MARGINAL = "laboratory-marginal", _("laboratory or school, additional cost")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("short text")
    LONG_TEXT = "long_text", _("text")
    CHOICE = "choice", _("choice")
    YES_NO = "yes_no", _("yes or no")
    NUMBER = "number", _("number")
    DATE = "date", _("date")


class ProposalState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("proposal", "draft")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "submitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    INELIGIBLE = "ineligible", pgettext_lazy("proposal", "not eligible")
    SELECTED = "selected", pgettext_lazy("proposal", "selected")
    RESERVE = "reserve", pgettext_lazy("proposal", "on the reserve list")
    REFUSED = "refused", pgettext_lazy("proposal", "refused")


# What was received before the minute and not taken back: what the office, experts and funders see.
RECEIVED = (
    ProposalState.SUBMITTED,
    ProposalState.INELIGIBLE,
    ProposalState.SELECTED,
    ProposalState.RESERVE,
    ProposalState.REFUSED,
)


class PartnerState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("partner", "invited")
    JOINED = "joined", pgettext_lazy("partner", "at work")
    SIGNED = "signed", pgettext_lazy("partner", "signed")
    DECLINED = "declined", pgettext_lazy("partner", "declined")


class CostCategory(models.TextChoices):
    PERSONNEL = "personnel", _("personnel")
    INSTRUMENTS = "instruments", _("instruments and equipment")
    BUILDINGS = "buildings", _("buildings and land")
    CONTRACTS = "contracts", _("contractual research, knowledge and patents")
    OPERATING = "operating", _("operating expenses")
    OVERHEADS = "overheads", _("overheads")


class ResearchNature(models.TextChoices):
    """Nature of research, as the state-aid engine names its categories."""

    FUNDAMENTAL = "fundamental", _("fundamental research")
    INDUSTRIAL = "industrial", _("industrial research")
    EXPERIMENTAL = "experimental", _("experimental development")
    FEASIBILITY = "feasibility", _("feasibility study")


class AidForm(models.TextChoices):
    """Under which rules aid was given, as the state-aid engine names them."""

    EXEMPTED = "exempted", _("exempted aid")
    DE_MINIMIS = "de_minimis", _("de minimis aid")
    UNION = "union", _("money of the Union")


class RevisionFate(models.TextChoices):
    """What became of a text that was saved."""

    TAKEN = "taken", _("became the answer")
    ASIDE = "aside", _("kept aside: somebody had changed the answer meanwhile")
    MERGED = "merged", _("merged into a later answer")
    DROPPED = "dropped", _("set aside for good by its author")


class VersionReason(models.TextChoices):
    SAVED = "saved", _("kept on demand")
    SUBMITTED = "submitted", _("submission")
    REOPENED = "reopened", _("taken back to be changed")


class ScanState(models.TextChoices):
    CLEAN = "clean", _("scanned, nothing found")
    UNSCANNED = "unscanned", _("not scanned: no scanner is configured")


class LabelState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("label", "asked for")
    EXAMINED = "examined", _("being examined")
    QUESTION = "question", _("waiting for the consortium's answer")
    LABELLED = "labelled", pgettext_lazy("project", "labelled")
    CO_LABELLED = "co_labelled", _("co-labelled")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_LABEL_REQUESTS = (LabelState.ASKED, LabelState.EXAMINED, LabelState.QUESTION)
GRANTED_LABELS = (LabelState.LABELLED, LabelState.CO_LABELLED)


class Opinion(models.TextChoices):
    FAVOURABLE = "favourable", _("favourable")
    RESERVED = "reserved", _("favourable with reserves")
    UNFAVOURABLE = "unfavourable", _("unfavourable")
