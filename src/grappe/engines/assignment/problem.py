"""The question: proposals, reviewers, how well they fit, and what an assignment must keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grappe.engines.assignment.errors import DuplicateNameError, MatrixShapeError
from grappe.engines.solving.exchange import Strict

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """A proposal and a reviewer, by their names."""

    proposal: str
    reviewer: str


@dataclass(frozen=True)
class Demand(Strict):
    """How many reviewers of one proposal bear a trait: a senior, a language, an aspect of the file.

    Parameters
    ----------
    trait : one of the labels of the reviewers, for example ``senior``, ``language:fr`` or ``aspect:optics``.
    least, most : number of reviewers; `most` None sets no limit.
    """

    trait: str
    least: int = 1
    most: int | None = None


@dataclass(frozen=True)
class Proposal(Strict):
    """A proposal to be read.

    Parameters
    ----------
    id : any label unique among the proposals.
    need : number of reviewers it gets, exactly; at least 1.
    demands : the mix required of its reviewers.
    most_per_organisation : how many of its reviewers may come from one organisation; None sets no limit.
    """

    id: str
    need: int
    demands: tuple[Demand, ...] = ()
    most_per_organisation: int | None = None


@dataclass(frozen=True)
class Reviewer(Strict):
    """A reviewer, what he can take and what he brings.

    Parameters
    ----------
    id : any label unique among the reviewers.
    most, least : number of proposals.
    traits : labels that demands may ask for.
    organisation : label of his organisation; None belongs to no one's.
    """

    id: str
    most: int
    least: int = 0
    traits: tuple[str, ...] = ()
    organisation: str | None = None


@dataclass(frozen=True, eq=False)
class Affinities:
    """Candidate pairs and their affinity, in the order of proposals then reviewers.

    Parameters
    ----------
    proposal, reviewer : positions in `Problem.proposals` and `Problem.reviewers`, shape (n,).
    value : affinity, any finite number, the higher the better; shape (n,). A pair left out cannot be assigned.
    """

    proposal: Integers
    reviewer: Integers
    value: Floats

    @classmethod
    def dense(cls, matrix: ArrayLike) -> "Affinities":
        """Take a matrix, one row per proposal and one column per reviewer; NaN leaves a pair out."""
        values = np.asarray(matrix, dtype=np.float64)
        if values.ndim != 2:  # noqa: PLR2004
            raise MatrixShapeError("Affinities have one row per proposal and one column per reviewer.")
        proposal, reviewer = np.nonzero(~np.isnan(values))
        return cls(proposal.astype(np.int64), reviewer.astype(np.int64), values[proposal, reviewer])

    @classmethod
    def sparse(cls, proposal: ArrayLike, reviewer: ArrayLike, value: ArrayLike) -> "Affinities":
        """Take candidate pairs in any order: positions of proposals and reviewers, and their affinity."""
        rows, columns = np.asarray(proposal, dtype=np.int64), np.asarray(reviewer, dtype=np.int64)
        values = np.asarray(value, dtype=np.float64)
        if not rows.shape == columns.shape == values.shape or rows.ndim != 1:
            raise MatrixShapeError("Give as many proposals as reviewers and affinities.")
        order = np.lexsort((columns, rows))
        rows, columns = rows[order], columns[order]
        if np.any((np.diff(rows) == 0) & (np.diff(columns) == 0)):
            raise DuplicateNameError("A pair has two affinities: keep one.")
        return cls(rows, columns, values[order])


@dataclass(frozen=True, eq=False)
class Problem:
    """Who is to read what.

    Parameters
    ----------
    affinities : candidate pairs.
    conflicts : pairs that no change of limits will ever allow.
    forbidden : pairs the organiser does not want; an infeasibility report may propose to allow them again.
    pinned : pairs that must be assigned.
    """

    proposals: tuple[Proposal, ...]
    reviewers: tuple[Reviewer, ...]
    affinities: Affinities
    conflicts: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    pinned: frozenset[Pair] = frozenset()

    @cached_property
    def proposal_at(self) -> Mapping[str, int]:
        """Position of each proposal by its name."""
        return {proposal.id: place for place, proposal in enumerate(self.proposals)}

    @cached_property
    def reviewer_at(self) -> Mapping[str, int]:
        """Position of each reviewer by his name."""
        return {reviewer.id: place for place, reviewer in enumerate(self.reviewers)}

    @property
    def has_mixes(self) -> bool:
        """Whether anything is asked of the reviewers of a proposal together."""
        return any(one.demands or one.most_per_organisation is not None for one in self.proposals)

    def keys(self, pairs: Iterable[Pair]) -> Integers:
        """Return pairs as numbers: position of the proposal times the number of reviewers, plus the reviewer's."""
        width = len(self.reviewers)
        return np.array([self.proposal_at[p] * width + self.reviewer_at[r] for p, r in pairs], dtype=np.int64)


def problem_from_matrix(
    matrix: ArrayLike, *, need: int = 3, most: int | ArrayLike = 6, least: int | ArrayLike = 0
) -> Problem:
    """Make a plain problem from a matrix of affinities.

    Parameters
    ----------
    matrix : one row per proposal, one column per reviewer; NaN where they cannot be paired.
    need : reviewers per proposal.
    most, least : proposals per reviewer: one number for all, or one each.

    Returns
    -------
    Problem
        Its proposals are named p1, p2 ... and its reviewers r1, r2 ...
    """
    affinities = Affinities.dense(matrix)
    rows, columns = np.asarray(matrix).shape
    upper = np.broadcast_to(np.asarray(most, dtype=np.int64), (columns,))
    lower = np.broadcast_to(np.asarray(least, dtype=np.int64), (columns,))
    return Problem(
        tuple(Proposal(f"p{place + 1}", need) for place in range(rows)),
        tuple(Reviewer(f"r{place + 1}", int(upper[place]), int(lower[place])) for place in range(columns)),
        affinities,
    )
