"""What can be wrong with a question on State aid, each with what to do next."""

from datetime import date


class AidError(ValueError):
    """The ceilings of an aid could not be computed."""


class UnreadableDocumentError(AidError):
    """A JSON document is not a project, an answer or a book of rules of a known version."""


class NoRulesInForceError(AidError):
    """No rules are known for that day, or no rates for that round."""

    def __init__(self, message: str, *, on: date | None = None, ended: date | None = None) -> None:
        """Keep the day that was asked for, and the last day of the latest rules where it comes after them."""
        super().__init__(message)
        self.on, self.ended = on, ended


class UnknownCategoryError(AidError):
    """A category of cost is not in the rules of that day."""


class UnknownBonusError(AidError):
    """A bonus is not in the rules of that day."""


class UnreadableAmountError(AidError):
    """An amount is not a number of euros from zero up, or has too many digits."""


class DuplicatePartnerError(AidError):
    """Two partners bear one name."""


class InconsistentRulesError(AidError):
    """A book of rules contradicts itself."""
