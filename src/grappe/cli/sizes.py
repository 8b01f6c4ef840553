"""The size category of one enterprise, from a file, without a database."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from grappe.engines import sizing


def size(
    file: Path = typer.Argument(help="A size problem as JSON, as the register keeps it with each assessment."),
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Day of the assessment; today by default."),
    json: bool = typer.Option(False, "--json", help="Print the whole answer as JSON."),
) -> None:
    """Compute an enterprise's size category under every definition in force, with the reasons."""
    day = (on or datetime.now(tz=UTC)).date()
    try:
        answer = sizing.assess(sizing.problem_from_json(file.read_bytes()), on=day)
    except (OSError, sizing.SizingError) as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(2) from None
    if json:
        typer.echo(sizing.result_to_json(answer))
        return
    for one in answer.sizes:
        typer.echo(f"{one.definition}: {one.category or 'cannot be told: ' + ', '.join(one.possible)}")
        for step in one.steps:
            typer.echo(f"  {sizing.render(step)}")
