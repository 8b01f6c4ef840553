"""One run of the engine for one plan, with everything that is needed to replay it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from grappe import __version__
from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.forum.bridge.numbering import Numbering
from grappe.apps.forum.bridge.problems import Place, number_edition, problem_of
from grappe.apps.forum.bridge.results import store_meetings
from grappe.apps.forum.bridge.watching import Watch, watched
from grappe.apps.forum.enums import MeetingState, PlanState, PlanStop
from grappe.apps.forum.models import Meeting, MeetingPlan, MeetingRequest
from grappe.engines import meetings as engine

# The first half of an advisory lock's key; the second is the plan's number.
ALIVE = 73_161
PRESENTED = (engine.Status.OPTIMAL, engine.Status.FEASIBLE)


def compute_plan(plan_id: int) -> MeetingPlan:
    """Compute a plan that waits. It ends as computed, or as failed with the reasons; never half stored."""
    claimed = MeetingPlan.objects.filter(pk=plan_id, state=PlanState.WAITING)
    if not claimed.update(state=PlanState.COMPUTING, started_at=timezone.now()):
        return MeetingPlan.objects.get(pk=plan_id)
    plan = MeetingPlan.objects.select_related("edition", "asked_by").get(pk=plan_id)
    with known_to_be_alive(plan):
        try:
            numbering, problem, locked = problem_for(plan)
            with watched(plan) as watch:
                made = run(plan, problem, watch)
                watch.look()
        except engine.MeetingsError as error:
            return fail(plan, str(error))
        except BaseException:
            fail(plan, "interrupted")
            raise
        if watch.wish == PlanStop.DISCARD:
            return fail(plan, "stopped")
        if made.status not in PRESENTED:
            return fail(plan, "\n".join(reason.about for reason in made.reasons) or str(made.status), result=made)
        store(plan, numbering, made, locked)
    return plan


def problem_for(plan: MeetingPlan) -> tuple[Numbering[MeetingRequest], engine.Problem, set[int]]:
    """The problem as the rows state it now; meetings locked in the plan before keep their slot and table."""
    numbering = number_edition(plan.edition)
    locked = Meeting.objects.filter(plan=plan.based_on_id, is_locked=True, state=MeetingState.PLANNED)
    rows = locked.filter(request__in=numbering.request_number).values_list("request_id", "slot_id", "table_id")
    standing = {table.pk for table in numbering.tables if table.lost_at is None}
    fixed = {
        request: Place(slot, table if table in standing else None)
        for request, slot, table in rows
        if request is not None
    }
    options: dict[str, Any] = {"fairness": plan.params.get("fairness")}
    if plan.params.get("objective"):
        options["objective"] = tuple(engine.Level(level) for level in plan.params["objective"])
    problem = problem_of(numbering, fixed=fixed, **options)
    plan.problem = json.loads(engine.problem_to_json(problem))
    plan.numbering, plan.engine_version = numbering.as_json(), __version__
    plan.save(update_fields=["problem", "numbering", "engine_version"])
    return numbering, problem, set(fixed)


def run(plan: MeetingPlan, problem: engine.Problem, watch: Watch) -> engine.Plan:
    began = time.perf_counter()
    params = engine.Params(prove=bool(plan.params.get("prove", True)))
    made = engine.plan_meetings(problem, watch, plan.seed, params, watch.report)
    return replace(made, seconds=round(time.perf_counter() - began, 3))


def store(plan: MeetingPlan, numbering: Numbering[MeetingRequest], made: engine.Plan, locked: set[int]) -> None:
    with recorded(by=plan.asked_by, verb="compute_plan"):
        store_meetings(plan, numbering, made.assignments, locked)
        close(plan, PlanState.COMPUTED, made)
        record_action(
            by=plan.asked_by,
            verb="compute_plan",
            target=plan,
            status=str(made.status),
            meetings=made.measure.placed,
            weight=made.weight,
            bound=made.weight_bound,
        )


def fail(plan: MeetingPlan, reason: str, result: engine.Plan | None = None) -> MeetingPlan:
    plan.failure = reason
    with transaction.atomic():
        close(plan, PlanState.FAILED, result)
    return plan


def close(plan: MeetingPlan, state: PlanState, made: engine.Plan | None) -> None:
    plan.state, plan.finished_at, plan.fraction_done = state, timezone.now(), 1
    changed = ["state", "finished_at", "fraction_done", "failure"]
    if made is not None:
        # Touched only where there is one: reading a deferred document would undo what is set above.
        plan.result = json.loads(engine.plan_to_json(made))
        plan.value, plan.bound = made.weight, made.weight_bound
        changed += ["result", "value", "bound"]
    plan.save(update_fields=changed)


@contextmanager
def known_to_be_alive(plan: MeetingPlan) -> Iterator[None]:
    """Hold a lock of the session while the engine runs: it falls when the process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [ALIVE, plan.pk])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [ALIVE, plan.pk])


def close_interrupted_plans() -> int:
    """Close the plans that say they are being computed while nobody holds their lock; returns how many."""
    found = 0
    for plan in MeetingPlan.objects.filter(state=PlanState.COMPUTING):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [ALIVE, plan.pk])
            if not cursor.fetchone()[0]:
                continue
            closed = MeetingPlan.objects.filter(pk=plan.pk, state=PlanState.COMPUTING)
            found += closed.update(state=PlanState.FAILED, failure="interrupted", finished_at=timezone.now())
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [ALIVE, plan.pk])
    return found
