"""The bunch of the home page: one berry for each cluster labelled today."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

RADIUS = 15
STEP = 33
ROW_HEIGHT = 28.5
STEM = 48
# The rich tiers hang at the shoulders of the bunch, as the ripest berries do.
ORDER = {"world_class": 0, "world_vocation": 1, "national": 2}


@dataclass(frozen=True)
class Berry:
    """One cluster; lengths in the drawing's own units."""

    x: float
    y: float
    tier: str
    name: str


@dataclass(frozen=True)
class Bunch:
    """The berries with the size of the drawing and its stem."""

    berries: list[Berry]
    width: float
    height: float

    @property
    def box(self) -> str:
        return f"0 {-STEM} {self.width:.0f} {self.height + STEM:.0f}"

    @property
    def stem(self) -> str:
        middle = self.width / 2
        return f"M{middle:.0f} 6C{middle - 4:.0f} -18 {middle + 10:.0f} -30 {middle + 26:.0f} {8 - STEM}"


def bunch_of(clusters: Iterable[Any]) -> Bunch:
    """The berries row by row, widest row near the top, the last one alone at the tip."""
    known = sorted(clusters, key=lambda cluster: (ORDER.get(cluster.last_tier, len(ORDER)), cluster.name_key))
    rows, waiting = row_lengths(len(known)), iter(known)
    widest = max(rows, default=0)
    berries = [
        Berry(
            x=RADIUS + 2 + (widest - length) * STEP / 2 + place * STEP,
            y=RADIUS + 2 + at * ROW_HEIGHT,
            tier=cluster.last_tier or "",
            name=cluster.name,
        )
        for at, length in enumerate(rows)
        for place, cluster in enumerate(islice(waiting, length))
    ]
    return Bunch(berries, 2 * (RADIUS + 2) + max(widest - 1, 0) * STEP, 2 * (RADIUS + 2) + (len(rows) - 1) * ROW_HEIGHT)


def row_lengths(berries: int) -> list[int]:
    """Rows that narrow by one down to the tip; what does not fill a row more widens those above, from the second."""
    longest = int(((8 * berries + 1) ** 0.5 - 1) / 2)
    rows = list(range(longest, 0, -1))
    for at in range(berries - sum(rows)):
        rows[(at + 1) % len(rows)] += 1
    return rows
