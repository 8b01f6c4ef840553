"""Every known file under a folder, in the order in which each needs the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.layouts import layout_of
from grappe.analytics.intake.opening import open_table
from grappe.apps.accounts.models import User
from grappe.apps.imports.domain.progress import Progress, Tell, tell_nobody
from grappe.apps.imports.domain.runs import digest_of, perform_import, plan_import
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.imports.models import ImportRun

SUFFIXES = (".parquet", ".csv", ".csv.gz")
# Organisations and projects before those who take part; the richer file of a kind last.
ORDER = (
    ImportKind.FP7_ORGANISATIONS,
    ImportKind.H2020_ORGANISATIONS,
    ImportKind.FP7_PROJECTS,
    ImportKind.H2020_PROJECTS,
    ImportKind.TEXT_PROJECTS,
    ImportKind.CORDIS_PROJECTS,
    ImportKind.ANR_PROJECTS,
    ImportKind.H2020_PARTICIPATIONS,
    ImportKind.TEXT_PARTICIPANTS,
    ImportKind.CORDIS_ORGANISATIONS,
    ImportKind.ANR_PIA_PARTNERS,
    ImportKind.ANR_DOS_PARTNERS,
)

TellFile = Callable[[Path, Progress], None]


@dataclass(frozen=True, slots=True)
class KnownFile:
    path: Path
    kind: ImportKind


def known_files(folder: Path) -> list[KnownFile]:
    """The files under a folder that some register's layout fits, in the order to import them."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name.endswith(SUFFIXES)]
    found = [KnownFile(path, kind) for path in paths if (kind := kind_of(path)) in ORDER]
    return sorted(found, key=lambda file: (ORDER.index(file.kind), file.path))


def kind_of(path: Path) -> ImportKind | None:
    """The kind of register file that a file is, told from its columns."""
    try:
        layout = layout_of(open_table(path).header)
    except UnreadableFileError:
        return None
    return ImportKind(layout.code) if layout else None


def recognised(files: Iterable[Path], source: str) -> list[KnownFile]:
    """These files of one source with their kinds, in the order to import them."""
    found = []
    for path in files:
        try:
            layout = layout_of(open_table(path).header)
        except UnreadableFileError as error:
            error.params["file"] = path.name
            raise
        if layout is None or layout.source != source:
            raise UnreadableFileError("wrong_source", looks_like=layout.code if layout else "", file=path.name)
        found.append(KnownFile(path, ImportKind(layout.code)))
    return sorted(found, key=lambda file: (ORDER.index(file.kind) if file.kind in ORDER else -1, file.path))


def import_known_file(file: KnownFile, *, by: User | None, tell: Tell = tell_nobody) -> ImportRun | None:
    """Import one file, good rows only, as of the day it was last written; nothing if it came in before."""
    if ImportRun.objects.filter(sha256=digest_of(file.path), kind=file.kind, state=ImportState.DONE).exists():
        return None
    modified = datetime.fromtimestamp(file.path.stat().st_mtime, UTC).date()
    run = plan_import(path=file.path, kind=file.kind, by=by, keep_good_rows=True, observed_on=modified)
    return perform_import(run=run, path=file.path, tell=tell)


def import_real_data(folder: Path, *, by: User | None, progress: TellFile | None = None) -> list[ImportRun]:
    """Import every known file under a folder; ``progress`` is told of each step of each file."""
    runs = [import_known_file(file, by=by, tell=telling(file.path, progress)) for file in known_files(folder)]
    return [run for run in runs if run is not None]


def telling(path: Path, progress: TellFile | None) -> Tell:
    return tell_nobody if progress is None else partial(progress, path)
