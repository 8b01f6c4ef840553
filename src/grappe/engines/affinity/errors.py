"""What can stand in the way of affinities, each with what to do next."""


class AffinityError(ValueError):
    """Affinities could not be computed."""


class UnreadableRowError(AffinityError):
    """A row of a file is no proposal or no publication: the message names file, line, column and reason."""


class DuplicateNameError(AffinityError):
    """Two proposals, or two experts, bear one name."""


class NothingToCompareError(AffinityError):
    """There is no proposal, no expert, or an expert without any publication."""


class ParameterError(AffinityError):
    """A parameter lies outside its range."""
