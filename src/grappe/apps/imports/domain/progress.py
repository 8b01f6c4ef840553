"""How far a run is: told to whoever shows it, a terminal or a page."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    READING = "reading"
    WRITING = "writing"
    INDEXING = "indexing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``fraction`` of the phase, from 0 to 1; ``rows`` of the file that are through."""

    phase: Phase
    fraction: float
    rows: int


Tell = Callable[[Progress], None]


def tell_nobody(_progress: Progress) -> None:
    """For whoever needs no news."""
