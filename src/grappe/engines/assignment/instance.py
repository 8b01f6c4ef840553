"""A problem as arrays: one column per pair that may be assigned, one row per limit."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from grappe.engines.assignment.problem import Floats, Integers, Pair, Problem


class MixRow(NamedTuple):
    """A demand of one proposal, or its limit per organisation: at least `least`, at most `most` of some reviewers."""

    proposal: int
    kind: str
    label: str
    least: int
    most: int


@dataclass(frozen=True, eq=False)
class Instance:
    """Columns in the order of proposals then reviewers.

    Parameters
    ----------
    proposal, reviewer, value, pinned : of each column, shape (n,).
    need : reviewers per proposal, shape (P,).
    least, most : proposals per reviewer, shape (R,).
    rows : the mixes, in the order of the rows of `mix`.
    mix : 1 where a column counts in a mix, shape (m, n).
    """

    proposal: Integers
    reviewer: Integers
    value: Floats
    pinned: NDArray[np.bool_]
    need: Integers
    least: Integers
    most: Integers
    rows: tuple[MixRow, ...]
    mix: sparse.csr_array

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.value)

    def scores_with(self, columns: Integers) -> Floats:
        """Sum of affinities of each proposal over some columns, given by their places."""
        scores = np.zeros(len(self.need))
        np.add.at(scores, self.proposal[columns], self.value[columns])
        return scores

    def pairs(self, problem: Problem, columns: Integers) -> tuple[Pair, ...]:
        """Return columns as pairs of names."""
        return tuple(
            Pair(problem.proposals[p].id, problem.reviewers[r].id)
            for p, r in zip(self.proposal[columns].tolist(), self.reviewer[columns].tolist(), strict=True)
        )

    def columns(self, problem: Problem, pairs: tuple[Pair, ...]) -> Integers:
        """Return the columns of pairs that may be assigned; others are passed over."""
        keys = self.proposal * len(self.most) + self.reviewer
        return np.flatnonzero(np.isin(keys, problem.keys(pairs)))


def instance_of(problem: Problem, *, with_forbidden: bool = False) -> Instance:
    """Lay a valid problem out as arrays.

    Parameters
    ----------
    problem : as checked by `validate`.
    with_forbidden : keep the pairs the organiser forbids (never those in conflict).

    Returns
    -------
    Instance
        Without the pairs in conflict or forbidden.
    """
    held = problem.affinities
    keys = held.proposal * len(problem.reviewers) + held.reviewer
    ruled_out = problem.conflicts if with_forbidden else problem.conflicts | problem.forbidden
    free = ~np.isin(keys, problem.keys(ruled_out)) if ruled_out else np.ones(len(keys), dtype=bool)
    proposal, reviewer = held.proposal[free], held.reviewer[free]
    pinned = np.isin(keys[free], problem.keys(problem.pinned))
    rows, mix = _mixes(problem, proposal, reviewer)
    return Instance(
        proposal=proposal,
        reviewer=reviewer,
        value=held.value[free],
        pinned=pinned,
        need=np.array([one.need for one in problem.proposals], dtype=np.int64),
        least=np.array([one.least for one in problem.reviewers], dtype=np.int64),
        most=np.array([one.most for one in problem.reviewers], dtype=np.int64),
        rows=rows,
        mix=mix,
    )


def _mixes(problem: Problem, proposal: Integers, reviewer: Integers) -> tuple[tuple[MixRow, ...], sparse.csr_array]:
    rows: list[MixRow] = []
    members: list[Integers] = []
    if problem.has_mixes:
        starts = np.searchsorted(proposal, np.arange(len(problem.proposals) + 1))
        for place, one in enumerate(problem.proposals):
            columns = np.arange(starts[place], starts[place + 1])
            who = reviewer[columns].tolist()
            for demand in one.demands:
                most = one.need if demand.most is None else demand.most
                rows.append(MixRow(place, "trait", demand.trait, demand.least, most))
                members.append(columns[[demand.trait in problem.reviewers[r].traits for r in who]])
            for label, inside in _by_organisation(problem, who, one.most_per_organisation):
                rows.append(MixRow(place, "organisation", label, 0, one.most_per_organisation or 0))
                members.append(columns[inside])
    counts = [len(one) for one in members]
    places = np.repeat(np.arange(len(rows)), counts)
    columns = np.concatenate([*members, np.empty(0, dtype=np.int64)])
    shape = (len(rows), len(proposal))
    return tuple(rows), sparse.csr_array((np.ones(len(columns)), (places, columns)), shape=shape)


def _by_organisation(problem: Problem, who: list[int], most: int | None) -> list[tuple[str, list[int]]]:
    """Only organisations with more candidates than the limit can break it."""
    found: dict[str, list[int]] = {}
    for offset, place in enumerate(who):
        label = problem.reviewers[place].organisation
        if label is not None and most is not None:
            found.setdefault(label, []).append(offset)
    return [(label, inside) for label, inside in sorted(found.items()) if most is not None and len(inside) > most]
