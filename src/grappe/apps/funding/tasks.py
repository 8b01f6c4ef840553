"""Work that nobody waits for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grappe.apps.funding.domain.decisions import apply_silences

__all__ = ["let_silence_decide"]


@app.periodic(cron="10 1 * * *")
@app.task(name="funding.apply_silences", queueing_lock="funding.apply_silences")
def let_silence_decide(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: decide what nobody decided in the time the law gives."""
    decided, _left = apply_silences(today=timezone.localdate())
    return decided
