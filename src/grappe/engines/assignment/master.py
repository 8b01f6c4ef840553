"""The choices left open around some prices, as one programme: single columns, whole teams, loads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import exactly
from grappe.engines.solving.stop import Stop

WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Open:
    """What is left to choose.

    Parameters
    ----------
    fixed : columns taken in any case, shape (f,).
    free : columns of proposals that are not watched, taken or not, shape (k,).
    owners : the watched proposal of each team, shape (t,).
    teams : columns of each team.
    touched : reviewers whose load matters; those of the fixed columns alone keep their price.
    """

    fixed: Integers
    free: Integers
    owners: Integers
    teams: Sequence[tuple[int, ...]]
    touched: Integers


@dataclass(frozen=True, eq=False)
class Solved:
    """The relaxation solved.

    Parameters
    ----------
    prices : of the touched reviewers.
    value : of the columns and teams taken in parts.
    keeps_loads : whether nothing was bought or given away.
    columns : taken, where loads are kept and no part is left; None elsewhere.
    scores : of every proposal, from what is taken of its columns; shape (P,).
    """

    prices: Floats
    value: float
    keeps_loads: bool
    scores: Floats
    columns: Integers | None


@dataclass(frozen=True, eq=False)
class _Layout:
    needs: sparse.csr_array
    wanted: Floats
    loads: sparse.csr_array
    least: Floats
    most: Floats
    gain: Floats


def solve_in_box(instance: Instance, choice: Open, prices: Floats, width: float) -> Solved | None:
    """Solve the relaxation with the prices held within a width of those given.

    A reading more than a load allows is bought at the price plus the width, one given away is paid the price less the
    width: so columns that were not offered cannot be missed by much (stabilised column generation).

    Parameters
    ----------
    instance : a problem without mixes as arrays.
    choice : what is left open.
    prices : of all reviewers, shape (R,).
    width : of the box.

    Returns
    -------
    Solved or None
        None when not even that has a solution.
    """
    layout = _layout(instance, choice)
    size, held = len(layout.gain), prices[choice.touched]
    count = len(held)
    if not size + count:
        value = float(instance.value[choice.fixed].sum())
        return Solved(held, value, True, instance.scores_with(choice.fixed), np.sort(choice.fixed))
    paid = held - width
    # Giving readings away matters only where it is paid, or where a least load asks for them.
    has_least = instance.least[choice.touched] > 0
    limit = np.where((paid > 0) | has_least, np.inf, 0.0)
    both = sparse.eye_array(count)
    matrix = sparse.hstack([layout.loads, -both, both], format="csr")
    asked = np.flatnonzero(has_least)
    found = optimize.linprog(
        np.concatenate([-layout.gain, held + width, -paid]),
        A_ub=sparse.vstack([matrix, -matrix[asked]], format="csr"),
        b_ub=np.concatenate([layout.most, -layout.least[asked]]),
        A_eq=sparse.hstack([layout.needs, sparse.csr_array((len(layout.wanted), 2 * count))], format="csr"),
        b_eq=layout.wanted,
        bounds=np.column_stack(
            [np.zeros(size + 2 * count), np.concatenate([np.ones(size), np.full(count, np.inf), limit])]
        ),
    )
    if found.x is None or found.status != 0:
        return None
    values, duals = np.asarray(found.x), -np.asarray(found.ineqlin.marginals)
    after = duals[:count].copy()
    after[asked] -= duals[count:]
    bought = bool((values[size:] > WHOLE).any())
    value = float(layout.gain @ values[:size]) + float(instance.value[choice.fixed].sum())
    columns = None if bought else _whole(choice, values[:size])
    return Solved(after, value, not bought, _scores(instance, choice, values[:size] * layout.gain), columns)


def solve_whole(instance: Instance, choice: Open, stop: Stop) -> tuple[Integers, float] | None:
    """Take whole columns and whole teams of the greatest total.

    Parameters
    ----------
    instance, choice : the problem and what is left open of it.
    stop : when the branch and bound must end.

    Returns
    -------
    (array of int, float) or None
        Columns taken and a bound over what is left open; None when nothing was found.
    """
    layout = _layout(instance, choice)
    found = optimize.milp(
        -layout.gain,
        constraints=[
            optimize.LinearConstraint(layout.needs, layout.wanted, layout.wanted),
            optimize.LinearConstraint(layout.loads, layout.least, layout.most),
        ],
        integrality=np.ones(len(layout.gain)),
        bounds=optimize.Bounds(0, 1),
        options=exactly(stop),
    )
    columns = None if found.x is None else _whole(choice, np.rint(found.x))
    if columns is None:
        return None
    return columns, float(instance.value[choice.fixed].sum()) - float(found.mip_dual_bound)


def _layout(instance: Instance, choice: Open) -> _Layout:
    members = [len(team) for team in choice.teams]
    inside = np.array([column for team in choice.teams for column in team], dtype=np.int64)
    size, singles = len(choice.free) + len(choice.teams), len(choice.free)
    place = np.concatenate([np.arange(singles), np.repeat(np.arange(singles, size), members)])
    columns = np.concatenate([choice.free, inside])
    row_of = np.full(len(instance.most), -1)
    row_of[choice.touched] = np.arange(len(choice.touched))
    loads = (np.ones(len(columns)), (row_of[instance.reviewer[columns]], place))
    held = np.bincount(instance.reviewer[choice.fixed], minlength=len(instance.most))[choice.touched]
    single, watched = np.unique(instance.proposal[choice.free]), np.unique(choice.owners)
    rows = np.concatenate(
        [np.searchsorted(single, instance.proposal[choice.free]), len(single) + np.searchsorted(watched, choice.owners)]
    )
    taken = np.bincount(instance.proposal[choice.fixed], minlength=len(instance.need))
    gain = np.zeros(size)
    np.add.at(gain, place, instance.value[columns])
    shape = (len(single) + len(watched), size)
    return _Layout(
        needs=sparse.csr_array((np.ones(size), (rows, np.arange(size))), shape=shape),
        wanted=np.concatenate([(instance.need - taken)[single], np.ones(len(watched))]).astype(np.float64),
        loads=sparse.csr_array(loads, shape=(len(choice.touched), size)),
        least=(instance.least[choice.touched] - held).astype(np.float64),
        most=(instance.most[choice.touched] - held).astype(np.float64),
        gain=gain,
    )


def _scores(instance: Instance, choice: Open, gained: Floats) -> Floats:
    scores = instance.scores_with(choice.fixed)
    np.add.at(scores, np.concatenate([instance.proposal[choice.free], choice.owners]), gained)
    return scores


def _whole(choice: Open, shares: Floats) -> Integers | None:
    taken: NDArray[np.bool_] = shares > 0.5  # noqa: PLR2004
    if np.abs(shares - taken).max(initial=0.0) > WHOLE:
        return None
    singles = len(choice.free)
    teams = [choice.teams[place] for place in np.flatnonzero(taken[singles:]).tolist()]
    inside = np.array([column for team in teams for column in team], dtype=np.int64)
    return np.sort(np.concatenate([choice.fixed, choice.free[taken[:singles]], inside]))
