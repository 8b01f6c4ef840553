"""What a search tells while it runs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """One improvement of the value or of the bound; the bound is None while nothing is known."""

    stage: str
    value: float | None
    bound: float | None


Report = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Tell nobody."""
