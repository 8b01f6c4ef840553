"""``grappe forum``: the programme of an edition, to and from files."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from grappe.apps.forum.models import Edition

app = typer.Typer(help="Bring the Forum's programme in and out.", no_args_is_help=True)
console = Console()
SLUG = typer.Argument(..., help="Short address of the edition, as in /forum/2027/.")


class Form(StrEnum):
    JSON = "json"
    XML = "xml"
    ICS = "ics"


@app.callback()
def ready() -> None:
    """Have a database and Django before any of the commands."""
    from grappe.cli.main import prepare

    prepare()
    from django.utils import translation

    translation.activate("en")


def edition_of(slug: str) -> "Edition":
    from grappe.apps.forum.models import Edition

    held = Edition.objects.filter(slug=slug).first()
    if held is None:
        known = ", ".join(Edition.objects.values_list("slug", flat=True)) or "none"
        raise typer.BadParameter(f"no edition has the short address {slug!r} (there are: {known})")
    return held


@app.command()
def past() -> None:
    """Load the editions of 2005 to 2011 from the packaged facts; what is there already stays."""
    from django.utils import timezone

    from grappe.apps.directory.domain.reference import load_reference
    from grappe.apps.forum.domain.facts import load_editions

    load_reference()
    console.print(f"{load_editions(today=timezone.localdate())} editions loaded")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="schedule.json or schedule.xml.")],
    edition: str = SLUG,
    dry_run: bool = typer.Option(False, "--dry-run", help="Show what would change, write nothing."),
    replace: bool = typer.Option(
        False, "--replace", help="Sessions that the file does not name become drafts (else they stay)."
    ),
) -> None:
    """Import a programme from pretalx or frab JSON or schedule XML; nothing is published by it."""
    from grappe.apps.core.errors import RefusedError
    from grappe.apps.forum.domain.programme_files import import_programme
    from grappe.apps.forum.exchange.faults import FaultyFileError
    from grappe.apps.forum.phrases.programme import change_text

    held = edition_of(edition)
    try:
        outcome = import_programme(edition=held, data=file.read_bytes(), drop_others=replace, dry_run=dry_run, by=None)
    except FaultyFileError as refusal:
        console.print(f"{file.name}: {len(refusal.faults)} faults, nothing was written", style="red", markup=False)
        for fault in refusal.faults:
            console.print(f"  {fault}", markup=False, highlight=False)
        raise typer.Exit(1) from refusal
    except RefusedError as refusal:
        console.print(f"{file.name}: {refusal}", style="red", markup=False)
        raise typer.Exit(1) from refusal
    for change in outcome.changes:
        console.print(f"  {change_text(change, held.zone)}", markup=False, highlight=False)
    state = "would change, nothing was written" if dry_run else "changed; publish them in the office"
    console.print(f"{file.name}: {outcome.sessions} sessions read, {len(outcome.changes)} things {state}")


@app.command()
def export(
    edition: str = SLUG,
    form: Form = typer.Option(Form.JSON, help="pretalx/frab JSON, schedule XML or a calendar."),
    out: Path | None = typer.Option(None, help="The file to write; standard output if not given."),
    language: str = typer.Option("fr", help="fr or en: for titles, and for calendars their texts."),
) -> None:
    """Export the published programme."""
    from grappe.apps.forum.queries.programme import published_programme, written_programme

    held = edition_of(edition)
    published = published_programme(held)
    if published is None:
        console.print("This edition has no published programme yet: publish it in the office first.", style="red")
        raise typer.Exit(1)
    data = written_programme(held, published, form=form, language=language)
    if out is None:
        typer.echo(data.decode())
    else:
        out.write_bytes(data)
        sessions = len(published.programme.sessions)
        console.print(f"{out}: version {published.version.number}, {sessions} sessions")
