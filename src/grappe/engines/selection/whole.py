"""Payments in whole cents for projects already taken: exact arithmetic (CP-SAT), no tolerance."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor, lcm

import numpy as np
from ortools.sat.python import cp_model

from grappe.engines.selection.instance import Instance, Integers, cents
from grappe.engines.selection.problem import Parity, Scope
from grappe.engines.solving.stop import Stop

# Cents by which a payment may move from the rounded one, before all are free to move.
NEAR = 1000
LONGEST = 20.0


def pay_whole(instance: Instance, taken: frozenset[int], near: Integers | None, stop: Stop) -> Integers | bool:
    """Pay for some projects to the cent.

    Parameters
    ----------
    instance, taken : the limits, and positions of the projects.
    near : payments to stay close to, in cents per link; None leaves all free.
    stop : when to give up.

    Returns
    -------
    array or bool
        Cents per link; False when there is no way, True when none was found in time.
    """
    model = _Model(instance, taken, near)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = max(0.1, min(LONGEST, stop.remaining()))
    status = solver.solve(model.model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return np.array([0 if one is None else solver.value(one) for one in model.paid], dtype=np.int64)
    return status != cp_model.INFEASIBLE


class _Model:
    def __init__(self, instance: Instance, taken: frozenset[int], near: Integers | None) -> None:
        self.instance, self.problem, self.taken = instance, instance.problem, taken
        self.model = cp_model.CpModel()
        self.paid: list[cp_model.IntVar | None] = []
        for link, (project, most) in enumerate(zip(instance.link_project, instance.link_most, strict=True)):
            low, high = 0, int(most)
            if near is not None:
                low, high = max(low, int(near[link]) - NEAR), min(high, int(near[link]) + NEAR)
            self.paid.append(self.model.new_int_var(low, high, "") if int(project) in taken else None)
        self._needs()
        self._pairs()
        self._money()
        for parity in self.problem.parities:
            self._parity(parity)
        if self.problem.is_scaled:
            self._value()

    def _some(self, links: Iterable[int]) -> list[cp_model.IntVar]:
        return [one for link in links if (one := self.paid[link]) is not None]

    def _needs(self) -> None:
        at: list[list[int]] = [[] for _ in self.instance.cells]
        for link, cell in enumerate(self.instance.link_cell.tolist()):
            at[cell].append(link)
        for cell, links in zip(self.instance.cells, at, strict=True):
            if cell.project in self.taken:
                self.model.add_linear_constraint(sum(self._some(links)), cell.least, cell.need)

    def _pairs(self) -> None:
        instance = self.instance
        for project in sorted(self.taken):
            here = np.flatnonzero(instance.link_project == project).tolist()
            for number, funder in enumerate(self.problem.funders):
                own = self._some(link for link in here if instance.link_funder[link] == number)
                if not own:
                    continue
                share = Fraction(funder.share_of_project)
                whole = sum(self._some(here))
                self.model.add(sum(own) * share.denominator <= whole * share.numerator)
                if funder.minimum:
                    works = self.model.new_bool_var("")
                    self.model.add(sum(own) >= cents(funder.minimum)).only_enforce_if(works)
                    self.model.add(sum(own) == 0).only_enforce_if(works.negated())

    def _money(self) -> None:
        instance, problem = self.instance, self.problem
        for number, funder in enumerate(problem.funders):
            held = np.flatnonzero(instance.link_funder == number).tolist()
            self.model.add(sum(self._some(held)) <= cents(funder.budget))
        names = [one.id for one in problem.funders]
        cells = [instance.cells[cell] for cell in instance.link_cell.tolist()]
        for envelope in problem.envelopes:
            held = [
                link
                for link, cell in enumerate(cells)
                if envelope.covers(names[instance.link_funder[link]], problem.projects[cell.project], cell.partners[0])
            ]
            self.model.add(sum(self._some(held)) <= cents(envelope.amount))
        for ceiling in problem.ceilings:
            held = [link for link, cell in enumerate(cells) if cell.partners[0].undertaking == ceiling.undertaking]
            self.model.add(sum(self._some(held)) <= cents(ceiling.amount))

    def _parity(self, parity: Parity) -> None:
        instance = self.instance
        names = [one.id for one in self.problem.funders]
        every = list(range(instance.links))
        scopes = (
            [every]
            if parity.scope is Scope.PORTFOLIO
            else [[link for link in every if instance.link_project[link] == project] for project in sorted(self.taken)]
        )
        tolerance = Fraction(parity.tolerance)
        top, base = tolerance.numerator, tolerance.denominator
        for links in scopes:
            left = sum(self._some(link for link in links if names[instance.link_funder[link]] in parity.left))
            right = sum(self._some(link for link in links if names[instance.link_funder[link]] in parity.right))
            self.model.add((left - right) * base <= (left + right) * top + base)
            self.model.add((right - left) * base <= (left + right) * top + base)

    def _value(self) -> None:
        """Maximise the value; scores per cent as whole numbers, as fine as 64 bits allow."""
        shares = {
            project: Fraction(self.problem.projects[project].score) / int(self.instance.total[project])
            for project in self.taken
            if self.instance.total[project]
        }
        exact = lcm(*(one.denominator for one in shares.values()))
        most = sum(float(self.problem.projects[project].score) for project in self.taken)
        scale = exact if exact * most < 2**50 else Fraction(2**50) / Fraction(max(most, 1.0))
        terms = [
            one * floor(shares[int(project)] * scale)
            for one, project in zip(self.paid, self.instance.link_project, strict=True)
            if one is not None
        ]
        self.model.maximize(sum(terms))
