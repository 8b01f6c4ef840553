"""The limits of a problem as rows over its columns: projects taken, amounts paid, funders at work in a project."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np
from scipy import sparse

from grappe.engines.selection.instance import Floats, Instance, Integers, cents
from grappe.engines.selection.problem import Parity, Scope

Cells = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class Row:
    """One limit: low <= sum of coefficients x columns <= high. Amounts are in units of the instance."""

    kind: str
    label: str
    project: str | None
    side: str | None
    cells: Cells
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Program:
    """Rows over columns: first a 0-1 column per project, then the links, then the pairs with a minimum grant.

    Parameters
    ----------
    pair_funder, pair_project : of the last columns, 1 where the funder pays to the project.
    upper : most of every column; shape (columns,).
    """

    instance: Instance
    rows: tuple[Row, ...]
    pair_funder: Integers
    pair_project: Integers
    upper: Floats

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Coefficients, one row per limit."""
        counts = [len(row.cells) for row in self.rows]
        columns = np.array([column for row in self.rows for column, _ in row.cells], dtype=np.int32)
        values = np.array([value for row in self.rows for _, value in row.cells], dtype=np.float64)
        pointers = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return sparse.csr_array((values, columns, pointers), shape=(len(self.rows), len(self.upper)))

    @cached_property
    def low(self) -> Floats:
        """Least of every row."""
        return np.array([row.low for row in self.rows])

    @cached_property
    def high(self) -> Floats:
        """Most of every row."""
        return np.array([row.high for row in self.rows])

    @cached_property
    def worth(self) -> Floats:
        """Value of every column: of a project taken; below full scale, of every amount paid."""
        instance = self.instance
        worth = np.zeros(len(self.upper))
        if not instance.problem.is_scaled:
            worth[: instance.size] = instance.score
            return worth
        free = instance.total == 0
        worth[: instance.size][free] = instance.score[free]
        per_cent = instance.score / np.maximum(instance.total, 1)
        worth[instance.size : instance.size + instance.links] = per_cent[instance.link_project] * instance.unit
        return worth

    @property
    def is_whole(self) -> Integers:
        """1 for the columns that are whole numbers."""
        instance = self.instance
        links = np.full(instance.links, int(instance.is_fine))
        whole = np.concatenate([np.ones(instance.size), links, np.ones(len(self.pair_funder))])
        return np.pad(whole, (0, len(self.upper) - len(whole))).astype(np.int64)

    def with_rows(self, extra: Iterable[Row]) -> "Program":
        """Return the same program with more limits."""
        return replace(self, rows=(*self.rows, *extra))


def program_of(instance: Instance, *, with_minimums: bool = True) -> Program:
    """Write down the limits.

    Parameters
    ----------
    instance : the arrays.
    with_minimums : whether least grants are held; the relaxation does not feel them.

    Returns
    -------
    Program
        Its rows in the order: needs, shares, minimums, money, parities, groups and number.
    """
    build = _Build(instance, with_minimums=with_minimums)
    rows = [*build.needs(), *build.shares(), *build.minimums(), *build.money(), *build.parities(), *build.choices()]
    pairs = np.array(list(build.pairs), dtype=np.int64).reshape(len(build.pairs), 2).T
    most = instance.link_most / instance.unit
    upper = np.concatenate([np.ones(instance.size), most, np.ones(len(build.pairs))])
    upper[[instance.problem.project_at[name] for name in instance.problem.excluded]] = 0.0
    return Program(instance, tuple(rows), pairs[0], pairs[1], upper)


