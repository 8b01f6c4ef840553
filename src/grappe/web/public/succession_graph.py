"""The drawing of what became of clusters: one column a generation, one box a cluster, one line a succession."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from grappe.apps.directory.models import Cluster, ClusterSuccession

BOX_WIDTH, BOX_HEIGHT = 190, 52
COLUMN_STEP, ROW_STEP = 270, 66
LETTERS_A_LINE, LINES = 24, 2
MARGIN = 4


@dataclass(frozen=True)
class Box:
    """One cluster; ``x`` and ``y`` are the corner, ``lines`` the name cut to fit."""

    cluster: Cluster
    x: int
    y: int
    lines: list[tuple[int, str]]
    here: bool

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2


@dataclass(frozen=True)
class Line:
    """One succession, from the right side of a box to the left side of another; ``x`` and ``y`` place the year."""

    path: str
    tip_x: int
    tip_y: int
    year: str
    x: int
    y: int


@dataclass(frozen=True)
class Graph:
    """What the template draws; lengths in the drawing's own units."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]


def graph_of(cluster: Cluster, successions: list[ClusterSuccession]) -> Graph | None:
    """The drawing of the successions around a cluster; none where it has none."""
    if not successions:
        return None
    clusters = {end.pk: end for one in successions for end in (one.predecessor, one.successor)}
    places = placed(generations(successions))
    boxes = [boxed(clusters[pk], *place, here=pk == cluster.pk) for pk, place in places.items()]
    corners = {box.cluster.pk: box for box in boxes}
    return Graph(
        width=max(box.x for box in boxes) + BOX_WIDTH + MARGIN,
        height=max(box.y for box in boxes) + BOX_HEIGHT + MARGIN,
        boxes=boxes,
        lines=[joined(corners[one.predecessor_id], corners[one.successor_id], one) for one in successions],
    )


def generations(successions: Iterable[ClusterSuccession]) -> dict[int, int]:
    """How many successions stand before each cluster, along the longest way; a circle stops at their number."""
    found = list(successions)
    depth: dict[int, int] = defaultdict(int)
    for _round in found:
        for one in found:
            depth[one.predecessor_id] += 0
            depth[one.successor_id] = min(len(found), max(depth[one.successor_id], depth[one.predecessor_id] + 1))
    return dict(depth)


def placed(depth: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Column and row of each cluster, in the order they were met."""
    filled: dict[int, int] = defaultdict(int)
    places = {}
    for pk, column in depth.items():
        places[pk] = (column, filled[column])
        filled[column] += 1
    return places


def boxed(cluster: Cluster, column: int, row: int, *, here: bool) -> Box:
    x, y = MARGIN + column * COLUMN_STEP, MARGIN + row * ROW_STEP
    texts = wrap(cluster.name, LETTERS_A_LINE, max_lines=LINES, placeholder="…")
    first = y + BOX_HEIGHT // 2 + (5 if len(texts) == 1 else -4)
    return Box(cluster, x, y, [(first + 18 * at, text) for at, text in enumerate(texts)], here)


def joined(start: Box, end: Box, succession: ClusterSuccession) -> Line:
    x1, y1 = start.x + BOX_WIDTH, start.y + BOX_HEIGHT // 2
    x2, y2 = end.x, end.y + BOX_HEIGHT // 2
    middle = (x1 + x2) // 2
    year = str(succession.happened_on.year) if succession.happened_on else ""
    path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 - 7} {y2}"
    # The year stands on the side the line does not turn to.
    return Line(path, x2, y2, year, x1 + 8, y1 - 6 if y2 >= y1 else y1 + 18)
