"""What the pages keep beside tables: the networks of collaboration, outlines of regions for the maps."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from grappe.apps.accounts.models import User
    from grappe.apps.observatory.enums import NetworkKind


def register(app: typer.Typer) -> None:
    """Add the commands to the observatory's."""
    app.command("network")(network)
    app.command("outlines")(outlines)


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


def outlines(
    source: Path = typer.Option(..., "--in", exists=True, dir_okay=False, help="GeoJSON in degrees, gzipped or not."),
    territory: str = typer.Option(..., help="Whose outlines: fr-zones-2020, nuts-2016, us-states ..."),
    code: str = typer.Option("code", help="The property that holds the region's code."),
) -> None:
    """Bring outlines of regions into the observatory's maps; they are lightened and kept in the data folder.

    The regions and departments of France come with the folder of real data; employment zones, NUTS regions and others
    are published by INSEE, IGN and Eurostat (GISCO) under their own licences.
    """
    from grappe.cli.main import prepare
    from grappe.cli.observatory import explained

    with explained():
        prepare()
        from django.conf import settings

        from grappe.apps.observatory.enums import TerritoryVersion
        from grappe.apps.observatory.outlines import keep_outlines

        if territory not in TerritoryVersion.values:
            raise ValueError(f"No territory {territory!r}; there are {', '.join(TerritoryVersion.values)}.")
        number = keep_outlines(source, version=TerritoryVersion(territory), code=code, folder=settings.DATA_DIR)
    typer.echo(f"{number:,} outlines of {territory} are drawn from now on.")


def load_networks(*, by: "User | None", most: int | None = None) -> None:
    """Compute both networks and say how large they are; those of more than ``most`` parts are left to the worker."""
    from django.utils import timezone

    from grappe.apps.observatory.domain.networks import compute_network
    from grappe.apps.observatory.enums import NetworkKind
    from grappe.apps.projects.models import Participation, ProjectLabel

    parts = {
        NetworkKind.CLUSTERS: ProjectLabel.objects.count(),
        NetworkKind.ORGANISATIONS: Participation.objects.count(),
    }
    for kind, number in parts.items():
        if most is not None and number > most:
            leave_to_worker(kind, number)
            continue
        held = compute_network(kind=kind, today=timezone.localdate(), by=by).network
        if held is None:
            typer.echo(f"network of {kind.value}: no project has two partners.")
            continue
        told = f"{held.bodies:,} bodies, {held.ties:,} ties, {held.projects:,} projects"
        typer.echo(f"network of {kind.value}: {told}, {held.summary['communities']} communities.")


def leave_to_worker(kind: "NetworkKind", parts: int) -> None:
    """Ask for a network that takes minutes, unless the one kept is of as many parts or one is being computed."""
    from grappe.apps.observatory.domain.network_runs import NetworkRunningError, ask_for_network
    from grappe.apps.observatory.queries.networks import network_of
    from grappe.apps.observatory.tasks import compute

    held = network_of(kind)
    if held is not None and held.provenance.get("parts") == parts:
        typer.echo(f"network of {kind.value}: {parts:,} parts, computed on {held.counted_on}.")
        return
    try:
        run = ask_for_network(kind=kind, by=None)
    except NetworkRunningError:
        typer.echo(f"network of {kind.value}: being computed.")
        return
    compute.defer(run_id=run.pk)
    typer.echo(f"network of {kind.value}: {parts:,} parts, left to the worker; the page tells how far it is.")
