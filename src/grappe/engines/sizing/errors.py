"""What can be wrong with an ownership problem or a book of rules, each with what to do next."""


class SizingError(ValueError):
    """The size of an enterprise could not be assessed."""


class UnreadableDocumentError(SizingError):
    """A JSON document is not a problem, a result or a book of rules of a known version."""


class UnknownEnterpriseError(SizingError):
    """A holding, a consolidation or the question itself names an enterprise nobody described."""


class DuplicateEnterpriseError(SizingError):
    """Two enterprises bear one identifier."""


class DuplicateHoldingError(SizingError):
    """One owner appears twice on the register of one enterprise."""


class DuplicateYearError(SizingError):
    """An enterprise has two sets of accounts for one year."""


class NotOwnableError(SizingError):
    """A natural person or a plain public body is said to be owned."""


class ShareOutOfRangeError(SizingError):
    """A share of capital or votes is below 0 % or above 100 %."""


class OwnedBeyondWholeError(SizingError):
    """The owners of an enterprise hold more than 100 % of its capital or votes together."""


class OwnershipCycleError(SizingError):
    """Enterprises control one another in a ring, or one owns itself."""


class NegativeFigureError(SizingError):
    """A headcount, turnover, balance sheet or other amount is below zero."""


class UnreadableFigureError(SizingError):
    """A figure is not a finite number of at most 20 digits."""


class ConsolidationError(SizingError):
    """Consolidated accounts cover one another, or two of them cover the same enterprise."""


class InconsistentRulesError(SizingError):
    """A definition's ceilings, dates or shares contradict one another."""


class NoRulesInForceError(SizingError):
    """No definition of size was in force on the date asked for."""
