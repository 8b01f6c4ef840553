"""Who pays what for projects already taken: to the cent, the funders named first paying first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

import numpy as np

from grappe.engines.selection.checker import broken_limits
from grappe.engines.selection.instance import Cell, Instance, Integers, cents
from grappe.engines.selection.integral import branch
from grappe.engines.selection.problem import Problem
from grappe.engines.selection.program import Program
from grappe.engines.selection.result import Grant
from grappe.engines.selection.whole import pay_whole
from grappe.engines.solving.stop import Stop

# Weight of the order of the funders beside the value, which it must not outweigh.
ORDER = 1e-7
# Even real numbers cannot pay.
IMPOSSIBLE = False


@dataclass(frozen=True)
class Payment:
    """How some projects can be paid: grants; None when they cannot be, or `is_open` when it is not known."""

    grants: tuple[Grant, ...] | None
    is_open: bool = False


def pay(program: Program, taken: frozenset[int], stop: Stop, *, works: Integers | None = None) -> Payment:
    """Find payments to the cent.

    Parameters
    ----------
    program : the limits, least grants included.
    taken : positions of the projects.
    stop : when to give up.
    works : 1 for each pair of funder and project with a least grant that is to be paid; None leaves it open.

    Returns
    -------
    Payment
        Checked against every limit by the checker, in exact arithmetic.
    """
    instance = program.instance
    near = _near(program, taken, stop, works)
    if near is IMPOSSIBLE:
        return Payment(None) if works is None else pay(program, taken, stop)
    if not isinstance(near, bool):
        grants = _kept(instance, taken, _balanced(instance, taken, near))
        if grants is not None:
            return Payment(grants)
        found = pay_whole(instance, taken, near, stop)
        if not isinstance(found, bool) and (grants := _kept(instance, taken, found)) is not None:
            return Payment(grants)
    found = pay_whole(instance, taken, None, stop)
    if isinstance(found, bool):
        return Payment(None, is_open=found)
    grants = _kept(instance, taken, found)
    return Payment(grants, is_open=grants is None)


def can_pay(program: Program, taken: frozenset[int], stop: Stop) -> bool:
    """Say whether some projects can be paid, cents apart: `pay` settles those.

    Parameters
    ----------
    program, taken : the limits, and positions of the projects.
    stop : when to give up.

    Returns
    -------
    bool
        False also when no way was found in time.
    """
    return not isinstance(_near(program, taken, stop, None), bool)


def _near(program: Program, taken: frozenset[int], stop: Stop, works: Integers | None) -> Integers | bool:
    """Payments over real numbers, in cents per link; whether there may be some when none was found."""
    instance = program.instance
    lower, upper = np.zeros_like(program.upper), program.upper.copy()
    upper[: instance.size] = 0.0
    chosen = sorted(taken)
    lower[chosen] = upper[chosen] = 1.0
    links = slice(instance.size, instance.size + instance.links)
    whole = program.is_whole
    whole[links] = 0
    if works is not None:
        lower[links.stop :] = upper[links.stop :] = works
        whole[links.stop :] = 0
    worth = program.worth.copy()
    worth[: instance.size] = 0.0
    worth[links] -= ORDER * instance.link_funder * max(1.0, float(worth[links].max(initial=0.0)))
    found = branch(program, stop, lower=lower, upper=upper, worth=worth, whole=whole, gap=1e-9)
    if found.columns is None:
        return not found.is_empty
    return np.rint(found.columns[links] * instance.unit).astype(np.int64)


def _balanced(instance: Instance, taken: frozenset[int], near: Integers) -> Integers:
    """Bring each cell back to its need after rounding."""
    paid = np.minimum(near, instance.link_most)
    for number, cell in enumerate(instance.cells):
        if cell.project not in taken:
            continue
        here = np.flatnonzero(instance.link_cell == number)
        total = int(paid[here].sum())
        surplus = min(max(total, cell.least), cell.need) - total
        for link in here[np.argsort(-paid[here], kind="stable")]:
            moved = min(max(surplus, -int(paid[link])), int(instance.link_most[link] - paid[link]))
            paid[link] += moved
            surplus -= moved
    return paid


def _kept(instance: Instance, taken: frozenset[int], paid: Integers) -> tuple[Grant, ...] | None:
    grants = tuple(grants_of(instance, taken, paid))
    names = [instance.problem.projects[place].id for place in sorted(taken)]
    faults = broken_limits(instance.problem, names, grants)
    return None if [one for one in faults if one.code not in {"project.pinned", "group", "number"}] else grants


def grants_of(instance: Instance, taken: frozenset[int], paid: Integers) -> Iterator[Grant]:
    """Share payments to cells out among their partners.

    Parameters
    ----------
    instance, taken : the limits, and positions of the projects.
    paid : cents per link.

    Yields
    ------
    Grant
        In the order of projects, partners and funders.
    """
    problem = instance.problem
    found: dict[tuple[int, str], list[Grant]] = {}
    for number, cell in enumerate(instance.cells):
        if cell.project not in taken:
            continue
        here = np.flatnonzero(instance.link_cell == number).tolist()
        purse = [(problem.funders[instance.link_funder[link]].id, int(paid[link])) for link in here]
        for partner, share in _shared(problem, cell, sum(amount for _, amount in purse)):
            found[cell.project, partner] = []
            wanted = share
            for place, (funder, left) in enumerate(purse):
                given = min(left, wanted)
                wanted -= given
                purse[place] = (funder, left - given)
                if given:
                    name = problem.projects[cell.project].id
                    found[cell.project, partner].append(Grant(funder, name, partner, Decimal(given) / 100))
    for place, project in enumerate(problem.projects):
        for partner_ in project.partners:
            yield from found.get((place, partner_.id), [])


def _shared(problem: Problem, cell: Cell, paid: int) -> list[tuple[str, int]]:
    """Each partner its least, then the same share of the rest; odd cents to the first."""
    least = [ceil(one.payable * problem.least_scale * 100) for one in cell.partners]
    room = [cents(one.payable) - low for one, low in zip(cell.partners, least, strict=True)]
    rest = paid - sum(least)
    extra = [rest * one // sum(room) if sum(room) else 0 for one in room]
    odd = rest - sum(extra)
    for place, most in enumerate(room):
        added = min(odd, most - extra[place])
        extra[place] += added
        odd -= added
    return [(one.id, low + more) for one, low, more in zip(cell.partners, least, extra, strict=True)]
