"""Work that nobody waits for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grappe.apps.calls.domain.labels import remind_committees

__all__ = ["remind"]


@app.periodic(cron="40 6 * * *")
@app.task(name="calls.remind", queueing_lock="calls.remind")
def remind(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every morning: remind the committees whose label is due."""
    return remind_committees(today=timezone.localdate())
