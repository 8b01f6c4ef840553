"""Imports that a page asked for, done by the worker."""

from pathlib import Path

from procrastinate.contrib.django import app

from grappe.apps.imports.domain.interruptions import close_interrupted_runs
from grappe.apps.imports.domain.runs import perform_import
from grappe.apps.imports.domain.stored_progress import stored_progress
from grappe.apps.imports.domain.uploads import forget_old_uploads, forget_upload
from grappe.apps.imports.enums import ImportState
from grappe.apps.imports.models import ImportRun
from grappe.kernel.queues import LONG


@app.task(name="imports.perform", queue=LONG)
def perform(run_id: int) -> str:
    """Import, or preview, the file of one run."""
    close_interrupted_runs()
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportState.WAITING:
        return run.state
    with stored_progress(run) as tell:
        perform_import(run=run, path=Path(run.upload.path), tell=tell)
    if run.state == ImportState.DONE:
        forget_upload(run)
    return run.state


@app.periodic(cron="10 4 * * *")
@app.task(queueing_lock="forget_old_uploads", pass_context=False)
def clean_uploads(timestamp: int = 0) -> None:  # noqa: ARG001 - the scheduler passes its time
    """Every night: remove uploads that nobody imported, close runs that died."""
    forget_old_uploads()
    close_interrupted_runs()
