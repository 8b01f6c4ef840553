"""Concentration by distance from a terminal: K_d and M of industries, with bands of what chance brings."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from grappe.analytics.pipelines.points import Asked, Points
    from grappe.engines.specialisation import Band

IN = typer.Option(..., "--in", help="Establishments with x, y, industry and, if known, jobs: CSV or Parquet.")
OUT = typer.Option(..., "--out", help="A .parquet or .csv file; its provenance is written beside.")
INDUSTRY = typer.Option([], help="Code of an industry; repeat it. All with enough sites otherwise.")
LEAST = typer.Option(10, help="Fewest sites of an industry.")
REACH = typer.Option(None, help="Greatest distance in kilometres.")
STEPS = typer.Option(50, help="How many distances.")
SIMULATIONS = typer.Option(100, help="Draws for the bands.")
LEVEL = typer.Option(0.05, help="Left outside on each side of a band.")
SEED = typer.Option(0, help="Of the draws.")
LAYOUT = typer.Option(None, help="As of `cells`.")
COLUMN = typer.Option([], help="TARGET=NAME for x, y, industry, jobs; repeat it.")
COORDINATES = typer.Option("degrees", help="degrees, lambert-93 or plane (metres).")
WITHIN = typer.Option(None, help="West, south, east and north that hold every place, apart by commas.")
ON_BAD = typer.Option("refuse", help="Bad rows: refuse, repair (swapped or Lambert 93) or skip (and count).")
UNWEIGHTED = typer.Option(False, "--unweighted", help="Count sites, not jobs.")
WORK = typer.Option(None, help="Folder of finished industries; beside the result otherwise.")
REACHES = {"kd": 180.0, "m": 20.0}


def register(app: typer.Typer) -> None:
    """Add the commands to the observatory's."""
    for name, told in (
        ("kd", "K_d of Duranton and Overman: how often two sites of an industry are so far apart, against chance."),
        ("m", "M of Marcon and Puech: an industry's share of the jobs around its own sites, against its share of all."),
    ):
        app.command(name, help=told)(_command(name))


def _command(name: str) -> Callable[..., None]:
    def command(
        source: str = IN, out: Path = OUT, *, industry: list[str] = INDUSTRY, least: int = LEAST,
        reach: float | None = REACH, steps: int = STEPS, simulations: int = SIMULATIONS, level: float = LEVEL,
        seed: int = SEED, layout: str | None = LAYOUT, column: list[str] = COLUMN, coordinates: str = COORDINATES,
        within: str | None = WITHIN, on_bad: str = ON_BAD, unweighted: bool = UNWEIGHTED, work: Path | None = WORK,
    ) -> None:  # fmt: skip
        from grappe.analytics.pipelines.points import Asked
        from grappe.analytics.sources import OnBad
        from grappe.cli.observatory import explained, pairs_of

        with explained():
            asked = Asked(source, layout, pairs_of(column, "--column"), coordinates, _box(within), OnBad(on_bad))
            wanted = {
                "indicator": name, "industries": industry, "least": least, "reach": reach or REACHES[name],
                "steps": steps, "simulations": simulations, "level": level, "seed": seed, "weighted": not unweighted,
            }  # fmt: skip
            _run(asked, wanted, out, work or out.parent / ".grappe-observatory")

    return command


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    held = [float(one) for one in text.split(",")]
    if len(held) != 4:  # noqa: PLR2004
        raise ValueError("--within: write four numbers, WEST,SOUTH,EAST,NORTH.")
    return held[0], held[1], held[2], held[3]


def _run(asked: "Asked", wanted: dict[str, Any], out: Path, work: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from grappe.analytics.backends import backend_named
    from grappe.analytics.pipelines import write_result
    from grappe.analytics.pipelines.points import account, read_points
    from grappe.analytics.pipelines.provenance import made_by
    from grappe.analytics.pipelines.stages import Stages
    from grappe.cli.observatory_progress import shown_stages

    backend = backend_named("duckdb", memory="3GB", folder=work / "spill")
    try:
        points = read_points(asked, backend)
    finally:
        backend.close()
    held = account(points, asked)
    codes = _industries(points, wanted)
    key = {**held, **wanted, "columns": dict(asked.columns or {})}
    with shown_stages() as report:
        stages = Stages(work, report)
        paths = [
            stages.run(f"{wanted['indicator']}-{place}", {**key, "industry": code}, _maker(points, code, wanted))
            for place, code in enumerate(codes)
        ]
    table = pa.concat_tables([pq.read_table(path) for path in paths])
    provenance = {"made_by": made_by(), "indicator": wanted["indicator"], "parameters": wanted, **held}
    write_result(table, out, provenance | {"rows": {**held["rows"], "out": table.num_rows}})
    typer.echo(f"Rows: {', '.join(f'{count:,} {what}' for what, count in held['rows'].items())}.")
    for one in points.troubles:
        typer.echo(f"  {one.told()}")
    typer.echo(f"{len(codes):,} industries: {table.num_rows:,} rows in {out}, provenance beside it.")


def _industries(points: "Points", wanted: dict[str, Any]) -> list[str]:
    import numpy as np

    codes, counts = np.unique(points.industry, return_counts=True)
    held = dict(zip(codes.tolist(), counts.tolist(), strict=True))
    unknown = [code for code in wanted["industries"] if held.get(code, 0) < wanted["least"]]
    if unknown:
        raise ValueError(
            f"Fewer than {wanted['least']} sites of {', '.join(unknown)}: lower --least or choose another."
        )
    chosen = wanted["industries"] or [code for code, count in held.items() if code and count >= wanted["least"]]
    if not chosen:
        raise ValueError(f"No industry has {wanted['least']} sites: lower --least.")
    return list(chosen)


def _maker(points: "Points", code: str, wanted: dict[str, Any]) -> Callable[[Path], int]:
    def make(path: Path) -> int:
        import numpy as np
        import pyarrow.parquet as pq

        from grappe.engines import specialisation

        cases = points.industry == code
        radii = np.linspace(0, wanted["reach"], wanted["steps"] + 1)[1:]
        band_of = specialisation.density_band if wanted["indicator"] == "kd" else specialisation.ratio_band
        band = band_of(
            points.places, cases, radii, weights=points.jobs if wanted["weighted"] else None,
            simulations=wanted["simulations"], level=wanted["level"], seed=wanted["seed"],
        )  # fmt: skip
        pq.write_table(_rows(code, cases, band), path)
        return int(cases.sum())

    return make


def _rows(code: str, cases: "NDArray[np.bool_]", band: "Band") -> "pa.Table":
    import pyarrow as pa

    number = len(band.radii)
    names = (
        "observed", "mean", "local_low", "local_high", "global_low", "global_high", "localisation", "dispersion",
        "error",
    )  # fmt: skip
    return pa.table(
        {
            "industry": [code] * number,
            "sites": [int(cases.sum())] * number,
            "kilometres": band.radii,
            **{name: pa.array(getattr(band, name), from_pandas=True) for name in names},
            "p_above": [float(band.p_above)] * number,
            "p_below": [float(band.p_below)] * number,
        }
    )
