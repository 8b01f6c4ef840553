"""Say what is wrong with a plan, from the rules alone: it knows nothing of how the plan was made."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from grappe.engines.meetings.availability import obstacle
from grappe.engines.meetings.measure import breaks_of, measure, meetings_of
from grappe.engines.meetings.plan import Assignment, Plan
from grappe.engines.meetings.problem import VIDEO, Kind, Problem, Request
from grappe.engines.meetings.validation import kept_apart


@dataclass(frozen=True)
class Fault:
    """A rule that a plan breaks."""

    code: str
    about: str


def check(problem: Problem, assignments: Sequence[Assignment]) -> tuple[Fault, ...]:
    """Return the faults of a plan; none when it is valid.

    Everything is looked at again from the problem: no array or state of a solver is used.

    Parameters
    ----------
    problem : as `validate` let it pass.
    assignments : the plan, in any order.
    """
    strange = tuple(_existence(problem, assignments))
    if strange:
        return strange
    return tuple(fault for rule in RULES for fault in rule(problem, assignments))


def check_figures(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Return the figures a plan tells of itself that are wrong, or bounds that its own value passes.

    Parameters
    ----------
    problem : as `validate` let it pass.
    plan : with assignments whose numbers exist in the problem, or none.
    """
    if plan.breaks is None or any(_existence(problem, plan.assignments)):
        return ()
    true = measure(problem, plan.assignments)
    told = {"breaks": (plan.breaks, true.breaks), "weight": (plan.weight, true.weight)}
    faults = [
        Fault(f"figure.{name}", f"The plan tells {name} {said}; it has {found}.")
        for name, (said, found) in told.items()
        if said != found
    ]
    if plan.measure != true:
        faults.append(Fault("figure.measure", f"The plan measures itself as {plan.measure}; it is {true}."))
    if plan.weight > plan.weight_bound or plan.breaks < plan.lower_bound:
        faults.append(Fault("bound", "The plan is better than its own bound: the bound is wrong."))
    return tuple(faults)


