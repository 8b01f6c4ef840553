"""The demonstration: one command from nothing to pages in the browser."""

import os
import secrets
import time
from pathlib import Path

import typer
from rich.console import Console

from grappe.cli import embedded
from grappe.cli.import_progress import shown_progress
from grappe.cli.messages import compile_catalogues
from grappe.cli.serving import serve

console = Console()
# Beyond this number of participations a network takes minutes: it is left to the worker.
MOST_PARTS = 10_000


def password_of(data_dir: Path) -> str:
    """The password that the simulated people share: made once, readable by its owner only."""
    path = data_dir / "demo_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text()


def prepare(data_dir: Path) -> None:
    """Settings, database, schema and static files."""
    os.environ.setdefault("GRAPPE_MODE", "demo")
    os.environ.setdefault("GRAPPE_DATA_DIR", str(data_dir))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
    with console.status("Starting PostgreSQL"):
        embedded.provide_database(data_dir)
    import django

    django.setup()
    from django.core.management import call_command

    with console.status("Preparing the tables"):
        call_command("migrate", verbosity=0)
    with console.status("Collecting the static files"):
        compile_catalogues()
        call_command("collectstatic", verbosity=0, interactive=False)


def demo(
    data: Path | None = typer.Option(None, exists=True, file_okay=False, help="Folder of real data to load too."),
    host: str = typer.Option("127.0.0.1", help="Address to serve on."),
    port: int = typer.Option(8000, help="Port to serve on."),
    workers: int = typer.Option(2, help="Web processes."),
    load_only: bool = typer.Option(False, "--load-only", help="Load the data and stop."),
) -> None:
    """Run the demonstration programme in the browser."""
    started = time.monotonic()
    data_dir = Path(os.environ.get("GRAPPE_DATA_DIR", "var"))
    if data is not None:
        os.environ["GRAPPE_REAL_DATA"] = str(data.resolve(strict=True))
    # Letters and files name this address.
    os.environ.setdefault("GRAPPE_BASE_URL", f"http://{host}:{port}")
    prepare(data_dir)
    from grappe.apps.demonstration.load import load_demonstration

    password = password_of(data_dir)
    with console.status("Loading the demonstration programme"):
        loaded = load_demonstration(password=password)
    if loaded:
        console.print(
            f"Loaded {loaded.clusters} clusters (facts), "
            f"{loaded.members} members and {loaded.projects} projects (simulated)."
        )
    if data is not None:
        load_real_data(data)
    make_suggestions_ready()
    load_observatory(data)
    if load_only:
        return
    show_sign_ins(f"http://{host}:{port}/", password, time.monotonic() - started)
    raise typer.Exit(serve(host=host, port=port, workers=workers))


def load_real_data(folder: Path) -> None:
    """Import the register files of a folder that were not imported yet."""
    from grappe.apps.imports.domain.real_data import import_known_file, known_files

    for file in known_files(folder.resolve()):
        with shown_progress(console, file.path.name) as tell:
            run = import_known_file(file, by=None, tell=tell)
        if run is not None:
            console.print(f"Imported {file.path.name}: {run.read:,} rows, {run.refused:,} refused.")


def make_suggestions_ready() -> None:
    """Let everybody that was loaded be suggested, which the pages say is simulated, and prepare the first answers."""
    from django.utils import timezone

    from grappe.apps.demonstration.partnerships import simulate_consents
    from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot

    with console.status("Preparing the suggestions of partners"):
        simulate_consents()
        prepare_snapshot(today=timezone.localdate())


def load_observatory(folder: Path | None) -> None:
    """Load the regional tables of a folder, the register's own, and its networks of collaboration."""
    from grappe.cli.observatory_load import load_declared, load_register
    from grappe.cli.observatory_networks import load_networks

    if folder is not None:
        load_declared(folder.resolve(), only=[], by=None)
    load_register(by=None)
    load_networks(by=None, most=MOST_PARTS)


def show_sign_ins(address: str, password: str, seconds: float) -> None:
    from grappe.apps.demonstration import people

    others = {
        "member editor": people.MEMBER,
        "expert": people.EXPERT,
        "administrator": people.ADMINISTRATOR,
        "foreign member": people.FOREIGN,
        "forum desk": people.DESK,
        "journalist": people.PRESS,
        "lead of a proposal": people.AUTHOR,
        "committee chair": people.CHAIR,
        "panel chair": people.CHAIR_OF_PANEL,
        "other experts": ", ".join(people.EXPERTS),
        "funder (State)": people.STATE,
        "funder (region)": people.REGION,
        "paying officer": people.PAYER,
    }
    console.print(f"\n[bold]Grappe[/bold] is ready after {seconds:.0f} s: [link={address}]{address}[/link]")
    console.print(f"  cluster officer    {people.OFFICER}    password {password}")
    console.print(f"  programme officer  {people.PROGRAMME}  password {password}")
    console.print("  with the same password:")
    for role, email in others.items():
        console.print(f"  {role:<18} {email}", soft_wrap=True)
    console.print("Members, people and projects marked as simulated are simulated. Ctrl-C stops everything.\n")
