"""What a plan is worth, from the problem and the assignments alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from grappe.engines.meetings.plan import Assignment, Measure
from grappe.engines.meetings.problem import Level, Problem

PER_MILLE = 1000


def measure(problem: Problem, assignments: Iterable[Assignment]) -> Measure:
    """Return the figures of a plan, valid or not.

    Parameters
    ----------
    problem : as `validate` let it pass.
    assignments : the plan, in any order; its numbers exist in the problem.
    """
    held = meetings_of(problem, assignments)
    breaks = [breaks_of(problem, held[participant.id]) for participant in problem.participants]
    placed = {meeting.meeting for meetings in held.values() for meeting in meetings}
    return Measure(
        placed=len(placed),
        weight=sum(problem.weight_of(problem.requests[number - 1]) for number in placed),
        shortfall=sum(max(0, person.minimum - len(held[person.id])) for person in problem.participants),
        spread=spread_of(problem, {name: len(meetings) for name, meetings in held.items()}),
        breaks=sum(breaks),
        most_breaks=max(breaks, default=0),
        table_changes=sum(changes_of(problem, meetings) for meetings in held.values()),
    )


def rank(problem: Problem, value: Measure) -> tuple[int, ...]:
    """Return the levels of the objective as a tuple of which the smallest is best."""
    figures = {
        Level.WEIGHT: -value.weight,
        Level.SHORTFALL: value.shortfall,
        Level.SPREAD: value.spread,
        Level.BREAKS: value.breaks,
        Level.TABLE_CHANGES: value.table_changes,
    }
    return tuple(figures[level] for level in problem.objective)


def meetings_of(problem: Problem, assignments: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    """Return the meetings of each participant in the order of their slots."""
    held: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in sorted(assignments, key=lambda one: (one.slot, one.meeting)):
        for name in problem.requests[assignment.meeting - 1].participants:
            held[name].append(assignment)
    return held


def breaks_of(problem: Problem, meetings: Iterable[Assignment]) -> int:
    """Return the number of maximal groups of idle slots between two meetings on one day."""
    busy = sorted(
        {
            slot
            for assignment in meetings
            for slot in range(assignment.slot, assignment.slot + problem.requests[assignment.meeting - 1].length)
        }
    )
    days = [problem.slots[slot - 1].day for slot in busy]
    return sum(
        later - earlier > 1 and days[place] == days[place + 1] for place, (earlier, later) in enumerate(pairwise(busy))
    )


def changes_of(problem: Problem, meetings: list[Assignment]) -> int:
    """Return how often one participant changes tables between consecutive meetings on one day."""
    seated = [assignment for assignment in meetings if assignment.table is not None]
    return sum(
        one.table != other.table and problem.slots[one.slot - 1].day == problem.slots[other.slot - 1].day
        for one, other in pairwise(seated)
    )


def satisfaction(problem: Problem, held: Mapping[str, int]) -> dict[str, int]:
    """Return, for each group, the meetings its members hold per thousand they are asked for in."""
    asked: dict[str, int] = defaultdict(int)
    for request in problem.requests:
        for name in request.participants:
            asked[name] += 1
    wanted: dict[str, int] = defaultdict(int)
    served: dict[str, int] = defaultdict(int)
    for person in problem.participants:
        for group in person.groups:
            wanted[group] += asked[person.id]
            served[group] += held.get(person.id, 0)
    return {group: PER_MILLE * served[group] // total for group, total in sorted(wanted.items()) if total}


def spread_of(problem: Problem, held: Mapping[str, int]) -> int:
    """Return the difference between the best and the worst served group, per mille."""
    shares = satisfaction(problem, held).values()
    return max(shares) - min(shares) if shares else 0
