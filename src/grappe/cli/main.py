"""The ``grappe`` command: a tour of what the system does from a terminal."""

import os
import secrets
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from grappe.cli import (
    aid,
    assignment,
    audit,
    embedded,
    forum,
    funding,
    imports,
    matching,
    meetings,
    merges,
    messages,
    observatory,
    selection,
)
from grappe.cli.backup import backup, restore
from grappe.cli.demo import demo
from grappe.cli.openapi import openapi
from grappe.cli.promise import seconds_alive
from grappe.cli.serving import serve as run_server
from grappe.cli.sizes import size

app = typer.Typer(
    name="grappe",
    help=(
        "Grappe runs a competitiveness-cluster programme, from the register to the observatory.\n\n"
        "Start with `grappe demo`: the programme in your browser, on data that come with it. "
        "To run it for good, see `grappe setup` and `grappe serve`, and docs/how-to."
    ),
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
# The order of the help: what one meets first stands first.
TRY, FILL, CALL, FORUM = "Try it", "Fill and clean the register", "Run a call", "Hold the Forum"
OBSERVE = "See where strengths lie"
RUN, KEEP = "Run it", "Work on it"
app.command(rich_help_panel=TRY)(demo)
app.command(rich_help_panel=TRY)(size)
app.add_typer(imports.app, name="import", rich_help_panel=FILL)
app.add_typer(merges.app, name="merges", rich_help_panel=FILL)
app.add_typer(aid.app, name="aid", rich_help_panel=CALL)
app.add_typer(assignment.app, name="assignment", rich_help_panel=CALL)
app.add_typer(selection.app, name="selection", rich_help_panel=CALL)
app.add_typer(funding.app, name="funding", rich_help_panel=CALL)
app.add_typer(matching.app, name="matching", rich_help_panel=CALL)
app.add_typer(forum.app, name="forum", rich_help_panel=FORUM)
app.add_typer(meetings.app, name="meetings", rich_help_panel=FORUM)
app.add_typer(observatory.app, name="observatory", rich_help_panel=OBSERVE)
app.command(rich_help_panel=RUN)(backup)
app.command(rich_help_panel=RUN)(restore)
app.add_typer(audit.app, name="audit", rich_help_panel=RUN)
app.command(rich_help_panel=KEEP)(openapi)
app.add_typer(messages.app, name="messages", rich_help_panel=KEEP)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"grappe {version('grappe')}, Python {sys.version.split()[0]}")
        raise typer.Exit


@app.callback()
def tour(
    shown: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    del shown


def prepare() -> None:
    """A database to talk to and Django ready, for the commands that need them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
    embedded.provide_database(Path(os.environ.get("GRAPPE_DATA_DIR", "var")))
    import django
    from django.apps import apps

    # A second setup would configure logging anew and close the streams of whoever logs already.
    if not apps.ready:
        django.setup()


def refuse_older_tables() -> None:
    """Stop where the tables are those of an older version, before a command stumbles over them."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        typer.echo("The tables are those of an older version: run `grappe setup` first.", err=True)
        raise typer.Exit(1)


@app.command(
    rich_help_panel=RUN,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def manage(context: typer.Context) -> None:
    """Run a command of Django's own (migrate, check, shell ...)."""
    prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["grappe manage", *context.args])


@app.command(rich_help_panel=RUN)
def serve(
    host: str = typer.Option("127.0.0.1", help="Address to serve on."),
    port: int = typer.Option(8000, help="Port to serve on."),
    workers: int = typer.Option(2, help="Web processes."),
) -> None:
    """Serve the site and its workers with the settings of the environment."""
    prepare()
    raise typer.Exit(run_server(host=host, port=port, workers=workers))


@app.command(rich_help_panel=RUN)
def setup() -> None:
    """Bring tables, static files and reference data in step with this version; run it after every upgrade."""
    messages.compile_catalogues()
    prepare()
    from django.core.management import call_command

    from grappe.apps.directory.domain.reference import load_reference

    call_command("migrate", verbosity=1)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_reference()


@app.command(rich_help_panel=RUN)
def secret() -> None:
    """Print a new value for GRAPPE_SECRET_KEY."""
    typer.echo(secrets.token_urlsafe(64))


def main(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run the command line."""
    if arguments is not None:
        app(args=arguments)
    else:  # what the start of the process took counts towards the time a user allows
        app(args=sys.argv[1:], obj=time.monotonic() - seconds_alive())
