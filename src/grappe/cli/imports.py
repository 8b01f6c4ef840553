"""``grappe import``: files of registers and offices, brought in from a terminal."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from grappe.cli.import_progress import shown_progress

if TYPE_CHECKING:
    from grappe.apps.directory.models import Cluster
    from grappe.apps.imports.enums import ImportKind
    from grappe.apps.imports.models import ImportRun

SHOWN_FAULTS, SHOWN_SIGNS = 10, 60

app = typer.Typer(help="Bring in files: clusters, members, CORDIS, ANR, SIRENE.", no_args_is_help=True)
console = Console()

FILES = typer.Argument(..., exists=True, dir_okay=False, help="The files, as they were published.")
FILE = typer.Argument(..., exists=True, dir_okay=False, help="The file.")
DRY_RUN = typer.Option(False, "--dry-run", help="Show what would change, write nothing.")
KEEP_GOOD_ROWS = typer.Option(
    False, "--keep-good-rows", help="Write the good rows of a file that has refused ones (else: all or nothing)."
)
OBSERVED_ON = typer.Option(None, formats=["%Y-%m-%d"], help="The day the file describes; today if not given.")
REPORT = typer.Option(None, help="Write refused rows and values left out to this file (.csv or .xlsx).")


def ready() -> None:
    """Have a database in step with this version, and Django, before a command; ``--help`` needs neither."""
    from grappe.cli.main import prepare, refuse_older_tables

    prepare()
    refuse_older_tables()
    from django.utils import translation

    translation.activate("en")


@app.command()
def clusters(
    file: Path = FILE,
    dry_run: bool = DRY_RUN,
    keep_good_rows: bool = KEEP_GOOD_ROWS,
    report: Path | None = REPORT,
) -> None:
    """Import clusters from our own layout (docs/reference/import-files.md)."""
    ready()
    from grappe.apps.imports.enums import ImportKind

    run_office(file, ImportKind.CLUSTERS, None, dry_run, keep_good_rows, report)


@app.command()
def members(  # noqa: PLR0917 - a command line reads in this order
    file: Path = FILE,
    cluster: str = typer.Option(..., help="Short address of the cluster whose members these are."),
    columns: list[str] = typer.Option(
        [], "--column", help="Header=target, for a column taken wrongly; may be repeated."
    ),
    dry_run: bool = DRY_RUN,
    keep_good_rows: bool = KEEP_GOOD_ROWS,
    observed_on: datetime | None = OBSERVED_ON,
    report: Path | None = REPORT,
) -> None:
    """Import the list of members of a cluster, a spreadsheet or CSV with headers of its own."""
    ready()
    from grappe.apps.directory.models import Cluster
    from grappe.apps.imports.enums import ImportKind

    held = Cluster.objects.filter(slug=cluster).first()
    if held is None:
        raise typer.BadParameter(f"no cluster has the short address {cluster!r}", param_hint="--cluster")
    corrections = dict(column.rpartition("=")[::2] for column in columns)
    run_office(file, ImportKind.MEMBERS, held, dry_run, keep_good_rows, report, corrections, observed_on)


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
    ready()
    from grappe.apps.imports.domain.real_data import import_known_file, known_files

    for file in known_files(path):
        with shown_progress(console, file.path.name) as tell:
            run = import_known_file(file, by=None, tell=tell)
        if run is None:
            console.print(f"{file.path.name}: imported before")
        else:
            show(run)


def run_office(  # noqa: PLR0917 - the options of the two commands, in their order
    file: Path,
    kind: "ImportKind",
    cluster: "Cluster | None",
    dry_run: bool,
    keep_good_rows: bool,
    report: Path | None,
    corrections: dict[str, str] | None = None,
    observed_on: datetime | None = None,
) -> None:
    from grappe.apps.imports.domain.runs import perform_import, plan_import

    run = plan_import(
        path=file,
        kind=kind,
        by=None,
        cluster=cluster,
        dry_run=dry_run,
        keep_good_rows=keep_good_rows,
        observed_on=observed_on.date() if observed_on else None,
        mapping=show_mapping(file, cluster, corrections or {}) if cluster is not None else {},
    )
    with shown_progress(console, file.name) as tell:
        perform_import(run=run, path=file, tell=tell)
    raise typer.Exit(0 if conclude(run, report) else 1)


def show_mapping(file: Path, cluster: "Cluster", corrections: dict[str, str]) -> dict[str, str]:
    """Show what each column is taken for, with the corrections that the command line gave."""
    from grappe.analytics.intake.faults import UnreadableFileError
    from grappe.analytics.intake.opening import open_table
    from grappe.apps.imports.domain.mappings import proposals_for

    try:
        proposals = proposals_for(cluster, open_table(file))
    except UnreadableFileError:
        return {}  # the run says why
    mapping = {one.header: corrections.get(one.header, one.target) for one in proposals}
    table = Table("column", "taken for", "examples", box=None)
    for one in proposals:
        table.add_row(one.header, mapping[one.header] or "-", ", ".join(one.examples)[:60])
    console.print(table)
    return {header: target for header, target in mapping.items() if target}


def run_registers(  # noqa: PLR0917 - the options of the three commands, in their order
    files: list[Path],
    source: str,
    dry_run: bool,
    keep_good_rows: bool,
    observed_on: datetime | None,
    report: Path | None,
) -> None:
    ready()
    from grappe.analytics.intake.faults import UnreadableFileError
    from grappe.apps.imports.domain.real_data import recognised
    from grappe.apps.imports.domain.runs import perform_import, plan_import
    from grappe.apps.imports.phrases import message_text

    good = True
    try:
        known = recognised(files, source)
    except UnreadableFileError as error:
        told = message_text({"code": error.code, "params": error.params})
        raise typer.BadParameter(f"{error.params.get('file', '')}: {told} Nothing was written.") from error
    for file in known:
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
    for fault in run.preview.get("refused", [])[:SHOWN_FAULTS]:
        reason = reason_text(fault["code"], fault["params"])
        where = ", ".join(filter(None, (f"line {fault['line']}", fault["column"])))
        console.print(f"  {where}, {shown_value(fault['value'])!r}: {reason}", markup=False)
    more = sum(run.detail.get("reasons", {}).values()) - SHOWN_FAULTS
    if more > 0:
        console.print(f"  and {more:,} more: --report FILE.csv or FILE.xlsx writes all of them")


def shown_value(value: str) -> str:
    """A value that keeps to a part of its line."""
    return value if len(value) <= SHOWN_SIGNS else f"{value[:SHOWN_SIGNS]}…"
