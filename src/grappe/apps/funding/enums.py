from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FunderDuty(models.TextChoices):
    """What a person does for a funder; who decides does not pay."""

    OFFICER = "officer", _("instructs")
    SIGNATORY = "signatory", _("decides and signs")
    PAYER = "payer", _("pays")


class SilenceEffect(models.TextChoices):
    ACCEPT = "accept", _("silence accepts")
    REFUSE = "refuse", _("silence refuses")


class DecisionState(models.TextChoices):
    INSTRUCTION = "instruction", _("being instructed")
    DECIDED = "decided", pgettext_lazy("decision", "decided")
    SIGNED = "signed", pgettext_lazy("decision", "signed")
    DROPPED = "dropped", pgettext_lazy("decision", "without object")


class Outcome(models.TextChoices):
    GRANTED = "granted", pgettext_lazy("outcome", "granted")
    REFUSED = "refused", pgettext_lazy("outcome", "refused")


class AgreementState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("agreement", "in preparation")
    SIGNED = "signed", pgettext_lazy("agreement", "signed")
    CLOSED = "closed", pgettext_lazy("agreement", "closed")


class ObligationKind(models.TextChoices):
    REPORT = "report", _("report")
    PAYMENT = "payment", _("payment")


class PaymentState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("payment", "prepared")
    ORDERED = "ordered", pgettext_lazy("payment", "approved once")
    APPROVED = "approved", pgettext_lazy("payment", "approved twice")
    CANCELLED = "cancelled", pgettext_lazy("payment", "cancelled")


class ClaimState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("claim", "submitted")
    JUDGED = "judged", pgettext_lazy("claim", "judged")


class RecoveryState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("recovery", "asked")
    REPAID = "repaid", pgettext_lazy("recovery", "repaid")
    WAIVED = "waived", pgettext_lazy("recovery", "given up")
