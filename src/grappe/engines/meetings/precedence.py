"""Which meetings come before which, and what contradicts itself there."""

from graphlib import CycleError, TopologicalSorter

from grappe.engines.meetings.errors import ContradictoryPrecedenceError, UnknownRequestError
from grappe.engines.meetings.problem import Problem


def check_precedences(problem: Problem) -> None:
    """Refuse an order that no plan with the meetings concerned could follow."""
    if not any(request.after for request in problem.requests):
        return
    before = {number: request.after for number, request in enumerate(problem.requests, 1)}
    for number, earlier in before.items():
        for other in earlier:
            if other not in before:
                raise UnknownRequestError(f"Meeting {number} is to follow meeting {other}, which does not exist.")
            if other == number:
                raise ContradictoryPrecedenceError(f"Meeting {number} is to follow itself: take the rule out.")
            _check_fixed(problem, number, other)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = " before ".join(str(number) for number in error.args[1])
        raise ContradictoryPrecedenceError(f"Meetings run in a ring: {ring}. Take one precedence out.") from error


def _check_fixed(problem: Problem, number: int, other: int) -> None:
    later, earlier = problem.requests[number - 1], problem.requests[other - 1]
    if later.fixed is None or earlier.fixed is None or later.fixed >= earlier.fixed + earlier.length:
        return
    raise ContradictoryPrecedenceError(
        f"Meeting {number} is to follow meeting {other}, but they are fixed to slots {later.fixed} and {earlier.fixed}."
    )
