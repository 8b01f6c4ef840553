"""``grappe forum``: the programme of an edition, to and from files; its places and its plan of meetings."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from grappe.apps.forum.models import Edition

app = typer.Typer(help="The Forum's programme, places and meetings from a terminal.", no_args_is_help=True)
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


@app.command()
def editions() -> None:
    """List the editions with their state, dates, places taken and plan of meetings."""
    from grappe.apps.forum.models import Edition

    for one in Edition.objects.order_by("number"):
        days = f"{one.days.lower} to {one.days.upper}" if one.days else "no dates"
        places = f"{one.held_places} of {'no limit' if one.capacity is None else one.capacity} places"
        console.print(f"{one.slug}: {one.state}, {days}, {places}", markup=False, highlight=False)


@app.command()
def publish(
    edition: str = SLUG, message: str = typer.Option("", help="What to tell visitors about the change.")
) -> None:
    """Publish the confirmed sessions as the next version of the programme."""
    from grappe.apps.core.errors import RefusedError
    from grappe.apps.forum.domain.versions import publish_programme
    from grappe.apps.forum.phrases.programme import change_text

    held = edition_of(edition)
    try:
        version = publish_programme(edition=held, message=message, by=None)
    except RefusedError as refusal:
        console.print(str(refusal), style="red", markup=False)
        raise typer.Exit(1) from refusal
    for change in version.changes:
        console.print(f"  {change_text(change, held.zone)}", markup=False, highlight=False)
    console.print(f"version {version.number} is published")


@app.command()
def plan(
    edition: str = SLUG,
    seconds: float = typer.Option(60, min=1, help="Time allowed."),
    seed: int = typer.Option(1, help="The same seed and time, the same plan."),
    publish: bool = typer.Option(False, "--publish", help="Put it in force and tell whose agenda changes."),
) -> None:
    """Compute a plan of the B2B meetings here and now, without the worker."""
    from grappe.apps.core.errors import RefusedError
    from grappe.apps.forum.bridge.planning import compute_plan
    from grappe.apps.forum.domain.plans import ask_plan, publish_plan
    from grappe.apps.forum.enums import PlanState

    held = edition_of(edition)
    try:
        made = compute_plan(ask_plan(edition=held, seconds=seconds, seed=seed, by=None).pk)
        if made.state == PlanState.COMPUTED and publish:
            made = publish_plan(plan=made, by=None)
    except RefusedError as refusal:
        console.print(str(refusal), style="red", markup=False)
        raise typer.Exit(1) from refusal
    if made.state == PlanState.FAILED:
        console.print(f"no plan: {made.failure}", style="red", markup=False)
        raise typer.Exit(1)
    meetings = made.meetings.count()
    console.print(f"plan {made.pk} {made.state}: {meetings} meetings, weight {made.value:g} of {made.bound:g} at most")


@app.command()
def offers() -> None:
    """Pass on the places that nobody accepted in time; the worker does so every five minutes."""
    from grappe.apps.forum.domain.offers import lapse_offers

    console.print(f"{lapse_offers()} offers lapsed")
