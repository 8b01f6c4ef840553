"""When each request can begin, from the rules that concern it alone."""

from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.problem import Problem, Request


def run_of(problem: Problem, start: int, length: int) -> range | None:
    """Return the slots a meeting occupies, or None when they would leave the programme, a session or a day."""
    run = range(start, start + length)
    if start < 1 or run[-1] > len(problem.slots):
        return None
    places = {(problem.slots[slot - 1].day, problem.slots[slot - 1].session) for slot in run}
    return run if len(places) == 1 else None


def obstacle(problem: Problem, request: Request, start: int) -> Finding | None:
    """Return why a request cannot begin at a slot whatever else is planned, or None when it can."""
    run = run_of(problem, start, request.length)
    if run is None:
        return finding("obstacle.programme")
    if request.session not in {None, problem.slots[start - 1].session}:
        return finding("obstacle.session", session=request.session or "")
    if request.fixed not in {None, start}:
        return finding("obstacle.fixed", fixed=request.fixed or 0)
    if not set(request.forbidden).isdisjoint(run):
        return finding("obstacle.forbidden")
    for name in request.participants:
        if not problem.present[name].issuperset(run):
            return finding("obstacle.absent", participant=name)
    return None


def starts_of(problem: Problem, request: Request) -> list[int]:
    """Return the slots at which a request can begin as far as its own rules go."""
    return [start for start in range(1, len(problem.slots) + 1) if obstacle(problem, request, start) is None]
