"""Doubles in the register, from a terminal."""

import typer

app = typer.Typer(help="Organisations held twice: search for them.", no_args_is_help=True)


@app.callback()
def doubles() -> None:
    """Organisations held twice: search for them."""


@app.command()
def propose(
    minimum_score: float = typer.Option(0.5, min=0.0, max=1.0, help="Pairs below this score are not listed."),
) -> None:
    """Search the whole register for organisations held twice; a person decides in the office."""
    from grappe.cli.main import prepare, refuse_older_tables

    prepare()
    refuse_older_tables()
    from grappe.apps.directory.bridge.merges import propose_merges

    typer.echo(f"{propose_merges(by=None, minimum_score=minimum_score)} new proposals")
