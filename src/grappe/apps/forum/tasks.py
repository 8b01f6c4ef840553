"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.forum.bridge.planning import close_interrupted_plans, compute_plan
from grappe.apps.forum.domain.badge_runs import forget_old_badges, make_badges
from grappe.apps.forum.domain.offers import lapse_offers
from grappe.apps.forum.domain.requests import expire_requests
from grappe.apps.forum.models import BadgeRun
from grappe.kernel.queues import LONG

__all__ = ["clean_badges", "close_expired_requests", "compute", "pass_places_on", "print_badges"]


@app.periodic(cron="*/15 * * * *")
@app.task(name="forum.expire_requests", queueing_lock="forum.expire_requests")
def close_expired_requests(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Close the meeting requests that nobody answered in time."""
    return expire_requests()


@app.periodic(cron="*/5 * * * *")
@app.task(name="forum.lapse_offers", queueing_lock="forum.lapse_offers")
def pass_places_on(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Give the places that nobody accepted in time to the next on the waiting list."""
    return lapse_offers()


@app.task(name="forum.compute_plan", queue=LONG)
def compute(plan_id: int) -> str:
    """Compute a plan that was asked for."""
    close_interrupted_plans()
    return compute_plan(plan_id).state


@app.task(name="forum.print_badges", queue=LONG)
def print_badges(run_id: int) -> str:
    """Set the badges that a page asked for."""
    return str(make_badges(run=BadgeRun.objects.select_related("edition").get(pk=run_id)).state)


@app.periodic(cron="20 4 * * *")
@app.task(name="forum.clean_badges", queueing_lock="forum.clean_badges")
def clean_badges(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: remove the files of badges printed a week ago."""
    return forget_old_badges()
