from procrastinate.contrib.django import app

from grappe.apps.projects.domain.vocabulary import refresh_vocabulary


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="refresh_vocabulary", pass_context=False)
def count_words(timestamp: int = 0) -> None:  # noqa: ARG001 - the scheduler passes its time
    """Every night, and after an import that asks for it."""
    refresh_vocabulary()
