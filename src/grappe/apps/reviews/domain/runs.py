"""Runs of the assignment: asked for, computed elsewhere, put in force."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.domain.panels import lock_panel
from grappe.apps.reviews.domain.review_letters import tell_reader
from grappe.apps.reviews.enums import STANDING, ReadingState, RunState
from grappe.apps.reviews.errors import RunRefusedError
from grappe.apps.reviews.models import AssignmentRun, Reading, ReviewPanel
from grappe.apps.reviews.queries.conflicts import conflicts_between

Pair = tuple[int, int]


def ask_run(*, panel: ReviewPanel, is_repair: bool = False, by: User | None) -> AssignmentRun:
    """Note that an assignment is wanted; the worker computes it (`tasks.compute_run`, deferred by the caller)."""
    with recorded(by=by, verb="ask_run"):
        if not panel.seats.exists():
            raise RunRefusedError(_("Nobody sits on the panel yet: seat experts first."))
        run = AssignmentRun.objects.create(panel=panel, is_repair=is_repair, asked_by=by)
        record_action(by=by, verb="ask_run", target=run, is_repair=is_repair)
    return run


def adopt_run(*, run: AssignmentRun, by: User) -> AssignmentRun:
    """Ask the experts of a computed assignment; readings it drops are taken back, those under way stay."""
    with recorded(by=by, verb="adopt_run"):
        panel = lock_panel(run.panel)
        held = AssignmentRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.COMPUTED:
            raise RunRefusedError(_("Only a computed assignment can be put in force: see its state."))
        wanted = pairs_of(held)
        refuse_new_conflicts(wanted)
        take_back(panel, wanted)
        for proposal, expert in sorted(wanted - standing_pairs(panel)):
            ask_reader(held, proposal, expert)
        held.state = RunState.ADOPTED
        held.save(update_fields=["state"])
        record_action(by=by, verb="adopt_run", target=held)
    return held


def pairs_of(run: AssignmentRun) -> set[Pair]:
    """Proposals and experts of a run's result."""
    found = run.result.get("content", {}).get("pairs", [])
    return {(int(proposal), int(expert)) for proposal, expert in found}


def standing_pairs(panel: ReviewPanel) -> set[Pair]:
    rows = Reading.objects.filter(panel=panel, state__in=STANDING)
    return set(rows.values_list("proposal_id", "expert_id"))


def refuse_new_conflicts(wanted: set[Pair]) -> None:
    """What was declared since the computing began counts."""
    users = User.objects.filter(pk__in=[expert for _proposal, expert in wanted])
    proposals = Proposal.objects.filter(pk__in=[proposal for proposal, _expert in wanted])
    tied = {(proposal, user) for user, proposal in conflicts_between(users, proposals)}
    if tied & wanted:
        raise RunRefusedError(_("A conflict came up since this was computed: compute it again."))


def take_back(panel: ReviewPanel, wanted: set[Pair]) -> None:
    gone = [pair for pair in standing_pairs(panel) if pair not in wanted]
    for proposal, expert in gone:
        rows = Reading.objects.filter(proposal=proposal, expert=expert, review__sent_at=None)
        rows.update(state=ReadingState.CANCELLED)


def ask_reader(run: AssignmentRun, proposal: int, expert: int) -> None:
    reading, _made = Reading.objects.update_or_create(
        proposal_id=proposal,
        expert_id=expert,
        defaults={"panel": run.panel, "run": run, "state": ReadingState.ASKED, "asked_at": timezone.now()},
    )
    tell_reader(reading)
