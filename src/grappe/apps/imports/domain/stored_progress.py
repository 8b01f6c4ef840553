"""Progress that a page can read while the run's own transaction is still open."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from grappe.apps.imports.domain.progress import Progress, Tell
from grappe.apps.imports.models import ImportRun

EVERY_SECONDS = 0.5


@contextmanager
def stored_progress(run: ImportRun) -> Iterator[Tell]:
    """Write steps to the run through a connection of their own: others see them at once."""
    beside = connection.copy()
    last = 0.0

    def tell(step: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < EVERY_SECONDS:
            return
        last = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(
                "UPDATE imports_importrun SET phase = %s, fraction_done = %s, rows_done = %s WHERE id = %s",
                [str(step.phase), step.fraction, step.rows, run.pk],
            )

    try:
        yield tell
    finally:
        beside.close()
