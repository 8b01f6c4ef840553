"""Work that nobody waits for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grappe.apps.funding.domain.decisions import apply_silences
from grappe.apps.funding.domain.schedules import remind_of_reports

__all__ = ["let_silence_decide", "remind"]


@app.periodic(cron="10 1 * * *")
@app.task(name="funding.apply_silences", queueing_lock="funding.apply_silences")
def let_silence_decide(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: decide what nobody decided in the time the law gives."""
    decided, _left = apply_silences(today=timezone.localdate())
    return decided


@app.periodic(cron="50 6 * * *")
@app.task(name="funding.remind", queueing_lock="funding.remind")
def remind(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every morning: remind leads of the reports that they owe."""
    return remind_of_reports(today=timezone.localdate())
