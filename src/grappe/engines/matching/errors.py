"""What can stand in the way of suggestions, each with what to do next."""


class MatchingError(ValueError):
    """Suggestions could not be made."""


class UnreadableDocumentError(MatchingError):
    """A text is none of the documents of this engine: the message names the first field that does not fit."""


class DuplicateNameError(MatchingError):
    """Two things of one kind bear one name."""


class UnknownNameError(MatchingError):
    """Something is referred to that the register does not hold."""


class ParameterError(MatchingError):
    """A parameter or a wish lies outside its range."""


class TooLittleHistoryError(MatchingError):
    """The register's past projects are too few to learn from."""
