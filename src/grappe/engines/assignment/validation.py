"""Refuse problems that say nothing sensible, before anything is computed. Too few reviewers is not such a fault."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from grappe.engines.assignment.errors import (
    AffinityNotFiniteError,
    ContradictoryPairError,
    DuplicateNameError,
    LimitError,
    MatrixShapeError,
    UnknownNameError,
)
from grappe.engines.assignment.problem import Pair, Problem

LARGEST = 1e9


def validate(problem: Problem) -> None:
    """Raise the `AssignmentError` that names the first fault found; say nothing otherwise."""
    _check_names(problem)
    _check_limits(problem)
    _check_affinities(problem)
    _check_pairs(problem)


def _check_names(problem: Problem) -> None:
    if not problem.proposals or not problem.reviewers:
        raise LimitError("Give at least one proposal and one reviewer.")
    for kind, names in (
        ("proposals", [one.id for one in problem.proposals]),
        ("reviewers", [one.id for one in problem.reviewers]),
    ):
        for name in _repeated(names):
            raise DuplicateNameError(f"Two {kind} are named {name}: give each its own name.")


def _check_limits(problem: Problem) -> None:
    for proposal in problem.proposals:
        if proposal.need < 1:
            raise LimitError(f"{proposal.id} needs {proposal.need} reviewers: leave it out or give at least 1.")
        if proposal.most_per_organisation is not None and proposal.most_per_organisation < 1:
            raise LimitError(f"{proposal.id}: at least one reviewer per organisation must be allowed.")
        for demand in proposal.demands:
            if demand.least < 0 or (demand.most is not None and demand.most < demand.least):
                raise LimitError(f"{proposal.id}, {demand.trait}: give 0 <= least <= most.")
        for trait in _repeated(demand.trait for demand in proposal.demands):
            raise DuplicateNameError(f"{proposal.id} demands {trait} twice: keep one.")
    for reviewer in problem.reviewers:
        if not 0 <= reviewer.least <= reviewer.most:
            raise LimitError(f"{reviewer.id} takes {reviewer.least} to {reviewer.most}: give 0 <= least <= most.")


def _check_affinities(problem: Problem) -> None:
    held = problem.affinities
    for places, size, kind in (
        (held.proposal, len(problem.proposals), "proposals"),
        (held.reviewer, len(problem.reviewers), "reviewers"),
    ):
        if len(places) and not (places.min() >= 0 and places.max() < size):
            raise MatrixShapeError(f"Affinities name {places.max() + 1} {kind}, the problem {size}.")
    if not np.all(np.abs(held.value) <= LARGEST):
        raise AffinityNotFiniteError(f"Affinities are finite and at most {LARGEST:.0e}: leave other pairs out.")


def _check_pairs(problem: Problem) -> None:
    for pair in sorted(problem.conflicts | problem.forbidden | problem.pinned):
        if pair.proposal not in problem.proposal_at or pair.reviewer not in problem.reviewer_at:
            raise UnknownNameError(f"{pair.proposal} with {pair.reviewer}: one of them is not described.")
    for pair in sorted(problem.pinned & (problem.conflicts | problem.forbidden)):
        raise ContradictoryPairError(f"{_said(pair)} is pinned and ruled out: choose.")
    pinned = sorted(problem.pinned)
    held = problem.affinities
    known = np.isin(problem.keys(pinned), held.proposal * len(problem.reviewers) + held.reviewer)
    for place in np.flatnonzero(~known):
        raise ContradictoryPairError(f"{_said(pinned[place])} is pinned without affinity: give one.")


def _said(pair: Pair) -> str:
    return f"{pair.reviewer} on {pair.proposal}"


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
