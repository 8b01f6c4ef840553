"""Charts drawn on the server as SVG; each stands beside the table of its data."""

from collections.abc import Sequence
from dataclasses import dataclass

# A row is its label and, below it, its bar, so that a telephone shows both.
ROW = 34
BAR = 22
WIDTH = 400
LEFT = 6
TOP = 20
RIGHT = 24
STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a value with its interval, in the drawing's units."""

    label: str
    value: str
    label_y: int
    y: int
    middle: int
    width: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars with intervals; ``one`` is where the quotient is 1."""

    rows: list[Bar]
    marks: list[tuple[float, str]]
    one: float
    left: int
    width: int
    height: int


def bars_of(rows: Sequence[tuple[str, float, float, float]], *, digits: int = 2) -> Bars | None:
    """Label, value, low and high of each; nothing where there is nothing to draw."""
    if not rows:
        return None
    most = max(max(value, high) for _label, value, _low, high in rows) or 1
    room = WIDTH - LEFT - RIGHT
    scale = room / most
    drawn = [
        Bar(
            shortened(label), f"{value:.{digits}f}", y + 14, y + BAR - 4, y + BAR,
            round(value * scale, 1), round(LEFT + low * scale, 1), round(LEFT + high * scale, 1),
        )
        for y, (label, value, low, high) in zip(range(TOP, TOP + len(rows) * ROW, ROW), rows, strict=True)
    ]  # fmt: skip
    marks = [(round(LEFT + step * scale, 1), f"{step:g}") for step in marked(most)]
    return Bars(drawn, marks, round(LEFT + scale, 1), LEFT, WIDTH, TOP + len(rows) * ROW + 6)


def marked(most: float) -> list[float]:
    """Three or four round values of the scale."""
    step = next((one for one in STEPS if most / one <= 4), STEPS[-1])  # noqa: PLR2004
    return [step * count for count in range(int(most / step) + 1)]


def shortened(label: str, most: int = 58) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A course over the years."""

    path: str
    spots: list[tuple[float, float]]
    first: str
    last: str
    width: int = 320
    height: int = 90


def line_of(points: Sequence[tuple[int, float]]) -> Line | None:
    """Years and values; from nought, so that a small change looks small."""
    if len(points) < 2:  # noqa: PLR2004
        return None
    years, values = [year for year, _value in points], [value for _year, value in points]
    most, span = max(values) or 1, (years[-1] - years[0]) or 1
    spots = [(round(8 + 304 * (year - years[0]) / span, 1), round(66 - 58 * value / most, 1)) for year, value in points]
    return Line("M" + "L".join(f"{x} {y}" for x, y in spots), spots, str(years[0]), str(years[-1]))
