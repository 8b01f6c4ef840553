"""Networks that the worker computes: asked for on a page, with the progress told, never two of a kind at once."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.domain.networks import NetworksNotAllowedError, compute_network
from grappe.apps.observatory.enums import NetworkKind, NetworkRunState, NetworkStage
from grappe.apps.observatory.models import NetworkRun
from grappe.apps.observatory.models.network_run import OPEN, silent_runs

# Where each stage begins, as a part of the whole: measured on 178,000 participations.
BEGINS = {
    NetworkStage.READING: 0.0,
    NetworkStage.PATHS: 0.05,
    NetworkStage.COMMUNITIES: 0.45,
    NetworkStage.BORDERS: 0.85,
    NetworkStage.KEEPING: 0.9,
}


class NetworkRunningError(RefusedError):
    """A network of this kind is being computed already."""


def ask_for_network(*, kind: NetworkKind, by: User | None) -> NetworkRun:
    """Ask for a network to be computed anew; whoever calls hands the run to the worker."""
    if by is not None and not by.has_perm("observatory.load_tables"):
        raise NetworksNotAllowedError(_("Only the programme office computes networks of collaboration."))
    close_dead_runs()
    with recorded(by=by, verb="ask_for_network"):
        run, is_new = NetworkRun.objects.get_or_create(kind=kind, state__in=OPEN, defaults={"asked_by": by})
        if not is_new:
            raise NetworkRunningError(_("This network is being computed already."))
        record_action(by=by, verb="ask_for_network", target=run, kind=kind.value)
    return run


def perform_network(*, run_id: int) -> NetworkRun:
    """Compute the network of a run that waits; it ends as done, or as failed with the reason."""
    waiting = NetworkRun.objects.filter(pk=run_id, state=NetworkRunState.WAITING)
    claimed = waiting.update(state=NetworkRunState.COMPUTING, told_at=timezone.now())
    run = NetworkRun.objects.select_related("asked_by").get(pk=run_id)
    if not claimed:
        return run

    def tell(stage: NetworkStage, part: float) -> None:
        NetworkRun.objects.filter(pk=run_id).update(
            stage=stage, fraction_done=whole_part(stage, part), told_at=timezone.now()
        )

    try:
        compute_network(kind=NetworkKind(run.kind), today=timezone.localdate(), by=run.asked_by, tell=tell)
    except BaseException as error:
        close(run, NetworkRunState.FAILED, failure=type(error).__name__)
        raise
    close(run, NetworkRunState.DONE)
    return run


def whole_part(stage: NetworkStage, part: float) -> float:
    """The part of the whole that is done when a part of a stage is."""
    begins = [*BEGINS.values(), 1.0]
    at = list(BEGINS).index(stage)
    return begins[at] + part * (begins[at + 1] - begins[at])


def close(run: NetworkRun, state: NetworkRunState, failure: str = "") -> None:
    run.state, run.failure, run.finished_at = state, failure, timezone.now()
    changed = ["state", "failure", "finished_at"]
    if state == NetworkRunState.DONE:
        run.fraction_done = 1
        changed.append("fraction_done")
    run.save(update_fields=changed)


def close_dead_runs() -> int:
    """Close the runs that have said nothing for long; returns how many."""
    now = timezone.now()
    return silent_runs(now).update(state=NetworkRunState.FAILED, failure="interrupted", finished_at=now)
