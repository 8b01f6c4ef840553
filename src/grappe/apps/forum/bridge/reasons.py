"""Why requests have no place in a plan, what would give them one, and what more tables or slots would give."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from grappe.apps.forum.bridge.numbering import Numbering
from grappe.apps.forum.bridge.problems import number_edition, problem_of
from grappe.apps.forum.bridge.results import assignments_of
from grappe.apps.forum.bridge.sayings import Said, said
from grappe.apps.forum.enums import MeetingState
from grappe.apps.forum.models import MeetingPlan, MeetingRequest
from grappe.engines import meetings as engine
from grappe.engines.solving import Deadline


@dataclass(frozen=True)
class LeftOut:
    """One accepted request without a place: the strongest reason first, and the cheapest change that would place it."""

    request: MeetingRequest
    reasons: tuple[Said, ...]
    change: Said


@dataclass(frozen=True)
class More:
    """What one more of something would give: at least ``found`` and at most ``at_most`` in weight."""

    what: Said
    meetings: int
    found: int
    at_most: int


@dataclass(frozen=True)
class Account:
    """All that was found in the time given; ``is_complete`` says whether that is everything."""

    left_out: tuple[LeftOut, ...]
    gains: tuple[More, ...]
    is_complete: bool


def account_for(
    plan: MeetingPlan, *, requests: Iterable[MeetingRequest] | None = None, seconds: float = 5, gains: bool = False
) -> Account:
    """Explain a plan, or only what became of these requests."""
    numbering = number_edition(plan.edition)
    problem = problem_of(numbering, fairness=plan.params.get("fairness"))
    standing = plan.meetings.exclude(state=MeetingState.CANCELLED).order_by("pk")
    assignments = assignments_of(standing, numbering)
    found = engine.explain(
        problem,
        assignments,
        Deadline(seconds),
        plan.seed,
        engine.ExplainParams(meetings=numbers_of(requests, numbering, assignments), gains=gains),
    )
    return Account(
        left_out=tuple(
            LeftOut(
                request=numbering.requests[one.meeting - 1],
                reasons=tuple(said(reason, numbering) for reason in one.reasons),
                change=said(one.change.text, numbering),
            )
            for one in found.unplaced
        ),
        gains=tuple(More(said(one.text, numbering), one.meetings, one.found, one.at_most) for one in found.gains),
        is_complete=found.complete,
    )


def failure_of(plan: MeetingPlan) -> tuple[Said, ...]:
    """Why the engine found that there is no plan, in terms of the rows that the run read."""
    if not plan.result.get("reasons"):
        return ()
    rows = MeetingRequest.objects.in_bulk(plan.numbering.get("requests", []))
    requests = [rows[key] for key in plan.numbering.get("requests", []) if key in rows]
    if len(requests) != len(plan.numbering["requests"]):
        return ()
    numbering = number_edition(plan.edition, requests)
    return tuple(said(one, numbering) for one in engine.plan_from_json(json.dumps(plan.result)).reasons)


def numbers_of(
    requests: Iterable[MeetingRequest] | None,
    numbering: Numbering[MeetingRequest],
    assignments: Iterable[engine.Assignment],
) -> tuple[int, ...] | None:
    """Numbers of those of the requests that have no place; None for all of them."""
    if requests is None:
        return None
    placed = {one.meeting for one in assignments}
    wanted = {numbering.request_number.get(one.pk, 0) for one in requests}
    return tuple(sorted(wanted - placed - {0}))
