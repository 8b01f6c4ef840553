"""A problem as arrays of whole cents: partners that the same funders pay alike are joined."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil, floor, gcd

import numpy as np
from numpy.typing import NDArray

from grappe.engines.selection.problem import Partner, Problem, Project

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def cents(amount: Decimal) -> int:
    """Return euros as cents."""
    return int(amount * 100)


@dataclass(frozen=True)
class Cell:
    """Partners of one project between whom nothing tells the funders apart; amounts in cents."""

    project: int
    partners: tuple[Partner, ...]
    need: int
    least: int


@dataclass(frozen=True, eq=False)
class Instance:
    """What the programs are built from.

    Parameters
    ----------
    cells : in the order of the projects.
    link_funder, link_cell, link_project, link_most : who may pay to which cell, and the most of it in cents;
        shape (links,).
    unit : cents that count as 1 in programs over real numbers.
    """

    problem: Problem
    cells: tuple[Cell, ...]
    link_funder: Integers
    link_cell: Integers
    link_project: Integers
    link_most: Integers
    unit: float

    @property
    def size(self) -> int:
        """Number of projects."""
        return len(self.problem.projects)

    @property
    def links(self) -> int:
        """Number of ways in which a funder can pay to a cell."""
        return len(self.link_funder)

    @cached_property
    def score(self) -> Floats:
        """Score of each project."""
        return np.array([float(one.score) for one in self.problem.projects])

    @cached_property
    def total(self) -> Integers:
        """What each project may get, in cents."""
        return np.array([cents(one.payable) for one in self.problem.projects], dtype=np.int64)

    @cached_property
    def is_fine(self) -> bool:
        """Whether amounts are so small that a single cent counts: programs then hold whole cents."""
        return int(self.total.max(initial=0)) < 10_000  # noqa: PLR2004

    @cached_property
    def step(self) -> float:
        """The values of portfolios are multiples of this; 0 when they can be anything."""
        if self.problem.is_scaled:
            return 0.0
        exponents = [int(one.score.as_tuple().exponent) for one in self.problem.projects]
        finest = max(0, -min(exponents, default=0))
        whole = [int(one.score.scaleb(finest)) for one in self.problem.projects]
        return (gcd(*whole) or 1) / 10**finest if finest <= 6 else 0.0  # noqa: PLR2004


def instance_of(problem: Problem) -> Instance:
    """Join partners, number the ways of paying, and choose a unit."""
    cells: list[Cell] = []
    links: list[tuple[int, int, int, int]] = []
    for place, project in enumerate(problem.projects):
        for partners in _joined(problem, project):
            least = sum(ceil(one.payable * problem.least_scale * 100) for one in partners)
            cells.append(Cell(place, partners, sum(cents(one.payable) for one in partners), least))
            for number, funder in enumerate(problem.funders):
                most = sum(floor(one.payable * funder.share_of_partner * 100) for one in partners)
                if most and funder.pays(project, partners[0]):
                    links.append((number, len(cells) - 1, place, most))
    table = np.array(links, dtype=np.int64).reshape(len(links), 4).T
    largest = max((cell.need for cell in cells), default=0)
    unit = 1.0 if largest < 10_000 else largest / 1000.0  # noqa: PLR2004
    return Instance(problem, tuple(cells), table[0], table[1], table[2], table[3], unit)


def _joined(problem: Problem, project: Project) -> list[tuple[Partner, ...]]:
    capped = {one.undertaking for one in problem.ceilings}
    is_split = any(one.share_of_partner < 1 for one in problem.funders)
    groups: dict[tuple[str | None, ...], list[Partner]] = {}
    for partner in project.partners:
        if partner.payable:
            undertaking = partner.undertaking if partner.undertaking in capped else None
            key = (partner.territory, undertaking, partner.id if is_split else None)
            groups.setdefault(key, []).append(partner)
    return [tuple(partners) for partners in groups.values()]
