"""What an importer is given."""

from dataclasses import dataclass
from pathlib import Path

from grappe.apps.imports.domain.outcome import Outcome
from grappe.apps.imports.domain.progress import Tell
from grappe.apps.imports.models import ImportRun


@dataclass(frozen=True, slots=True)
class Work:
    """The run, its file, a folder for its own files, and where it tells what it finds."""

    run: ImportRun
    path: Path
    folder: Path
    outcome: Outcome
    tell: Tell
