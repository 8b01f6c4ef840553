"""Plans: asked for, published, dropped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.bridge.planning import close_interrupted_plans
from grappe.apps.forum.domain.booking import lock_published_plan
from grappe.apps.forum.domain.plan_letters import tell_of_changes
from grappe.apps.forum.enums import MeetingRequestState, MeetingState, PlanState, PlanStop
from grappe.apps.forum.errors import PlanRefusedError
from grappe.apps.forum.events import plan_published
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan, Seat

Agenda = frozenset[tuple[Any, ...]]


def ask_plan(
    *,
    edition: Edition,
    seconds: float = 60,
    seed: int = 1,
    fairness: int | None = None,
    objective: Iterable[str] = (),
    prove: bool = True,
    by: User | None,
) -> MeetingPlan:
    """Note that a plan is wanted; the worker computes it (`tasks.compute`, to be deferred by the caller's page)."""
    refuse_impossible(edition)
    before = edition.meeting_plans.filter(state__in=[PlanState.PUBLISHED, PlanState.COMPUTED]).first()
    published = edition.meeting_plans.filter(state=PlanState.PUBLISHED).first()
    with recorded(by=by, verb="ask_plan"):
        plan = MeetingPlan.objects.create(
            edition=edition,
            based_on=published or before,
            seconds=seconds,
            seed=seed,
            params={"fairness": fairness, "objective": list(objective), "prove": prove},
            asked_by=by,
        )
        record_action(by=by, verb="ask_plan", target=plan, seconds=seconds, seed=seed, fairness=fairness)
    return plan


def refuse_impossible(edition: Edition) -> None:
    if not edition.slots.exists():
        raise PlanRefusedError(_("Lay out the slots first: there is no time to meet in."))
    if not edition.meeting_requests.filter(state=MeetingRequestState.ACCEPTED).exists():
        raise PlanRefusedError(_("No request is accepted yet: there is nothing to plan."))


def publish_plan(*, plan: MeetingPlan, tells: bool = True, by: User | None) -> MeetingPlan:
    """Put a computed plan in force, and tell whose agenda it changes unless told not to.

    The database refuses a plan in which anybody or any table were booked twice.
    """
    with recorded(by=by, verb="publish_plan"):
        before = lock_published_plan(plan.edition_id)
        held = MeetingPlan.objects.select_for_update(of=("self",)).select_related("edition").get(pk=plan.pk)
        if held.state != PlanState.COMPUTED:
            raise PlanRefusedError(_("Only a computed plan can be published: see its state."))
        agendas = agendas_of(before) if before else {}
        if before is not None:
            before.meetings.filter(is_binding=True).update(is_binding=False)
            before.state = PlanState.REPLACED
            before.save(update_fields=["state"])
        bind(held)
        record_action(by=by, verb="publish_plan", target=held, replaced=before.pk if before else None)
        if tells:
            tell_of_changes(held.edition, changed_agendas(agendas, agendas_of(held)), is_first=before is None)
        plan_published.send(MeetingPlan, plan=held, by=by)
    return held


def bind(plan: MeetingPlan) -> None:
    plan.state, plan.published_at = PlanState.PUBLISHED, timezone.now()
    try:
        with transaction.atomic():
            plan.save(update_fields=["state", "published_at"])
            # What was taken back since the computing began is not put in force.
            gone = plan.meetings.filter(state=MeetingState.PLANNED)
            gone.exclude(request__state=MeetingRequestState.ACCEPTED).update(state=MeetingState.CANCELLED)
            plan.meetings.filter(state=MeetingState.PLANNED).update(is_binding=True)
    except IntegrityError as error:
        raise PlanRefusedError(
            _("In this plan somebody or some table is booked twice: move those meetings, or compute it again.")
        ) from error


def agendas_of(plan: MeetingPlan) -> Mapping[int, Agenda]:
    """What each registered person has in a plan: when, at which table, with whom."""
    found: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    seats = Seat.objects.filter(meeting__plan=plan, is_binding=True).annotate(
        table=F("meeting__table"), request=F("meeting__request")
    )
    for person, during, table, request in seats.values_list("registration_id", "during", "table", "request"):
        found[person].add((during.lower, table, request))
    return {person: frozenset(agenda) for person, agenda in found.items()}


def changed_agendas(before: Mapping[int, Agenda], after: Mapping[int, Agenda]) -> list[int]:
    """Whose agenda is not what it was; they are the ones to write to."""
    people = before.keys() | after.keys()
    return sorted(one for one in people if before.get(one, frozenset()) != after.get(one, frozenset()))


def stop_plan(*, plan: MeetingPlan, keeps: bool, by: User) -> MeetingPlan:
    """Ask a run to end now, with the best plan it has or with none; one that has not begun is dropped.

    The run looks every half second, and ends with the step it is at.
    """
    close_interrupted_plans()
    with recorded(by=by, verb="stop_plan"):
        held = MeetingPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if held.state == PlanState.WAITING:
            held.state, held.failure, held.finished_at = PlanState.FAILED, "stopped", timezone.now()
        elif held.state != PlanState.COMPUTING:
            raise PlanRefusedError(_("This plan is not being computed any more: see its state."))
        held.stop_asked = PlanStop.KEEP if keeps else PlanStop.DISCARD
        held.save(update_fields=["state", "failure", "finished_at", "stop_asked"])
        record_action(by=by, verb="stop_plan", target=held, keeps=keeps)
    return held


def drop_plan(*, plan: MeetingPlan, by: User) -> None:
    """Remove a plan that never came into force; published and replaced ones are history."""
    with recorded(by=by, verb="drop_plan"):
        held = MeetingPlan.objects.select_for_update().get(pk=plan.pk)
        if held.state in {PlanState.PUBLISHED, PlanState.REPLACED, PlanState.COMPUTING}:
            raise PlanRefusedError(_("A plan in force, replaced or under way stays."))
        record_action(by=by, verb="drop_plan", target=held)
        Meeting.objects.filter(plan=held).delete()
        held.delete()
