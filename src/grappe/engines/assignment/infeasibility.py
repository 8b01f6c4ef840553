"""Which limits cannot hold together, and the smallest change that makes an assignment possible."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from grappe.engines.assignment.errors import OutOfTimeError
from grappe.engines.assignment.instance import Instance, instance_of
from grappe.engines.assignment.problem import Floats, Problem
from grappe.engines.assignment.program import NEVER, exactly, limits_of
from grappe.engines.assignment.result import Change, Infeasibility, Remedy
from grappe.engines.solving.stop import Stop

MOST_TRIED = 200


class Limit(NamedTuple):
    """A limit that may be loosened: which one, and by how many units at most."""

    kind: str
    place: int
    now: int
    direction: int
    room: int


@dataclass(frozen=True, eq=False)
class Elastic:
    """Rows of a programme, one extra column per limit that moves one unit of it."""

    rows: sparse.csr_array
    low: Floats
    high: Floats
    columns: int
    limits: tuple[Limit, ...]
    moves: sparse.csr_array
    base: NDArray[np.float64]


def diagnose(problem: Problem, *, stop: Stop = NEVER) -> Infeasibility:
    """Explain why a problem has no assignment.

    Parameters
    ----------
    problem : valid, without assignment.
    stop : when the branch and bound must end.

    Returns
    -------
    Infeasibility
        Limits that contradict one another, irreducibly (deletion filter within the support of the elastic
        programme's prices: Chinneck, Feasibility and Infeasibility in Optimization, 2008), and remedies.
    """
    instance = instance_of(problem, with_forbidden=True)
    elastic = _elastic(problem, instance)
    kinds = tuple(dict.fromkeys(limit.kind for limit in elastic.limits))
    remedies = []
    for some in (kinds, *((kind,) for kind in kinds if len(kinds) > 1)):
        moved = _cheapest(elastic, some, stop)
        if moved is not None:
            changes = tuple(_change(problem, instance, elastic.limits[place], units) for place, units in moved if units)
            remedies.append(Remedy(some, sum(units for _, units in moved), changes))
    limits = _contradiction(elastic, stop)
    return Infeasibility(
        limits=tuple(_change(problem, instance, elastic.limits[place], 0) for place in limits),
        remedies=tuple(remedies),
    )


def _elastic(problem: Problem, instance: Instance) -> Elastic:
    rows = limits_of(instance, np.arange(instance.size))
    forbidden = np.zeros(instance.size, dtype=bool)
    forbidden[instance.columns(problem, tuple(problem.forbidden))] = True
    switches = np.flatnonzero(forbidden | instance.pinned)
    own = sparse.csr_array(
        (np.ones(len(switches)), (np.arange(len(switches)), switches)), shape=(len(switches), instance.size)
    )
    limits = [*_row_limits(instance), *_switch_limits(instance, switches, len(rows.low))]
    coefficients = [limit.direction for _, limit in limits]
    moves = sparse.csr_array(
        (np.array(coefficients, dtype=float), ([row for row, _ in limits], np.arange(len(limits)))),
        shape=(len(rows.low) + len(switches), len(limits)),
    )
    pinned = instance.pinned[switches].astype(float)
    return Elastic(
        rows=sparse.csr_array(sparse.vstack([rows.matrix, own], format="csr")),
        low=np.concatenate([rows.low, pinned]),
        high=np.concatenate([rows.high, pinned]),
        columns=instance.size,
        limits=tuple(limit for _, limit in limits),
        moves=moves,
        base=np.ones(instance.size),
    )


def _row_limits(instance: Instance) -> list[tuple[int, Limit]]:
    """A move of +1 in a row stands for one reading too few there, of -1 for one too many."""
    proposals, reviewers = len(instance.need), len(instance.most)
    found = [(row, Limit("need", row, int(need), 1, int(need))) for row, need in enumerate(instance.need)]
    for place in range(reviewers):
        most, least = int(instance.most[place]), int(instance.least[place])
        found.append((proposals + place, Limit("most", place, most, -1, proposals - most)))
        if least:
            found.append((proposals + place, Limit("least", place, least, 1, least)))
    for place, row in enumerate(instance.rows):
        where = proposals + reviewers + place
        need = int(instance.need[row.proposal])
        if row.least:
            found.append((where, Limit("trait_least", place, row.least, 1, row.least)))
        if row.most < need:
            kind = "organisation" if row.kind == "organisation" else "trait_most"
            found.append((where, Limit(kind, place, row.most, -1, need - row.most)))
    return [(row, limit) for row, limit in found if limit.room > 0]


def _switch_limits(instance: Instance, switches: NDArray[np.int64], start: int) -> list[tuple[int, Limit]]:
    return [
        (start + offset, Limit("pinned", column, 1, 1, 1))
        if instance.pinned[column]
        else (start + offset, Limit("forbidden", column, 1, -1, 1))
        for offset, column in enumerate(switches.tolist())
    ]


def _cheapest(elastic: Elastic, kinds: tuple[str, ...], stop: Stop) -> list[tuple[int, int]] | None:
    room = np.array([limit.room if limit.kind in kinds else 0 for limit in elastic.limits], dtype=float)
    moved = _solve(elastic, room, stop, prices=np.ones(len(room)))
    return None if moved is None else [(place, round(units)) for place, units in enumerate(moved.tolist())]


def _contradiction(elastic: Elastic, stop: Stop) -> list[int]:
    """Drop each limit in turn; those without which an assignment exists are the contradiction."""
    room = np.array([limit.room for limit in elastic.limits], dtype=float)
    candidates = _suspects(elastic, room)
    if candidates is None or len(candidates) > MOST_TRIED:
        return []
    dropped = np.ones(len(room), dtype=bool)
    dropped[candidates] = False
    is_whole = False
    try:
        if _is_possible(elastic, np.where(dropped, room, 0.0), stop, is_whole=False):
            # The relaxation's suspects do not explain it: whole numbers matter, and every limit is one.
            if len(room) > MOST_TRIED:
                return []
            dropped[:], is_whole = False, True
        for place in np.flatnonzero(~dropped):
            dropped[place] = True
            if _is_possible(elastic, np.where(dropped, room, 0.0), stop, is_whole=is_whole):
                dropped[place] = False
    except OutOfTimeError:
        return []
    return np.flatnonzero(~dropped).tolist()


def _suspects(elastic: Elastic, room: Floats) -> list[int] | None:
    """Limits whose price is not nil in the elastic relaxation: together they already contradict one another."""
    rows = sparse.hstack([elastic.rows, elastic.moves], format="csr")
    found = optimize.linprog(
        np.concatenate([np.zeros(elastic.columns), np.ones(len(room))]),
        A_ub=sparse.vstack([rows, -rows], format="csr"),
        b_ub=np.concatenate([elastic.high, -elastic.low]),
        bounds=np.column_stack([np.zeros(rows.shape[1]), np.concatenate([elastic.base, room])]),
    )
    if found.status != 0:
        return None
    count = len(elastic.high)
    duals = np.asarray(found.ineqlin.marginals)
    net = duals[:count] - duals[count:]
    worth = elastic.moves.T @ net
    return np.flatnonzero(worth > 1e-7).tolist()  # noqa: PLR2004


def _is_possible(elastic: Elastic, room: Floats, stop: Stop, *, is_whole: bool) -> bool:
    return _solve(elastic, room, stop, prices=np.zeros(len(room)), is_whole=is_whole) is not None


def _solve(elastic: Elastic, room: Floats, stop: Stop, *, prices: Floats, is_whole: bool = True) -> Floats | None:
    width = elastic.columns + len(room)
    rows = sparse.hstack([elastic.rows, elastic.moves], format="csr")
    found = optimize.milp(
        np.concatenate([np.zeros(elastic.columns), prices]),
        constraints=[optimize.LinearConstraint(rows, elastic.low, elastic.high)],
        integrality=np.full(width, int(is_whole)),
        bounds=optimize.Bounds(np.zeros(width), np.concatenate([elastic.base, room])),
        options=exactly(stop),
    )
    if found.x is None:
        if found.status == 2:  # noqa: PLR2004
            return None
        raise OutOfTimeError("No explanation was found in the time allowed: give more.")
    return np.asarray(found.x)[elastic.columns :]


def _change(problem: Problem, instance: Instance, limit: Limit, units: int) -> Change:
    proposal = reviewer = label = None
    if limit.kind == "need":
        proposal = problem.proposals[limit.place].id
    elif limit.kind in {"most", "least"}:
        reviewer = problem.reviewers[limit.place].id
    elif limit.kind in {"pinned", "forbidden"}:
        proposal = problem.proposals[instance.proposal[limit.place]].id
        reviewer = problem.reviewers[instance.reviewer[limit.place]].id
    else:
        row = instance.rows[limit.place]
        proposal, label = problem.proposals[row.proposal].id, row.label
    return Change(limit.kind, proposal, reviewer, label, limit.now, limit.now - limit.direction * units)
