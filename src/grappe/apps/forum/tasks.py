"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.forum.bridge.planning import close_interrupted_plans, compute_plan
from grappe.apps.forum.domain.requests import expire_requests
from grappe.apps.forum.letters import send_letter

__all__ = ["close_expired_requests", "compute", "send_letter"]


@app.periodic(cron="*/15 * * * *")
@app.task(name="forum.expire_requests", queueing_lock="forum.expire_requests")
def close_expired_requests(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Close the meeting requests that nobody answered in time."""
    return expire_requests()


@app.task(name="forum.compute_plan")
def compute(plan_id: int) -> str:
    """Compute a plan that was asked for."""
    close_interrupted_plans()
    return compute_plan(plan_id).state
