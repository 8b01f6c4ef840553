"""From texts to affinities on a terminal: what `grappe assignment solve` then reads."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import typer

# numpy and scipy take a second to load: only the command that uses them waits for them.
if TYPE_CHECKING:
    from grappe.engines.affinity import Encoder, Problem, Result

KINDS = (".csv", ".npy", ".json")


def affinity(
    proposals: Path = typer.Argument(help="CSV or JSON lines: id, title, text."),
    experts: Path = typer.Argument(help="CSV or JSON lines, one publication each: expert, title, text, year."),
    *,
    out: Path = typer.Option(help="A matrix as .csv or .npy, one row per proposal; or a problem for `solve` as .json."),
    encoder: bool | None = typer.Option(
        None, help="Compare sense across languages too; by default where the extra 'encoder' is installed."
    ),
    latest: int = typer.Option(50, help="Publications of an expert that count, the most recent first."),
    candidates: int | None = typer.Option(None, min=1, help="JSON only: experts kept for each proposal, the best."),
    need: int = typer.Option(3, help="JSON only: reviewers per proposal."),
    most: int = typer.Option(6, help="JSON only: most proposals per reviewer."),
) -> None:
    """Say how well the publications of experts fit proposals, between 0 and 1; texts in French or English."""
    from grappe.engines import affinity as engine

    if out.suffix not in KINDS:
        _refuse(f"{out}: write to a name that ends in {', '.join(KINDS)}.")
    try:
        problem = engine.Problem(engine.read_proposals(proposals), engine.read_experts(experts))
        used = _encoder(wanted=encoder)
        found = engine.affinities(problem, parameters=engine.Parameters(latest=latest), encoder=used)
        _write(problem, found, out, (need, most, candidates))
    except (OSError, ValueError) as error:
        _refuse(str(error))
    sense = "words, themes and sense" if used else "words and themes (no encoder)"
    typer.echo(f"{len(problem.proposals)} proposals, {len(problem.experts)} experts, compared by {sense}: {out}")


def _encoder(*, wanted: bool | None) -> "Encoder | None":
    from grappe.engines import affinity as engine
    from grappe.engines.texts.errors import EncoderAbsentError

    if wanted is False:
        return None
    try:
        return engine.packaged_encoder()
    except EncoderAbsentError:
        if wanted:
            raise
        return None


def _write(problem: "Problem", found: "Result", out: Path, limits: tuple[int, int, int | None]) -> None:
    import numpy as np

    if out.suffix == ".npy":
        np.save(out, found.values)
    elif out.suffix == ".csv":
        with out.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([f"{value:.6f}" for value in row] for row in found.values.tolist())
    else:
        out.write_text(_as_assignment(problem, found, limits), encoding="utf-8")


def _as_assignment(problem: "Problem", found: "Result", limits: tuple[int, int, int | None]) -> str:
    import numpy as np

    from grappe.engines import assignment

    need, most, candidates = limits
    kept = min(candidates or len(problem.experts), len(problem.experts))
    best = np.argsort(-found.values, axis=1, kind="stable")[:, :kept]
    rows = np.repeat(np.arange(len(problem.proposals)), kept)
    return assignment.problem_to_json(
        assignment.Problem(
            tuple(assignment.Proposal(one.id, need) for one in problem.proposals),
            tuple(assignment.Reviewer(one.id, most) for one in problem.experts),
            assignment.Affinities.sparse(rows, best.ravel(), np.round(found.values[rows, best.ravel()], 6)),
        )
    )


def _refuse(reason: str) -> None:
    typer.echo(reason, err=True)
    raise typer.Exit(2) from None
