"""Problems and answers to and from versioned JSON, so that any run can be replayed."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.assignment.errors import MatrixShapeError, UnknownNameError, UnreadableDocumentError
from grappe.engines.assignment.problem import Affinities, Pair, Problem, Proposal, Reviewer
from grappe.engines.assignment.result import Assignment, Infeasibility, Lottery, Repair
from grappe.engines.solving.exchange import Exchange, Strict

Answer = Assignment | Infeasibility | Lottery | Repair
PROBLEM_FORMAT = "grappe.assignment.problem/1"
RESULT_FORMAT = "grappe.assignment.result/1"


@dataclass(frozen=True)
class ProblemText(Strict):
    """A problem as it travels.

    Affinities come as `matrix` (one row per proposal, one column per reviewer, null where they cannot be paired) or
    as `affinities` (proposal, reviewer, value).
    """

    proposals: tuple[Proposal, ...]
    reviewers: tuple[Reviewer, ...]
    matrix: tuple[tuple[float | None, ...], ...] | None = None
    affinities: tuple[tuple[str, str, float], ...] | None = None
    conflicts: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    pinned: tuple[Pair, ...] = ()


EXCHANGE = Exchange(
    {
        PROBLEM_FORMAT: ProblemText,
        RESULT_FORMAT: Assignment,
        "grappe.assignment.infeasibility/1": Infeasibility,
        "grappe.assignment.lottery/1": Lottery,
        "grappe.assignment.repair/1": Repair,
    },
    UnreadableDocumentError,
)


def problem_to_json(problem: Problem) -> str:
    """Write a problem, its affinities as pairs."""
    held = problem.affinities
    names = zip(held.proposal.tolist(), held.reviewer.tolist(), held.value.tolist(), strict=True)
    text = ProblemText(
        problem.proposals,
        problem.reviewers,
        affinities=tuple((problem.proposals[p].id, problem.reviewers[r].id, value) for p, r, value in names),
        conflicts=tuple(sorted(problem.conflicts)),
        forbidden=tuple(sorted(problem.forbidden)),
        pinned=tuple(sorted(problem.pinned)),
    )
    return EXCHANGE.write(text)


def problem_from_json(text: str | bytes) -> Problem:
    """Read a problem; `UnreadableDocumentError` names the first field that does not fit."""
    read: ProblemText = EXCHANGE.read(PROBLEM_FORMAT, text)
    return Problem(
        read.proposals,
        read.reviewers,
        _affinities(read),
        frozenset(read.conflicts),
        frozenset(read.forbidden),
        frozenset(read.pinned),
    )


def answer_to_json(answer: Answer) -> str:
    """Write an answer of any kind."""
    return EXCHANGE.write(answer)


def result_from_json(text: str | bytes) -> Assignment:
    """Read an assignment; `UnreadableDocumentError` names the first field that does not fit."""
    answer: Assignment = EXCHANGE.read(RESULT_FORMAT, text)
    return answer


def _affinities(read: ProblemText) -> Affinities:
    if (read.matrix is None) == (read.affinities is None):
        raise MatrixShapeError("Give the affinities once: as a matrix or as pairs.")
    if read.matrix is not None:
        shape = (len(read.proposals), len(read.reviewers))
        if len(read.matrix) != shape[0] or any(len(row) != shape[1] for row in read.matrix):
            raise MatrixShapeError(f"The matrix must have {shape[0]} rows of {shape[1]} affinities.")
        return Affinities.dense(np.array(read.matrix, dtype=np.float64).reshape(shape))
    proposals = {one.id: place for place, one in enumerate(read.proposals)}
    reviewers = {one.id: place for place, one in enumerate(read.reviewers)}
    pairs = read.affinities or ()
    try:
        rows, columns = [proposals[p] for p, _, _ in pairs], [reviewers[r] for _, r, _ in pairs]
    except KeyError as error:
        raise UnknownNameError(f"{error.args[0]} has an affinity and is not described: add it.") from error
    return Affinities.sparse(rows, columns, [value for _, _, value in pairs])
