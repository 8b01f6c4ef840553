"""What can be wrong with an assignment problem, each with what to do next."""


class AssignmentError(ValueError):
    """Reviewers could not be assigned to proposals."""


class UnreadableDocumentError(AssignmentError):
    """A document is not a problem or a result of a known version, or a matrix cannot be read."""


class DuplicateNameError(AssignmentError):
    """Two proposals, two reviewers or two affinities of one pair bear one name."""


class UnknownNameError(AssignmentError):
    """A pair names a proposal or a reviewer that nobody described."""


class MatrixShapeError(AssignmentError):
    """A matrix of affinities has not one row per proposal and one column per reviewer."""


class AffinityNotFiniteError(AssignmentError):
    """An affinity is infinite or too large to be added up."""


class LimitError(AssignmentError):
    """A load, a number of reviewers or a demand is negative, or its least exceeds its most."""


class ContradictoryPairError(AssignmentError):
    """A pair is pinned and in conflict, forbidden, or without affinity."""


class UnsupportedMixError(AssignmentError):
    """A lottery was asked for with demands: its samples could not keep them."""


class OutOfTimeError(AssignmentError):
    """No valid assignment was found within the time allowed."""