def _existence(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    for one in assignments:
        if not 1 <= one.meeting <= len(problem.requests):
            yield Fault("meeting.unknown", f"There is no meeting {one.meeting}.")
        elif one.slot < 1 or _run(problem, one)[-1] > len(problem.slots):
            yield Fault("slot.unknown", f"Meeting {one.meeting} at slot {one.slot} would leave the programme.")
        elif one.table is not None and not 1 <= one.table <= len(problem.tables):
            yield Fault("table.unknown", f"Meeting {one.meeting} stands at table {one.table}, which does not exist.")
    for number, times in Counter(one.meeting for one in assignments).items():
        if times > 1:
            yield Fault("meeting.twice", f"Meeting {number} stands {times} times in the plan.")


def _request(problem: Problem, assignment: Assignment) -> Request:
    return problem.requests[assignment.meeting - 1]


def _run(problem: Problem, assignment: Assignment) -> range:
    return range(assignment.slot, assignment.slot + _request(problem, assignment).length)


def _compulsory(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    placed = {one.meeting for one in assignments}
    for number, request in enumerate(problem.requests, 1):
        if request.compulsory and number not in placed:
            yield Fault("meeting.missing", f"Meeting {number} is compulsory and not in the plan.")


def _own_rules(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    apart = {frozenset(pair) for pair in problem.apart}
    for one in assignments:
        reason = obstacle(problem, _request(problem, one), one.slot)
        if reason is not None:
            yield Fault("slot.refused", f"Meeting {one.meeting} stands at slot {one.slot}, but {reason}.")
        if kept_apart(_request(problem, one), apart):
            yield Fault("pair.apart", f"Meeting {one.meeting} unites participants to be kept apart.")


def _seats(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    for one in assignments:
        reason = _misplaced(problem, one)
        if reason is not None:
            yield Fault("table.refused", f"Meeting {one.meeting} {reason}.")


def _misplaced(problem: Problem, one: Assignment) -> str | None:
    request = _request(problem, one)
    if request.kind is Kind.REMOTE:
        return None if one.table is None else "is remote, yet stands at a table"
    if one.table is None:
        return "has no table"
    table = problem.tables[one.table - 1]
    if request.kind is Kind.ON_SITE and table.seats < len(request.participants):
        return f"needs {len(request.participants)} seats; table {one.table} has {table.seats}"
    needed = set(request.equipment) | ({VIDEO} if request.kind is Kind.HYBRID else set())
    if not needed <= set(table.equipment):
        return f"needs {', '.join(sorted(needed))}; table {one.table} lacks it"
    if not set(table.unavailable).isdisjoint(_run(problem, one)):
        return f"stands at table {one.table} when that is not available"
    return None


def _tables(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    used = Counter((one.table, slot) for one in assignments if one.table for slot in _run(problem, one))
    for (table, slot), times in sorted(used.items()):
        if times > 1:
            yield Fault("table.twice", f"{times} meetings stand at table {table} in slot {slot}.")


def _people(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    held = meetings_of(problem, assignments)
    for person in problem.participants:
        meetings = held.get(person.id, [])
        for slot, times in sorted(Counter(slot for one in meetings for slot in _run(problem, one)).items()):
            if times > person.delegates:
                yield Fault("participant.twice", f"{person.id} has {times} meetings in slot {slot}.")
        if person.maximum is not None and len(meetings) > person.maximum:
            yield Fault("participant.maximum", f"{person.id} has {len(meetings)} meetings, over {person.maximum}.")


def _order(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    by_number = {one.meeting: one for one in assignments}
    for one in assignments:
        for earlier in _request(problem, one).after:
            other = by_number.get(earlier)
            if other is not None and _run(problem, other)[-1] >= one.slot:
                yield Fault("order", f"Meeting {one.meeting} must come after meeting {earlier}.")


def _walks(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    apart = {frozenset(walk.zones): walk.slots for walk in problem.walks}
    zone_of: Callable[[Assignment], str] = lambda one: problem.tables[(one.table or 1) - 1].zone  # noqa: E731
    held = meetings_of(problem, [one for one in assignments if one.table]) if apart else {}
    for name, meetings in held.items():
        if problem.participants[problem.place_of[name]].delegates > 1:
            continue
        for place, one in enumerate(meetings):
            for other in meetings[place + 1 :]:
                needed = apart.get(frozenset((zone_of(one), zone_of(other))), 0)
                same_day = problem.slots[one.slot - 1].day == problem.slots[other.slot - 1].day
                if same_day and other.slot - _run(problem, one)[-1] - 1 < needed:
                    yield Fault("walk", f"{name} has no time to walk from meeting {one.meeting} to {other.meeting}.")


def _interpreters(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    needed: dict[str, Counter[int]] = defaultdict(Counter)
    for one in assignments:
        language = _request(problem, one).language
        if language is not None:
            needed[language].update(_run(problem, one))
    for interpreters in problem.interpreters:
        for slot, times in sorted(needed[interpreters.language].items()):
            if times > (0 if slot in interpreters.unavailable else interpreters.count):
                yield Fault("interpreters", f"{times} meetings need {interpreters.language} in slot {slot}.")


def _fairness(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Fault]:
    if problem.fairness is None or not problem.participants:
        return
    held = meetings_of(problem, assignments)
    breaks = [breaks_of(problem, held.get(person.id, [])) for person in problem.participants]
    if max(breaks) - min(breaks) > problem.fairness:
        yield Fault("fairness", f"Breaks run from {min(breaks)} to {max(breaks)}, over {problem.fairness} apart.")


Rule = Callable[[Problem, Sequence[Assignment]], Iterator[Fault]]
RULES: tuple[Rule, ...] = (
    _compulsory,
    _own_rules,
    _seats,
    _tables,
    _people,
    _order,
    _walks,
    _interpreters,
    _fairness,
)
