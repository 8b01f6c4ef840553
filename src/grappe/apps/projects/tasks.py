"""Work that outlasts a page."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from grappe.apps.projects.domain.vocabulary import refresh_vocabulary


@app.periodic(cron="40 3 * * *")
@app.task(name="projects.count_words", queueing_lock="projects.count_words")
def count_words(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Count the register's words anew, every night and after an import."""
    return refresh_vocabulary()


def count_words_soon() -> None:
    """Ask for a count, unless one is waiting already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        count_words.defer()
