"""One run of one file: asked for, performed in one transaction, closed with what came of it."""

import hashlib
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster
from grappe.apps.imports.domain.clusters import import_clusters
from grappe.apps.imports.domain.interruptions import known_to_be_alive
from grappe.apps.imports.domain.members import import_members
from grappe.apps.imports.domain.outcome import Outcome
from grappe.apps.imports.domain.progress import Tell, tell_nobody
from grappe.apps.imports.domain.registers import import_register
from grappe.apps.imports.domain.report import ReportWriter
from grappe.apps.imports.domain.work import Work
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.imports.models import ImportRun
from grappe.apps.projects.tasks import count_words_soon

# One import writes at a time: two files with the same new organisation would make it twice.
WRITING_LOCK = 7_316_020_110
CHUNK = 1 << 20


class NothingKept(Exception):  # noqa: N818 - not an error: the way out of a transaction that is not to be kept
    """The run ends without its changes: a preview, or a file with refused rows."""


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def plan_import(
    *,
    path: Path,
    kind: ImportKind,
    by: User | None,
    file_name: str = "",
    cluster: Cluster | None = None,
    dry_run: bool = False,
    keep_good_rows: bool = False,
    observed_on: date | None = None,
    mapping: dict[str, str] | None = None,
    upload: str = "",
) -> ImportRun:
    """Note that a file is to be imported. A file seen before keeps its day, so that twice changes nothing."""
    sha256 = digest_of(path)
    seen = ImportRun.objects.filter(sha256=sha256, kind=kind, state=ImportState.DONE).order_by("finished_at").first()
    return ImportRun.objects.create(
        kind=kind,
        cluster=cluster,
        file_name=(file_name or path.name)[:255],
        sha256=sha256,
        size=path.stat().st_size,
        upload=upload,
        dry_run=dry_run,
        keep_good_rows=keep_good_rows,
        observed_on=observed_on or (seen.observed_on if seen else timezone.localdate()),
        mapping=mapping or {},
        by=by,
    )


def perform_import(*, run: ImportRun, path: Path, tell: Tell = tell_nobody) -> ImportRun:
    """Read and write the file of a run. All of it is written, or nothing, and the run says which."""
    with known_to_be_alive(run):
        return perform_alive(run, path, tell)


def perform_alive(run: ImportRun, path: Path, tell: Tell) -> ImportRun:
    start(run)
    report = report_path(run)
    with tempfile.TemporaryDirectory(prefix="grappe-import-") as folder:
        outcome = Outcome(ReportWriter(report))
        work = Work(run, path, Path(folder), outcome, tell)
        try:
            state, message = write_all(work), {}
        except UnreadableFileError as error:
            state, message = ImportState.UNREADABLE, {"code": error.code, "params": error.params}
        except BaseException:
            outcome.report.close()
            close(run, outcome, ImportState.BROKEN, {})
            raise
    outcome.report.close()
    if state != ImportState.DONE:
        close(run, outcome, state, message)
    return run


def write_all(work: Work) -> ImportState:
    """The transaction of a run: its last statement says in the run itself that it is done."""
    run, outcome = work.run, work.outcome
    try:
        with recorded(by=run.by, verb="import", reason=run.file_name):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING_LOCK])
            importer_of(ImportKind(run.kind))(work)
            if run.dry_run or (outcome.refused and not run.keep_good_rows):
                raise NothingKept  # noqa: TRY301 - leaves the transaction
            outcome.report.close()
            close(run, outcome, ImportState.DONE, {})
            record_action(by=run.by, verb="import", target=run, kind=run.kind, file=run.file_name, **outcome.detail())
    except NothingKept:
        return ImportState.REFUSED if outcome.refused and not run.keep_good_rows else ImportState.PREVIEWED
    count_words_soon()
    return ImportState.DONE


def importer_of(kind: ImportKind) -> Callable[[Work], None]:
    """The importer of a kind of file; every kind but the offices' own is a register's."""
    return OFFICE_IMPORTERS.get(kind, import_register)


OFFICE_IMPORTERS: dict[ImportKind, Callable[[Work], None]] = {
    ImportKind.CLUSTERS: import_clusters,
    ImportKind.MEMBERS: import_members,
}


def report_path(run: ImportRun) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"report-{run.pk}.csv.gz"


def start(run: ImportRun) -> None:
    run.state, run.started_at, run.message = ImportState.RUNNING, timezone.now(), {}
    run.save(update_fields=["state", "started_at", "message"])


def close(run: ImportRun, outcome: Outcome, state: ImportState, message: dict[str, Any]) -> None:
    """Write down what came of a run."""
    with transaction.atomic():
        run.state, run.message, run.finished_at = state, message, timezone.now()
        run.report = f"imports/{report_path(run).name}" if outcome.reasons else ""
        run.read, run.refused, run.left_out = outcome.read, outcome.refused, outcome.left_out
        run.created, run.changed = outcome.total("created"), outcome.total("changed")
        run.unchanged = outcome.total("unchanged")
        run.detail, run.preview, run.fraction_done = outcome.detail(), outcome.preview(), 1
        run.save()
