"""A randomised assignment: no pair is drawn with more than a given probability, so that no bid can buy a review."""

from fractions import Fraction

import numpy as np

from grappe.engines.assignment.assign import scaled
from grappe.engines.assignment.errors import LimitError, UnsupportedMixError
from grappe.engines.assignment.flow import best_flow
from grappe.engines.assignment.infeasibility import diagnose
from grappe.engines.assignment.instance import Instance, instance_of
from grappe.engines.assignment.problem import Pair, Problem
from grappe.engines.assignment.result import Infeasibility, Lottery, Share
from grappe.engines.assignment.validation import validate

FINEST = 10_000


def draw_lots(problem: Problem, *, cap: float | Fraction) -> Lottery | Infeasibility:
    """Find the probabilities of pairs that maximise the expected total under a cap.

    The linear programme of Jecmen et al. (Mitigating Manipulation in Peer Review via Randomized Reviewer
    Assignments, NeurIPS 2020), solved exactly as a flow in units of the cap's denominator.

    Parameters
    ----------
    problem : without demands nor limits per organisation, which drawn assignments could not keep.
    cap : greatest probability of a pair, above 0 and at most 1; lowered to a fraction of denominator 10,000 at most.
        Pinned pairs are certain.

    Returns
    -------
    Lottery or Infeasibility
        Shares to be handed to `sample`. The infeasibility, without cap, when there is no assignment at all.

    Raises
    ------
    UnsupportedMixError : the problem has mixes.
    LimitError : the cap is out of range or so low that some proposal cannot find its reviewers.
    """
    validate(problem)
    if problem.has_mixes:
        raise UnsupportedMixError("A lottery keeps no mix: take the demands out, or assign without lottery.")
    exact = _below(cap)
    instance, scale = scaled(instance_of(problem))
    free = best_flow(instance, instance.value)
    if free is None:
        return diagnose(problem)
    flow = best_flow(instance, instance.value, units=exact.denominator, cap=exact.numerator)
    if flow is None:
        raise LimitError(f"Under a cap of {exact} some proposal lacks reviewers: raise the cap.")
    expected = float(instance.value @ flow.units) / exact.denominator
    total = float(instance.value @ free.units)
    drawn = np.flatnonzero(flow.units)
    return Lottery(
        shares=tuple(
            Share(pair.proposal, pair.reviewer, units, exact.denominator)
            for pair, units in zip(instance.pairs(problem, drawn), flow.units[drawn].tolist(), strict=True)
        ),
        expected_total=expected * scale,
        kept=expected / total if total else 1.0,
        bound=max(_bound(instance, flow.reviewers, exact), expected) * scale,
        reviewer_prices=tuple((flow.reviewers * scale).tolist()),
    )


def sample(problem: Problem, lottery: Lottery, *, seed: int) -> tuple[Pair, ...]:
    """Draw an assignment whose pairs have the probabilities of a lottery.

    Dependent rounding on a bipartite graph (Gandhi, Khuller, Parthasarathy & Srinivasan, J. ACM 2006): along a cycle
    or a longest path of uncertain pairs, units move from every second pair to the others until one of them is certain.
    Needs are kept exactly, loads within their limits.

    Parameters
    ----------
    problem, lottery : as asked and as answered by `draw_lots`.
    seed : of the draw; the same seed draws the same assignment.

    Returns
    -------
    tuple of Pair
        In the order of proposals then reviewers.
    """
    owners = np.array([problem.proposal_at[one.proposal] for one in lottery.shares], dtype=np.int64)
    readers = np.array([problem.reviewer_at[one.reviewer] for one in lottery.shares], dtype=np.int64)
    whole = lottery.shares[0].denominator
    units = [one.numerator for one in lottery.shares]
    _settle(owners.tolist(), (readers + len(problem.proposals)).tolist(), units, whole, np.random.default_rng(seed))
    return tuple(Pair(one.proposal, one.reviewer) for one, held in zip(lottery.shares, units, strict=True) if held)


def _below(cap: float | Fraction) -> Fraction:
    exact = Fraction(cap)
    if not 0 < exact <= 1:
        raise LimitError(f"The cap is {float(cap)}: give a probability above 0 and at most 1.")
    if exact.denominator <= FINEST:
        return exact
    near = exact.limit_denominator(FINEST)
    lower = near if near <= exact else Fraction(int(exact * FINEST), FINEST)
    if not lower:
        raise LimitError(f"The cap is {float(cap)}: give at least {1 / FINEST}.")
    return lower


def _bound(instance: Instance, prices: np.ndarray[tuple[int], np.dtype[np.float64]], cap: Fraction) -> float:
    """What the prices prove: each proposal fills its need with the pairs worth most, up to the cap of each."""
    worth = instance.value - prices[instance.reviewer]
    order = np.lexsort((-worth, ~instance.pinned, instance.proposal))
    owners = instance.proposal[order]
    size = np.where(instance.pinned[order], 1.0, float(cap))
    before = np.concatenate([[0.0], np.cumsum(size)])
    starts = before[np.searchsorted(owners, np.arange(len(instance.need)))][owners]
    taken = np.clip(instance.need[owners] - (before[:-1] - starts), 0.0, size)
    held = np.bincount(instance.reviewer[instance.pinned], minlength=len(instance.most))
    loads = np.where(prices > 0, instance.most, np.maximum(instance.least, held))
    return float(worth[order] @ taken + prices @ loads)


def _settle(tails: list[int], heads: list[int], units: list[int], whole: int, rng: np.random.Generator) -> None:
    """Make every pair certain (0 or `whole` units) without moving any expectation."""
    around: dict[int, set[int]] = {}
    for edge, held in enumerate(units):
        if 0 < held < whole:
            around.setdefault(tails[edge], set()).add(edge)
            around.setdefault(heads[edge], set()).add(edge)
    while around:
        path = _walk(next(iter(around)), around, tails, heads)
        even, odd = path[::2], path[1::2]
        up = min([whole - units[edge] for edge in even] + [units[edge] for edge in odd])
        down = min([units[edge] for edge in even] + [whole - units[edge] for edge in odd])
        # Up with probability down / (up + down): each pair keeps its expectation.
        step = up if int(rng.integers(up + down)) < down else -down
        for sign, some in ((1, even), (-1, odd)):
            for edge in some:
                units[edge] += sign * step
                if units[edge] in {0, whole}:
                    _forget(edge, around, (tails[edge], heads[edge]))


def _forget(edge: int, around: dict[int, set[int]], ends: tuple[int, int]) -> None:
    for node in ends:
        around[node].discard(edge)
        if not around[node]:
            del around[node]


def _walk(start: int, around: dict[int, set[int]], tails: list[int], heads: list[int]) -> list[int]:
    """A cycle of uncertain pairs, or a path between two reviewers who have one uncertain pair each."""
    path, end, is_cycle = _stretch(start, around, tails, heads)
    if is_cycle:
        return path
    return _stretch(end, around, tails, heads)[0]


def _stretch(
    start: int, around: dict[int, set[int]], tails: list[int], heads: list[int]
) -> tuple[list[int], int, bool]:
    node, path, seen = start, list[int](), {start: 0}
    while True:
        last = path[-1] if path else None
        onward = next((edge for edge in around[node] if edge != last), None)
        if onward is None:
            return path, node, False
        path.append(onward)
        node = heads[onward] if tails[onward] == node else tails[onward]
        if node in seen:
            return path[seen[node] :], node, True
        seen[node] = len(path)
