"""What can be wrong with a selection problem, each with what to do next."""


class SelectionError(ValueError):
    """A portfolio could not be chosen."""


class UnreadableDocumentError(SelectionError):
    """A document is not a problem or a portfolio of a known version."""


class DuplicateNameError(SelectionError):
    """Two things of one kind bear one name."""


class UnknownNameError(SelectionError):
    """Something names a project, a partner or a funder that nobody described."""


class AmountError(SelectionError):
    """An amount is negative, not finite, or finer than a cent; or a share is not between 0 and 1."""


class ScoreError(SelectionError):
    """A score is negative, not finite, or outside its own range."""


class ContradictionError(SelectionError):
    """What was decided by hand contradicts itself: pinned and excluded, or more pinned than a limit lets in."""


class OutOfTimeError(SelectionError):
    """No portfolio was found within the time allowed."""
