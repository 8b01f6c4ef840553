"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.forum.domain.requests import expire_requests
from grappe.apps.forum.letters import send_letter

__all__ = ["close_expired_requests", "send_letter"]


@app.periodic(cron="*/15 * * * *")
@app.task(name="forum.expire_requests", queueing_lock="forum.expire_requests")
def close_expired_requests(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Close the meeting requests that nobody answered in time."""
    return expire_requests()
