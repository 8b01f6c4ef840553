"""The networks of collaboration of the register, computed and kept for the pages."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from grappe.apps.accounts.models import User


def register(app: typer.Typer) -> None:
    """Add the command to the observatory's."""
    app.command("network")(network)


def network(by: str = typer.Option("", help="E-mail address of a programme officer, for the log.")) -> None:
    """Compute who works with whom from the register's projects: degree, betweenness, communities, borders, SMEs.

    Two networks: clusters that label projects together, organisations that take part together. The pages show the last
    ones computed; the problem is kept beside as Parquet.
    """
    from grappe.cli.main import prepare
    from grappe.cli.observatory import explained
    from grappe.cli.observatory_load import person_of

    with explained():
        prepare()
        load_networks(by=person_of(by))


def load_networks(*, by: "User | None") -> None:
    """Compute both networks and say how large they are."""
    from django.utils import timezone

    from grappe.apps.observatory.domain.networks import compute_network
    from grappe.apps.observatory.enums import NetworkKind

    for kind in NetworkKind:
        held = compute_network(kind=kind, today=timezone.localdate(), by=by).network
        if held is None:
            typer.echo(f"network of {kind.value}: no project has two partners.")
            continue
        told = f"{held.bodies:,} bodies, {held.ties:,} ties, {held.projects:,} projects"
        typer.echo(f"network of {kind.value}: {told}, {held.summary['communities']} communities.")
