"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.reviews.bridge.assignment import close_interrupted_runs, compute_run
from grappe.apps.reviews.domain.readings import send_reminders
from grappe.kernel.queues import LONG

__all__ = ["compute", "remind"]


@app.task(name="reviews.compute_run", queue=LONG)
def compute(run_id: int) -> str:
    """Compute an assignment that was asked for."""
    close_interrupted_runs()
    return compute_run(run_id).state


@app.periodic(cron="30 6 * * *")
@app.task(name="reviews.remind", queueing_lock="reviews.remind")
def remind(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every morning: remind the experts whose review is due."""
    return send_reminders()
