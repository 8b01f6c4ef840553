"""Runs whose process died: nothing of them was written, and they say so instead of running for ever."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from grappe.apps.imports.enums import ImportState
from grappe.apps.imports.models import ImportRun

# The first half of an advisory lock's key; the second is the run's number.
ALIVE = 73_160


@contextmanager
def known_to_be_alive(run: ImportRun) -> Iterator[None]:
    """Hold a lock of the session while a run goes on: it falls when the process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [ALIVE, run.pk])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [ALIVE, run.pk])


def close_interrupted_runs() -> int:
    """Close the runs that say they run while nobody holds their lock; returns how many."""
    found = 0
    for run in ImportRun.objects.filter(state=ImportState.RUNNING):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [ALIVE, run.pk])
            if not cursor.fetchone()[0]:
                continue
            closed = ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING).update(
                state=ImportState.BROKEN, message={"code": "interrupted", "params": {}}, finished_at=timezone.now()
            )
            found += closed
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [ALIVE, run.pk])
    return found
