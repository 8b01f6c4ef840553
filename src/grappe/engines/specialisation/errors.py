"""What can be wrong with the figures handed in, each with what to do next."""


class SpecialisationError(ValueError):
    """Nothing can be computed from these figures."""


class TableShapeError(SpecialisationError):
    """Arrays do not have the shape that the function states, or do not fit each other."""


class NegativeFigureError(SpecialisationError):
    """A count of jobs, sites or a weight is below zero."""


class UnknownFigureError(SpecialisationError):
    """A cell holds no number: suppressed cells are intervals, and have functions of their own."""


class EmptyTableError(SpecialisationError):
    """All cells are zero: there is nothing to compare with."""


class ConcordanceError(SpecialisationError):
    """The weights from one nomenclature to another lose or invent jobs."""


class BoundsError(SpecialisationError):
    """Bounds of suppressed cells contradict each other or the totals."""


class UnknownEditionError(SpecialisationError):
    """No edition of the star rules has this name."""


class MissingMeasureError(SpecialisationError):
    """An edition judges by a measure that was not given and cannot be worked out from jobs."""


class UnsupportedParameterError(SpecialisationError):
    """A parameter is outside what the method is defined for."""


class DisconnectedTableError(SpecialisationError):
    """Groups of regions share no industry: nothing compares one group with the other."""


class UniformTableError(SpecialisationError):
    """All regions are alike: there is nothing to tell apart."""
