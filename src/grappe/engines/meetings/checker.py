"""Say what is wrong with a plan, from the rules alone: it knows nothing of how the plan was made."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from grappe.engines.meetings.availability import obstacle
from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.measure import breaks_of, measure, meetings_of
from grappe.engines.meetings.plan import Assignment, Plan
from grappe.engines.meetings.problem import VIDEO, Kind, Problem, Request
from grappe.engines.meetings.validation import kept_apart


def check_plan(problem: Problem, assignments: Sequence[Assignment]) -> tuple[Finding, ...]:
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


def check_figures(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
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
    faults = [finding(f"figure.{name}", told=said, true=found) for name, (said, found) in told.items() if said != found]
    if plan.measure != true:
        faults.append(finding("figure.measure", told=str(plan.measure), true=str(true)))
    if plan.weight > plan.weight_bound or plan.breaks < plan.lower_bound:
        faults.append(finding("bound"))
    return tuple(faults)


def _existence(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    for one in assignments:
        if not 1 <= one.meeting <= len(problem.requests):
            yield finding("meeting.unknown", meeting=one.meeting)
        elif one.slot < 1 or _run(problem, one)[-1] > len(problem.slots):
            yield finding("slot.unknown", meeting=one.meeting, slot=one.slot)
        elif one.table is not None and not 1 <= one.table <= len(problem.tables):
            yield finding("table.unknown", meeting=one.meeting, table=one.table)
    for number, times in Counter(one.meeting for one in assignments).items():
        if times > 1:
            yield finding("meeting.twice", meeting=number, times=times)


def _request(problem: Problem, assignment: Assignment) -> Request:
    return problem.requests[assignment.meeting - 1]


def _run(problem: Problem, assignment: Assignment) -> range:
    return range(assignment.slot, assignment.slot + _request(problem, assignment).length)


def _compulsory(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    placed = {one.meeting for one in assignments}
    for number, request in enumerate(problem.requests, 1):
        if request.compulsory and number not in placed:
            yield finding("meeting.missing", meeting=number)


def _own_rules(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    apart = {frozenset(pair) for pair in problem.apart}
    for one in assignments:
        reason = obstacle(problem, _request(problem, one), one.slot)
        if reason is not None:
            yield finding("slot.refused", meeting=one.meeting, slot=one.slot, because=reason.about, reason=reason.code)
        if kept_apart(_request(problem, one), apart):
            yield finding("pair.apart", meeting=one.meeting)


def _seats(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    for one in assignments:
        reason = _misplaced(problem, one)
        if reason is not None:
            yield reason


def _misplaced(problem: Problem, one: Assignment) -> Finding | None:
    request = _request(problem, one)
    if request.kind is Kind.REMOTE:
        return None if one.table is None else finding("table.remote", meeting=one.meeting, table=one.table)
    if one.table is None:
        return finding("table.none", meeting=one.meeting)
    table = problem.tables[one.table - 1]
    if request.kind is Kind.ON_SITE and table.seats < len(request.participants):
        seated = len(request.participants)
        return finding("table.seats", meeting=one.meeting, table=one.table, needed=seated, seats=table.seats)
    needed = set(request.equipment) | ({VIDEO} if request.kind is Kind.HYBRID else set())
    if not needed <= set(table.equipment):
        return finding("table.equipment", meeting=one.meeting, table=one.table, equipment=tuple(sorted(needed)))
    if not set(table.unavailable).isdisjoint(_run(problem, one)):
        return finding("table.away", meeting=one.meeting, table=one.table)
    return None


def _tables(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    used: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in assignments:
        for slot in _run(problem, one) if one.table else ():
            used[one.table or 0, slot].append(one.meeting)
    for (table, slot), held in sorted(used.items()):
        if len(held) > 1:
            yield finding("table.twice", table=table, slot=slot, times=len(held), meetings=tuple(sorted(held)))


def _people(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    held = meetings_of(problem, assignments)
    for person in problem.participants:
        meetings = held.get(person.id, [])
        times = len(meetings)
        at: dict[int, list[int]] = defaultdict(list)
        for one in meetings:
            for slot in _run(problem, one):
                at[slot].append(one.meeting)
        for slot, there in sorted(at.items()):
            if len(there) > person.delegates_at(slot):
                numbers = tuple(sorted(there))
                yield finding("participant.twice", participant=person.id, slot=slot, times=len(there), meetings=numbers)
        if person.maximum is not None and times > person.maximum:
            yield finding("participant.maximum", participant=person.id, times=times, maximum=person.maximum)


def _order(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    by_number = {one.meeting: one for one in assignments}
    for one in assignments:
        for earlier in _request(problem, one).after:
            other = by_number.get(earlier)
            if other is not None and _run(problem, other)[-1] >= one.slot:
                yield finding("order", meeting=one.meeting, earlier=earlier)


def _walks(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
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
                    yield finding("walk", participant=name, earlier=one.meeting, meeting=other.meeting)


def _interpreters(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    needed: dict[str, Counter[int]] = defaultdict(Counter)
    for one in assignments:
        language = _request(problem, one).language
        if language is not None:
            needed[language].update(_run(problem, one))
    for interpreters in problem.interpreters:
        for slot, times in sorted(needed[interpreters.language].items()):
            count = 0 if slot in interpreters.unavailable else interpreters.count
            if times > count:
                yield finding("interpreters", language=interpreters.language, slot=slot, times=times, count=count)


def _fairness(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Finding]:
    if problem.fairness is None or not problem.participants:
        return
    held = meetings_of(problem, assignments)
    breaks = {person.id: breaks_of(problem, held.get(person.id, [])) for person in problem.participants}
    fewest, most = min(breaks, key=breaks.__getitem__), max(breaks, key=breaks.__getitem__)
    if breaks[most] - breaks[fewest] > problem.fairness:
        yield finding(
            "fairness",
            least=breaks[fewest],
            most=breaks[most],
            fewest=fewest,
            participant=most,
            fairness=problem.fairness,
        )


Rule = Callable[[Problem, Sequence[Assignment]], Iterator[Finding]]
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
