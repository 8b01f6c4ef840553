"""The ``grappe`` command: a tour of what the system does from a terminal."""

import os
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from grappe.cli import embedded, messages

app = typer.Typer(
    name="grappe",
    help="Grappe runs a competitiveness-cluster programme, from the register to the observatory.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
app.add_typer(messages.app, name="messages")


def prepare() -> None:
    """A database to talk to and Django ready, for the commands that need them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
    embedded.provide_database(Path(os.environ.get("GRAPPE_DATA_DIR", "var")))
    import django

    django.setup()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Run a command of Django's own (migrate, check, shell ...)."""
    prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["grappe manage", *context.args])


@app.command()
def secret() -> None:
    """Print a new value for GRAPPE_SECRET_KEY."""
    typer.echo(secrets.token_urlsafe(64))


def main(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run the command line."""
    app(args=arguments if arguments is not None else sys.argv[1:])
