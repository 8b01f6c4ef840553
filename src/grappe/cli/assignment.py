"""Reviewers to proposals from a terminal: solve, check, repair and draw lots, without a database."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import typer

from grappe.cli.affinity import affinity

# The solvers take seconds to load: only a command that uses them waits for them.
if TYPE_CHECKING:
    import numpy as np

    from grappe.engines.assignment import Problem
    from grappe.engines.assignment.exchange import Answer

# The engine's own, spelt out: typer reads it before the engine is loaded.
Objective = Literal["total", "worst", "leximin"]
app = typer.Typer(help="Assign reviewers to proposals.", no_args_is_help=True)
FILE = typer.Argument(help="A problem as JSON; or affinities as CSV or NPY, one row per proposal.")
NEED = typer.Option(3, help="Reviewers per proposal (matrices only).")
MOST = typer.Option(6, help="Most proposals per reviewer (matrices only).")
LEAST = typer.Option(0, help="Least proposals per reviewer (matrices only).")
JSON = typer.Option(None, "--json", help="Write the whole answer to this file.")
app.command()(affinity)


@app.command()
def solve(
    file: Path = FILE,
    *,
    json: Path | None = JSON,
    objective: Objective = typer.Option("worst", help="Total; the worst-off proposal first; leximin."),
    need: int = NEED,
    most: int = MOST,
    least: int = LEAST,
    rule_out_below: float | None = typer.Option(None, help="Matrices only: an affinity below this is a conflict."),
    transpose: bool = typer.Option(False, help="Matrices only: one row per reviewer."),
    seconds: float = typer.Option(60.0, help="Time allowed; what was reached by then is told, with its gap."),
    cap: float | None = typer.Option(None, help="Draw lots: no pair with more than this probability."),
    seed: int = typer.Option(0, help="Of the draw."),
) -> None:
    """Assign reviewers to proposals, with the proof that none is better. Exit code 1: impossible, with the reasons."""
    from grappe.engines import assignment
    from grappe.engines.solving.stop import Deadline

    with _explained(file):
        problem = read_problem(file, limits=(need, most, least), rule_out_below=rule_out_below, transpose=transpose)
        if cap is None:
            _tell(assignment.assign(problem, objective=assignment.Objective(objective), stop=Deadline(seconds)), json)
            return
        lottery = assignment.draw_lots(problem, cap=cap)
        if isinstance(lottery, assignment.Lottery):
            for pair in assignment.sample(problem, lottery, seed=seed):
                typer.echo(f"{pair.proposal}\t{pair.reviewer}")
        _tell(lottery, json)


@app.command()
def check(
    problem: Path = typer.Argument(help="A problem as JSON."),
    result: Path = typer.Argument(help="An assignment as JSON, as `solve` writes it."),
) -> None:
    """Check an assignment and its certificate against the problem, without any solver."""
    from grappe.engines import assignment

    with _explained(result):
        faults = assignment.check(
            assignment.problem_from_json(problem.read_bytes()), assignment.result_from_json(result.read_bytes())
        )
    for fault in faults:
        typer.echo(f"{fault.code}: {fault.about}")
    if faults:
        raise typer.Exit(1)
    typer.echo("Every limit is kept and every figure adds up.")


@app.command()
def repair(
    problem: Path = typer.Argument(help="A problem as JSON."),
    result: Path = typer.Argument(help="The assignment so far, as `solve` writes it."),
    declined: list[str] = typer.Option([], help="REVIEWER, or PROPOSAL=REVIEWER for one reading; repeat it."),
    json: Path | None = JSON,
    seconds: float = typer.Option(60.0, help="Time allowed; what was reached by then is told, with its gap."),
) -> None:
    """Replace those who declined and change as little else as possible."""
    from grappe.engines import assignment
    from grappe.engines.solving.stop import Deadline

    with _explained(problem):
        asked = assignment.problem_from_json(problem.read_bytes())
        pairs = [assignment.Pair(*one.split("=", 1)) for one in declined if "=" in one]
        gone = [one for one in declined if "=" not in one]
        after = assignment.declining(asked, reviewers=gone, pairs=pairs)
        before = assignment.result_from_json(result.read_bytes()).pairs
        _tell(assignment.repair(after, before, stop=Deadline(seconds)), json)


def read_problem(
    file: Path, *, limits: tuple[int, int, int], rule_out_below: float | None = None, transpose: bool = False
) -> "Problem":
    """Read a problem from JSON, or make a plain one from a matrix (need, most, least)."""
    import numpy as np

    from grappe.engines import assignment

    if file.suffix == ".json":
        return assignment.problem_from_json(file.read_bytes())
    matrix = np.load(file) if file.suffix == ".npy" else _matrix_from_csv(file)
    matrix = np.array(matrix.T if transpose else matrix, dtype=np.float64)
    if rule_out_below is not None:
        matrix[matrix < rule_out_below] = np.nan
    need, most, least = limits
    return assignment.problem_from_matrix(matrix, need=need, most=most, least=least)


def _matrix_from_csv(file: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    import numpy as np

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row]
    cells = [[float(cell) if cell.strip() else np.nan for cell in row] for row in rows]
    return np.array(cells)


def _tell(answer: "Answer", json: Path | None) -> None:
    from grappe.cli.assignment_report import report
    from grappe.engines import assignment

    for line in report(answer):
        typer.echo(line)
    if json is not None:
        json.write_text(assignment.answer_to_json(answer), encoding="utf-8")
    if isinstance(answer, assignment.Infeasibility):
        raise typer.Exit(1)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        _refuse(f"{file}: {error}")


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2) from None
