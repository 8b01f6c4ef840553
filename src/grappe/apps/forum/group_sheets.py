"""A cluster's list of people as a spreadsheet: its columns found by their names, in French or in English."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.opening import open_table
from grappe.apps.core.errors import RefusedError
from grappe.apps.imports.phrases import message_text, reason_text
from grappe.kernel.spelling import folded

MOST_PEOPLE = 300
# The names a column may bear, folded: no accent, no capital.
COLUMNS: dict[str, tuple[str, ...]] = {
    "full_name": ("name", "full name", "nom", "nom complet", "nom et prenom", "prenom et nom", "participant"),
    "email": ("email", "e mail", "mail", "address", "adresse", "courriel", "adresse electronique", "adresse e mail"),
    "category": ("category", "participant category", "categorie", "categorie de participant"),
    "organisation_name": ("organisation", "organisation s name", "organisme", "entreprise", "firm", "structure"),
    "job_title": ("position", "job title", "fonction", "poste"),
    "accessibility_needs": ("accessibility", "accessibility needs", "accessibilite", "besoins d accessibilite"),
    "diet_needs": ("diet", "diet needs", "regime", "regime alimentaire"),
}


class SheetRefusedError(RefusedError):
    """The file cannot be read as a list of people."""


@dataclass(frozen=True)
class SheetRow:
    """One person as the file has her; ``line`` is the row as a spreadsheet numbers it."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class SheetFault:
    line: int
    reason: str


@dataclass(frozen=True)
class Sheet:
    rows: list[SheetRow]
    faults: list[SheetFault]
    passed_over: list[str]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file or a spreadsheet; rows that cannot be cut into cells are faults, with their line."""
    try:
        table = open_table(path)
        targets = {header: target for header in table.header if (target := target_of(header))}
        check_columns(targets)
        sheet = Sheet([], [], [header for header in table.header if header and header not in targets])
        for line, cells, fault in table.told_rows():
            if fault is not None:
                sheet.faults.append(SheetFault(line, str(reason_text(fault.code, fault.params))))
            else:
                values = {targets[header]: cell.strip() for header, cell in cells.items() if header in targets}
                sheet.rows.append(SheetRow(line, values))
    except UnreadableFileError as error:
        raise SheetRefusedError(str(message_text({"code": error.code, "params": error.params}))) from error
    if len(sheet.rows) > MOST_PEOPLE:
        raise SheetRefusedError(
            _("The file names %(found)d people: send at most %(most)d at once.")
            % {"found": len(sheet.rows), "most": MOST_PEOPLE}
        )
    if not sheet.rows and not sheet.faults:
        raise SheetRefusedError(_("The file names nobody: write one person a row, below the header."))
    return sheet


def target_of(header: str) -> str:
    plain = folded(header)
    return next((target for target, names in COLUMNS.items() if plain in names), "")


def check_columns(targets: dict[str, str]) -> None:
    if missing := {"full_name", "email"} - set(targets.values()):
        names = {"full_name": _("Name"), "email": _("E-mail")}
        words = {"missing": ", ".join(names[one] for one in sorted(missing, reverse=True))}
        raise SheetRefusedError(_("The file lacks a column: %(missing)s. Take the model file.") % words)
    if len(set(targets.values())) != len(targets):
        raise SheetRefusedError(_("Two columns of the file say the same thing: keep one of them."))
