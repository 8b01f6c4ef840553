"""``grappe import``: files of registers and offices, brought in from a terminal."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from grappe.cli.import_progress import shown_progress

if TYPE_CHECKING:
    from grappe.apps.imports.models import ImportRun

app = typer.Typer(help="Bring in files: clusters, members, CORDIS, ANR, SIRENE.", no_args_is_help=True)
console = Console()

FILES = typer.Argument(..., exists=True, dir_okay=False, help="The files, as they were published.")
DRY_RUN = typer.Option(False, "--dry-run", help="Show what would change, write nothing.")
KEEP_GOOD_ROWS = typer.Option(
    False, "--keep-good-rows", help="Write the good rows of a file that has refused ones (else: all or nothing)."
)
OBSERVED_ON = typer.Option(None, formats=["%Y-%m-%d"], help="The day the file describes; today if not given.")
REPORT = typer.Option(None, help="Write refused rows and values left out to this file (.csv or .xlsx).")


@app.callback()
def ready() -> None:
    """Have a database and Django before any of the commands."""
    from grappe.cli.main import prepare

    prepare()


@app.command()
def cordis(
    files: list[Path] = FILES,
    dry_run: bool = DRY_RUN,
    keep_good_rows: bool = KEEP_GOOD_ROWS,
    observed_on: datetime | None = OBSERVED_ON,
    report: Path | None = REPORT,
) -> None:
    """Import CORDIS projects, organisations and participations (official CSV or the Parquet extracts)."""
    run_registers(files, "cordis", dry_run, keep_good_rows, observed_on, report)


@app.command()
def anr(
    files: list[Path] = FILES,
    dry_run: bool = DRY_RUN,
    keep_good_rows: bool = KEEP_GOOD_ROWS,
    observed_on: datetime | None = OBSERVED_ON,
    report: Path | None = REPORT,
) -> None:
    """Import projects and partners published by the French research agency."""
    run_registers(files, "anr", dry_run, keep_good_rows, observed_on, report)


@app.command()
def sirene(
    files: list[Path] = FILES,
    dry_run: bool = DRY_RUN,
    keep_good_rows: bool = KEEP_GOOD_ROWS,
    observed_on: datetime | None = OBSERVED_ON,
    report: Path | None = REPORT,
) -> None:
    """Import French establishments in the SIRENE layout (CSV or Parquet)."""
    run_registers(files, "sirene", dry_run, keep_good_rows, observed_on, report)


@app.command()
def folder(path: Path = typer.Argument(..., exists=True, file_okay=False, help="A folder of register files.")) -> None:
    """Import every register file found under a folder, good rows only; files imported before are passed over."""
    from grappe.apps.imports.domain.real_data import import_known_file, known_files

    for file in known_files(path):
        with shown_progress(console, file.path.name) as tell:
            run = import_known_file(file, by=None, tell=tell)
        if run is None:
            console.print(f"{file.path.name}: imported before")
        else:
            show(run)


def run_registers(  # noqa: PLR0917 - the options of the three commands, in their order
    files: list[Path],
    source: str,
    dry_run: bool,
    keep_good_rows: bool,
    observed_on: datetime | None,
    report: Path | None,
) -> None:
    from grappe.apps.imports.domain.real_data import recognised
    from grappe.apps.imports.domain.runs import perform_import, plan_import

    good = True
    for file in recognised(files, source):
        run = plan_import(
            path=file.path,
            kind=file.kind,
            by=None,
            dry_run=dry_run,
            keep_good_rows=keep_good_rows,
            observed_on=observed_on.date() if observed_on else None,
        )
        with shown_progress(console, file.path.name) as tell:
            perform_import(run=run, path=file.path, tell=tell)
        good = conclude(run, report) and good
    raise typer.Exit(0 if good else 1)


def conclude(run: "ImportRun", report: Path | None) -> bool:
    """Show what came of a run and write its report; whether all of it went well."""
    from grappe.apps.imports.domain.report import write_report
    from grappe.apps.imports.enums import ImportState

    show(run)
    if report is not None and run.report:
        write_report(run, report)
        console.print(f"Report: {report}")
    return run.state in {ImportState.DONE, ImportState.PREVIEWED}


def show(run: "ImportRun") -> None:
    """A run in a few lines: its state, its counts, its first faults."""
    from grappe.apps.imports.phrases import message_text, reason_text

    console.print(f"[bold]{run.file_name}[/bold]: {run.get_state_display()}. {message_text(run.message)}".rstrip())
    table = Table("", "created", "changed", "unchanged", box=None)
    for record, counts in run.detail.get("records", {}).items():
        table.add_row(record, *(f"{counts[verdict]:,}" for verdict in ("created", "changed", "unchanged")))
    if table.rows:
        console.print(table)
    if run.refused or run.left_out:
        console.print(f"{run.refused:,} rows refused, {run.left_out:,} values left out of {run.read:,} rows read")
    for fault in run.preview.get("refused", [])[:10]:
        reason = reason_text(fault["code"], fault["params"])
        console.print(f"  line {fault['line']}, {fault['column']}, {fault['value']!r}: {reason}", markup=False)
