"""What is known about an answer."""

from enum import StrEnum


class Status(StrEnum):
    """State of the proof beside an answer."""

    OPTIMAL = "optimal"  # no better answer exists: proven
    FEASIBLE = "feasible"  # a valid answer, perhaps not the best
    INFEASIBLE = "infeasible"  # no valid answer exists: proven
    UNKNOWN = "unknown"  # stopped before either was known
