"""Refusals of the funding; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class DecisionRefusedError(RefusedError):
    """The decision cannot be prepared, taken or signed in this way."""


class AboveCeilingError(DecisionRefusedError):
    """An amount passes a ceiling; ``reasons`` are the engine's steps that say which."""

    def __init__(self, message: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class AgreementRefusedError(RefusedError):
    """The agreement cannot be made, changed, signed or closed in this way."""


class PaymentRefusedError(RefusedError):
    """The payment is above what is due, or not this person's to approve."""


class CostClaimRefusedError(RefusedError):
    """The claim of costs cannot be taken or judged in this way."""


class RecoveryRefusedError(RefusedError):
    """More would be taken back than was paid, or it is settled already."""
