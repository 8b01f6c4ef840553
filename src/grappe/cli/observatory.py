"""The observatory from a terminal: files of establishments or jobs to cells, and cells to figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grappe.cli import observatory_distances, observatory_indicators, observatory_load, observatory_networks
from grappe.cli.observatory_progress import shown_stages

# The engines take seconds to load: only a command that uses them waits for them.
if TYPE_CHECKING:
    from grappe.analytics.pipelines import Built, Request

app = typer.Typer(help="Compute the observatory's figures from files of any size.", no_args_is_help=True)
IN = typer.Option(
    ..., "--in", help="A CSV, Parquet, TSV or JSON-stat file, a folder of Parquet files, or a quoted glob."
)
OUT = typer.Option(..., "--out", help="A .parquet or .csv file; its provenance is written beside.")
LAYOUT = typer.Option(None, help="sirene, clap, cbp, eurostat, eurostat-figures, sites or cells; or by the columns.")
COLUMN = typer.Option([], help="TARGET=NAME: the file's own name of region, industry, jobs, sites ...; repeat it.")
WHERE = typer.Option([], help="COLUMN=VALUE: read only these rows; repeat it.")
TERRITORY = typer.Option(
    None, help="fr-2016, fr-before-2016, fr-departments, fr-zones-2020, nuts-2016, us-counties, us-states, any."
)
HOLDS = typer.Option(None, help="What the column of the region holds: region, department, commune, nuts or state.")
NOMENCLATURE = typer.Option(None, help="naf-rev2, nace-rev2, naf-2025, nace-rev2.1, naics or any.")
LEVEL = typer.Option("code", help="Of industries: code, section, division, group, class or a number of digits.")
CONCORDANCE = typer.Option(
    None, help="CSV with source, target and weight, from another nomenclature to the one asked for."
)
TERRITORIES = typer.Option(None, help="Folder of the tables of communes.")
ON_BAD = typer.Option("refuse", help="Bad rows: refuse, repair (what needs no guess) or skip (and count).")
ENGINE = typer.Option("duckdb", help="duckdb, spark-local or spark://HOST:PORT.")
MEMORY = typer.Option("3GB", help="Most that DuckDB holds in memory; the rest goes to disk.")
WORK = typer.Option(None, help="Folder of finished stages; beside the result otherwise. A stopped run goes on from it.")


@app.command()
def cells(
    source: str = IN,
    out: Path = OUT,
    *,
    layout: str | None = LAYOUT,
    column: list[str] = COLUMN,
    where: list[str] = WHERE,
    territory: str | None = TERRITORY,
    holds: str | None = HOLDS,
    nomenclature: str | None = NOMENCLATURE,
    level: str = LEVEL,
    concordance: Path | None = CONCORDANCE,
    territories: Path | None = TERRITORIES,
    on_bad: str = ON_BAD,
    engine: str = ENGINE,
    memory: str = MEMORY,
    work: Path | None = WORK,
) -> None:
    """Count jobs, establishments and squares of every region and industry, with the location quotient.

    Every row is accounted for: used, left aside, suppressed, repaired or left out. Exit code 2: rows were refused, with
    where they stand and what to do.
    """
    from grappe.analytics.pipelines import Request
    from grappe.analytics.sources import OnBad

    with explained():
        request = Request(
            pattern=source,
            layout=layout,
            columns=pairs_of(column, "--column"),
            where=pairs_of(where, "--where"),
            territory=territory,
            nomenclature=nomenclature,
            held=holds,
            level=level,
            concordance=concordance,
            territories=territories,
            on_bad=OnBad(on_bad),
        )
        built = built_cells(request, out, engine=engine, memory=memory, work=work)
    _tell(built, out)


@app.command()
def publish(
    year: int = typer.Argument(help="Year under which the figures stand."),
    by: str = typer.Option(..., help="E-mail address of a programme officer."),
) -> None:
    """Freeze the programme's figures of today under a year, for good; simulated records do not count."""
    from grappe.cli.main import prepare

    prepare()
    from django.utils import timezone

    from grappe.apps.accounts.models import User
    from grappe.apps.core.errors import RefusedError
    from grappe.apps.observatory.domain.vintages import publish_vintage

    person = User.objects.filter(email__iexact=by).first()
    if person is None:
        typer.echo(f"Nobody here has the address {by}.", err=True)
        raise typer.Exit(2)
    try:
        vintage = publish_vintage(year=year, today=timezone.localdate(), by=person)
    except RefusedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"The figures of {vintage.year} are published: {vintage.get_absolute_url()}")


def built_cells(request: "Request", out: Path, *, engine: str, memory: str, work: Path | None) -> "Built":
    """Build cells and write them to a file with their provenance."""
    import pyarrow.parquet as pq

    from grappe.analytics.backends import backend_named
    from grappe.analytics.pipelines import build_cells, write_result

    folder = work or out.parent / ".grappe-observatory"
    backend = backend_named(engine, memory=memory, folder=folder / "spill")
    try:
        with shown_stages() as report:
            built = build_cells(request, backend, folder, report)
    finally:
        backend.close()
    order = [(name, "ascending") for name in ("year", "region", "industry")]
    table = pq.read_table(built.path).sort_by(order)
    write_result(table, out, built.provenance)
    return built


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _tell(built: "Built", out: Path) -> None:
    rows = built.provenance["rows"]
    told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in rows.items() if count or name == "used")
    typer.echo(f"Rows: {told}.")
    for trouble in built.provenance["troubles"]:
        codes = f" ({', '.join(trouble['values'][:5])})" if trouble["values"] else ""
        typer.echo(f"  {trouble['reason'].replace('_', ' ')}: {_rows(trouble['rows'])}{codes}: {trouble['done']}.")
    typer.echo(f"Repeated rows: {built.provenance['repeats']}. Written to {out}, provenance beside it.")


def pairs_of(texts: list[str], option: str) -> dict[str, str]:
    """Read options of the form NAME=VALUE."""
    wrong = [text for text in texts if "=" not in text]
    if wrong:
        raise ValueError(f"{option} {wrong[0]}: write NAME=VALUE.")
    return dict(text.split("=", 1) for text in texts)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what could not be done into words and an exit code."""
    from grappe.analytics.backends import EngineAbsentError, EngineFailedError
    from grappe.apps.core.errors import RefusedError

    try:
        yield
    except (OSError, ValueError, EngineAbsentError, EngineFailedError, RefusedError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


observatory_indicators.register(app)
observatory_load.register(app)
observatory_distances.register(app)
observatory_networks.register(app)
