"""Files that a page receives: kept on disk until they are imported for good, or for a week."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.members import READERS
from grappe.analytics.intake.opening import open_table
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Cluster
from grappe.apps.imports.domain.mappings import refuse_register, remember_mapping
from grappe.apps.imports.domain.real_data import kind_of
from grappe.apps.imports.domain.runs import plan_import
from grappe.apps.imports.enums import FINISHED, ImportKind, ImportState
from grappe.apps.imports.models import ImportRun
from grappe.apps.imports.phrases import message_text

KEPT_FOR = timedelta(days=7)


class UploadRefusedError(RefusedError):
    """The file cannot be imported as it is asked; the message says what to do."""


def receive_upload(
    *, file: "UploadedFile[Any]", kind: ImportKind | None, cluster: Cluster | None, by: User
) -> ImportRun:
    """Keep a file and plan its preview; without a kind it is told from the file's columns."""
    with kept_file(file) as path:
        try:
            header = open_table(path).header
            if kind == ImportKind.MEMBERS:
                refuse_register(header)
        except UnreadableFileError as error:
            raise UploadRefusedError(message_text({"code": error.code, "params": error.params})) from error
        found = kind or kind_of(path)
        if found is None:
            raise UploadRefusedError(_("No known kind of file has these columns: choose the kind, or check the file."))
        upload = str(path.relative_to(settings.MEDIA_ROOT))
        name = Path(file.name or path.name).name
        return plan_import(path=path, kind=found, cluster=cluster, file_name=name, upload=upload, dry_run=True, by=by)


@contextmanager
def kept_file(file: "UploadedFile[Any]") -> Iterator[Path]:
    """Copy an upload to its place, chunk by chunk; a refused one does not stay."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"upload-{uuid4().hex}"
    try:
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def set_mapping(*, run: ImportRun, mapping: dict[str, str], by: User) -> ImportRun:
    """Confirm which column says what, for this file and the next ones of the cluster."""
    if run.state != ImportState.WAITING or run.cluster is None:
        raise UploadRefusedError(_("The columns of this file are settled already."))
    wanted = [target for target in mapping.values() if target]
    if "legal_name" not in wanted:
        raise UploadRefusedError(_("Say which column holds the name of the member."))
    if len(wanted) != len(set(wanted)) or not set(wanted) <= set(READERS):
        raise UploadRefusedError(_("Two columns are taken for the same thing: choose one of them."))
    with transaction.atomic():
        remember_mapping(cluster=run.cluster, mapping=mapping, by=by)
        run.mapping = {header: target for header, target in mapping.items() if target}
        run.save(update_fields=["mapping"])
    return run


def confirm_import(*, run: ImportRun, keep_good_rows: bool, by: User) -> ImportRun:
    """Plan the import for good of a file whose preview was seen."""
    path = Path(run.upload.path) if run.upload else None
    if run.state not in {ImportState.PREVIEWED, ImportState.REFUSED} or path is None or not path.exists():
        raise UploadRefusedError(_("This file is not waiting for a decision any more: send it again."))
    return plan_import(
        path=path,
        kind=ImportKind(run.kind),
        cluster=run.cluster,
        file_name=run.file_name,
        upload=str(run.upload.name),
        keep_good_rows=keep_good_rows,
        observed_on=run.observed_on,
        mapping=run.mapping,
        by=by,
    )


def forget_upload(run: ImportRun) -> None:
    """Remove the file of a run: what it held is in the register now."""
    for one in ImportRun.objects.filter(upload=run.upload.name).exclude(upload=""):
        with suppress(FileNotFoundError):
            Path(one.upload.path).unlink()
        one.upload = ""
        one.save(update_fields=["upload"])


def forget_old_uploads() -> int:
    """Remove the files that nobody imported within a week."""
    old = ImportRun.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR, state__in=FINISHED).exclude(upload="")
    for run in old:
        forget_upload(run)
    return len(old)
