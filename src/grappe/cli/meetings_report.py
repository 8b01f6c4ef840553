"""What the terminal says of explanations and of repaired plans."""

from collections.abc import Iterator

from grappe.engines import meetings


def explanation_lines(problem: meetings.Problem, found: meetings.Explanation) -> Iterator[str]:
    """Yield why requests are left out, what would place them, and what more would give."""
    if not found.unplaced and found.complete:
        yield "None of the requests asked about is left out."
    for one in found.unplaced:
        request = problem.requests[one.meeting - 1]
        yield f"Meeting {one.meeting} ({' and '.join(request.participants)}, weight {problem.weight_of(request)}):"
        yield from (f"  {reason.about}" for reason in one.reasons)
        yield f"  -> {one.change.text.about}"
    for gain in found.gains:
        yield f"{gain.text.about}: weight +{gain.found} found (+{gain.meetings} meetings), at most +{gain.at_most}"
    for price in found.fairness:
        rule = "no rule of fairness" if price.fairness is None else f"breaks at most {price.fairness} apart"
        weight = f"weight {price.weight} of at most {price.weight_bound}"
        breaks = "no plan" if price.breaks is None else f"{weight}, breaks {price.breaks}"
        origin = "; the plan at hand made fair" if price.from_plan else ""
        yield f"With {rule}: {breaks} ({price.status}, breaks at least {price.lower_bound}{origin})"
    if not found.complete:
        yield "The time ran out before everything was explained: give more with --time."


def replan_lines(done: meetings.Replan) -> Iterator[str]:
    """Yield every change and whom it concerns."""
    for shift in done.shifts:
        names = ", ".join(shift.told)
        yield f"Meeting {shift.meeting} {shift.kind}: {_place(shift.before)} -> {_place(shift.after)} (tell {names})"
    kinds = [shift.kind for shift in done.shifts]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in meetings.ShiftKind)
    yield f"{counts}; {len(done.told)} participants to be told. Weight {done.plan.weight}."


def _place(one: meetings.Assignment | None) -> str:
    if one is None:
        return "nowhere"
    return f"slot {one.slot}" if one.table is None else f"slot {one.slot}, table {one.table}"