class _Build:
    def __init__(self, instance: Instance, *, with_minimums: bool) -> None:
        self.instance = instance
        self.problem = instance.problem
        self.at_cell: list[list[int]] = [[] for _ in instance.cells]
        self.at_pair: dict[tuple[int, int], list[int]] = {}
        self.at_project: list[list[int]] = [[] for _ in range(instance.size)]
        triples = zip(instance.link_funder.tolist(), instance.link_project.tolist(), strict=True)
        for link, (funder, project) in enumerate(triples):
            self.at_cell[instance.link_cell[link]].append(link)
            self.at_pair.setdefault((funder, project), []).append(link)
            self.at_project[project].append(link)
        minimums = [cents(one.minimum) if with_minimums else 0 for one in self.problem.funders]
        held = [pair for pair in self.at_pair if minimums[pair[0]] > 0]
        start = instance.size + instance.links
        self.pairs = {pair: start + place for place, pair in enumerate(held)}

    def column(self, link: int) -> int:
        return self.instance.size + link

    def needs(self) -> Iterator[Row]:
        unit = self.instance.unit
        for cell, links in zip(self.instance.cells, self.at_cell, strict=True):
            paid = [(self.column(link), 1.0) for link in links]
            name = self.problem.projects[cell.project].id
            if cell.least == cell.need:
                yield Row("need", "", name, None, [*paid, (cell.project, -cell.need / unit)], 0.0, 0.0)
            else:
                yield Row("need", "most", name, None, [*paid, (cell.project, -cell.need / unit)], -inf, 0.0)
                yield Row("need", "least", name, None, [*paid, (cell.project, -cell.least / unit)], 0.0, inf)

    def shares(self) -> Iterator[Row]:
        for (funder, project), links in self.at_pair.items():
            share = self.problem.funders[funder].share_of_project
            if share == 1:
                continue
            if not self.problem.is_scaled:
                most = int(int(self.instance.total[project]) * share) / self.instance.unit
                cells = [(self.column(link), 1.0) for link in links]
                cells.append((project, -most))
            else:
                own = set(links)
                cells = [(self.column(one), (one in own) - float(share)) for one in self.at_project[project]]
            name = self.problem.projects[project].id
            yield Row("project_share", self.problem.funders[funder].id, name, None, cells, -inf, 0.0)

    def minimums(self) -> Iterator[Row]:
        for (funder, project), column in self.pairs.items():
            paid = [(self.column(link), 1.0) for link in self.at_pair[funder, project]]
            one = self.problem.funders[funder]
            share = int(int(self.instance.total[project]) * one.share_of_project)
            most = min(share, sum(int(self.instance.link_most[link]) for link in self.at_pair[funder, project]))
            least = cents(one.minimum)
            name = self.problem.projects[project].id
            unit = self.instance.unit
            if most < least:
                yield Row("minimum", one.id, name, "most", [*paid, (column, 1.0)], 0.0, 0.0)
                continue
            yield Row("minimum", one.id, name, "most", [*paid, (column, -most / unit)], -inf, 0.0)
            yield Row("minimum", one.id, name, "least", [*paid, (column, -least / unit)], 0.0, inf)
            yield Row("minimum", one.id, name, "taken", [(column, 1.0), (project, -1.0)], -inf, 0.0)

    def money(self) -> Iterator[Row]:
        instance, problem = self.instance, self.problem
        for number, funder in enumerate(problem.funders):
            held = np.flatnonzero(instance.link_funder == number).tolist()
            yield self._drawn("budget", funder.id, held, cents(funder.budget))
        names = [one.id for one in problem.funders]
        for envelope in problem.envelopes:
            held = [
                link
                for link, (funder, cell) in enumerate(zip(instance.link_funder, instance.link_cell, strict=True))
                if envelope.covers(
                    names[funder], problem.projects[instance.cells[cell].project], instance.cells[cell].partners[0]
                )
            ]
            yield self._drawn("envelope", envelope.id, held, cents(envelope.amount))
        for ceiling in problem.ceilings:
            of = [cell.partners[0].undertaking == ceiling.undertaking for cell in instance.cells]
            held = [link for link, cell in enumerate(instance.link_cell.tolist()) if of[cell]]
            yield self._drawn("ceiling", ceiling.undertaking, held, cents(ceiling.amount))

    def _drawn(self, kind: str, label: str, links: list[int], amount: int) -> Row:
        return Row(
            kind, label, None, None, [(self.column(link), 1.0) for link in links], -inf, amount / self.instance.unit
        )

    def parities(self) -> Iterator[Row]:
        names = [one.id for one in self.problem.funders]
        for parity in self.problem.parities:
            if parity.scope is Scope.PORTFOLIO:
                yield from self._sides(parity, None, range(self.instance.links), names)
                continue
            for project, links in zip(self.problem.projects, self.at_project, strict=True):
                yield from self._sides(parity, project.id, links, names)

    def _sides(self, parity: Parity, project: str | None, links: Iterable[int], names: list[str]) -> Iterator[Row]:
        tolerance, slack = float(parity.tolerance), 1.0 / self.instance.unit
        of = {link: names[self.instance.link_funder[link]] for link in links}
        for side, heavy, light in (("left", parity.left, parity.right), ("right", parity.right, parity.left)):
            cells = [(self.column(link), 1.0 - tolerance) for link, name in of.items() if name in heavy]
            cells += [(self.column(link), -1.0 - tolerance) for link, name in of.items() if name in light]
            if cells:
                yield Row("parity", parity.id, project, side, cells, -inf, slack)

    def choices(self) -> Iterator[Row]:
        for group in self.problem.groups:
            cells = [(self.problem.project_at[name], 1.0) for name in sorted(group.projects)]
            yield Row("group", group.id, None, None, cells, -inf, float(group.most))
        if self.problem.most_projects is not None:
            cells = [(place, 1.0) for place in range(self.instance.size)]
            yield Row("number", "", None, None, cells, -inf, float(self.problem.most_projects))
