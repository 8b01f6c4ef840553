from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TieKind(models.TextChoices):
    """What ties an expert to somebody, as she says."""

    WORKS = "works", _("works there, or did")
    FAMILY = "family", _("family or close friend")
    INTEREST = "interest", _("financial interest")
    ADVISES = "advises", _("advises or is advised")
    RIVAL = "rival", _("direct competitor")
    OTHER = "other", _("other tie")


class ConflictKind(models.TextChoices):
    """Why a person takes no part in what concerns a proposal."""

    AUTHOR = "author", _("writes the proposal")
    CONTACT = "contact", _("is a contact person of the proposal")
    SAME = "same", _("same organisation as a partner")
    LINKED = "linked", _("organisation linked to a partner")
    CLUSTER = "cluster", _("works for a cluster asked for its label")
    CO_APPLICANT = "co_applicant", _("applied with a partner in the last five years")
    INVESTOR = "investor", _("holds a share of a partner")
    TIE = "tie", _("declared a tie to a partner")
    DECLARED = "declared", _("declared a conflict with the proposal")


class PanelPhase(models.TextChoices):
    PREPARED = "prepared", _("in preparation")
    BIDS = "bids", _("bids")
    REVIEWS = "reviews", _("individual reviews")
    HEARING = "hearing", _("right to be heard")
    DISCUSSION = "discussion", _("discussion")
    MEETING = "meeting", _("panel meeting")
    CLOSED = "closed", pgettext_lazy("panel", "closed")


class BlindMode(models.TextChoices):
    """Who knows whom; the consortium learns the experts' names in the open mode only."""

    OPEN = "open", _("open: the consortium reads who wrote")
    SINGLE = "single", _("single blind: the consortium does not know the experts")
    DOUBLE = "double", _("double blind: the experts do not know the partners either")


class BidValue(models.TextChoices):
    EAGER = "eager", _("eager to read it")
    WILLING = "willing", _("willing to read it")
    UNWILLING = "unwilling", _("rather not")


class RunState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("computation", "waiting")
    COMPUTING = "computing", pgettext_lazy("computation", "under way")
    COMPUTED = "computed", pgettext_lazy("computation", "computed")
    ADOPTED = "adopted", pgettext_lazy("computation", "in force")
    FAILED = "failed", pgettext_lazy("computation", "without result")


class ReadingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("reading", "asked")
    ACCEPTED = "accepted", pgettext_lazy("reading", "accepted")
    DECLINED = "declined", pgettext_lazy("reading", "declined")
    CANCELLED = "cancelled", pgettext_lazy("reading", "taken back")


STANDING = (ReadingState.ASKED, ReadingState.ACCEPTED)


class ReviewConfidence(models.IntegerChoices):
    GUESS = 1, _("outside my field")
    SOME = 2, _("near my field")
    SURE = 3, _("in my field")
    EXPERT = 4, _("at the heart of my field")


class VoteValue(models.TextChoices):
    FUND = "fund", _("to be funded")
    RESERVE = "reserve", _("reserve list")
    REFUSE = "refuse", _("not to be funded")
    ABSTAIN = "abstain", _("abstains")
