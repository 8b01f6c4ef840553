from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    PREPARED = "prepared", _("in preparation")
    ANNOUNCED = "announced", _("announced")
    OVER = "over", _("over")


class EditionPartnerKind(models.TextChoices):
    ORGANISER = "organiser", _("organiser")
    CO_ORGANISER = "co_organiser", _("co-organiser")
    INSTITUTION = "institution", _("institutional partner")
    SPONSOR = "sponsor", _("sponsor")
    MEDIA = "media", _("media partner")


class Duty(models.TextChoices):
    """What a person does for one edition."""

    ORGANISER = "organiser", _("organiser")
    PRESS_OFFICER = "press_officer", _("press officer")
    DESK = "desk", _("welcome desk")


class SessionKind(models.TextChoices):
    PLENARY = "plenary", _("plenary session")
    PARALLEL = "parallel", _("parallel session")
    ROUND_TABLE = "round_table", _("round table")
    WORKSHOP = "workshop", _("workshop")
    MEETINGS = "meetings", _("B2B meetings")
    BREAK = "break", _("break")


class SessionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("confirmed")
    CANCELLED = "cancelled", _("cancelled")


class SessionPart(models.TextChoices):
    """What a person does in a session."""

    SPEAKER = "speaker", _("speaker")
    MODERATOR = "moderator", _("moderator")
    CHAIR = "chair", _("chair")


class CategoryKind(models.TextChoices):
    MEMBER = "member", _("member of a cluster")
    FOREIGN_CLUSTER = "foreign_cluster", _("foreign cluster")
    INVESTOR = "investor", _("investor")
    PUBLIC_BODY = "public_body", _("public body")
    STUDENT = "student", _("student")
    PRESS = "press", _("press")
    SPEAKER = "speaker", _("speaker")
    EXHIBITOR = "exhibitor", _("exhibitor")
    OTHER = "other", _("other")


class RegistrationState(models.TextChoices):
    PENDING = "pending", _("waiting for approval")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("a place is offered")
    # A registration is feminine in French.
    CONFIRMED = "confirmed", pgettext_lazy("registration", "confirmed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")
    REFUSED = "refused", pgettext_lazy("registration", "refused")
    LAPSED = "lapsed", _("offer not answered in time")


# An offered place is kept free for its person, so it counts as taken.
PLACE_HOLDERS = (RegistrationState.OFFERED, RegistrationState.CONFIRMED)
OPEN_REGISTRATIONS = (RegistrationState.PENDING, RegistrationState.WAITING, *PLACE_HOLDERS)


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit_note", _("credit note")


class InvoiceState(models.TextChoices):
    ISSUED = "issued", _("to be paid")
    PAID = "paid", _("paid")
    CREDITED = "credited", _("cancelled by a credit note")


class PaymentMethod(models.TextChoices):
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    HOSTED_PAGE = "hosted_page", _("payment page of a provider")
    ON_SITE = "on_site", _("at the desk")


class MeetingMode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    REMOTE = "remote", _("remote")
    HYBRID = "hybrid", _("hybrid")


class ForumSide(models.TextChoices):
    """Where only buyers and sellers meet each other; empty in a forum where anybody meets anybody."""

    ANY = "", _("anybody")
    BUYER = "buyer", _("buyer")
    SELLER = "seller", _("seller")


class MeetingRequestState(models.TextChoices):
    PENDING = "pending", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


OPEN_MEETING_REQUESTS = (MeetingRequestState.PENDING, MeetingRequestState.ACCEPTED)


class MeetingPriority(models.IntegerChoices):
    """What a request weighs in the plan."""

    USEFUL = 1, _("useful")
    IMPORTANT = 2, _("important")
    DECISIVE = 4, _("decisive")


class PlanState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    COMPUTING = "computing", _("being computed")
    COMPUTED = "computed", _("computed")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")
    FAILED = "failed", _("failed")


class PlanStop(models.TextChoices):
    """What an organiser asks of a run that is under way."""

    NO = "", _("run on")
    KEEP = "keep", _("stop and keep the best plan so far")
    DISCARD = "discard", _("stop and keep nothing")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    NO_SHOW = "no_show", _("somebody did not come")
    CANCELLED = "cancelled", _("cancelled")


class MeetingOutcome(models.TextChoices):
    NOTHING = "nothing", _("nothing to follow")
    CONTACT = "contact", _("stay in touch")
    PROJECT = "project", _("project idea")
    AGREEMENT = "agreement", _("agreement in view")
    BUSINESS = "business", _("business in view")


class CheckInDirection(models.TextChoices):
    ENTRY = "in", _("entry")
    EXIT = "out", _("exit")


class ScanOutcome(models.TextChoices):
    """What a scan meant, told from all scans of the person."""

    ADMITTED = "admitted", _("let in")
    AGAIN = "again", _("in already")
    LEFT = "left", _("gone out")
    REFUSED = "refused", _("not let in")
    UNKNOWN = "unknown", _("unknown code")


class BadgeRunState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    MAKING = "making", _("being made")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class DayEventKind(models.TextChoices):
    NO_SHOW = "no_show", _("no-show")
    LATE = "late", _("late arrival")
    LOST_TABLE = "lost_table", _("table lost")
    WALK_IN = "walk_in", _("walk-in")
    SWAP = "swap", _("swap")
