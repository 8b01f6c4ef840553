"""The co-funded portfolio from a terminal: solve, check, explain, ask what if, without a database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

# The solvers take seconds to load: only a command that uses them waits for them.
if TYPE_CHECKING:
    from grappe.engines.selection import Portfolio, Problem
    from grappe.engines.selection.exchange import Told

app = typer.Typer(help="Choose the projects to fund and who pays what.", no_args_is_help=True)
PROBLEM = typer.Argument(help="A problem as JSON: projects, funders and limits.")
PORTFOLIO = typer.Argument(help="A portfolio as JSON, as `solve` writes it.")
JSON = typer.Option(None, "--json", help="Write the whole answer to this file.")
TIME = typer.Option(60.0, "--time", min=0.1, help="Seconds allowed; what was reached by then is told, with its gap.")


@app.command()
def solve(file: Path = PROBLEM, *, json: Path | None = JSON, time: float = TIME) -> None:
    """Choose the best portfolio, with the proof that none is better. Exit code 1: what is pinned cannot be paid."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline, Status

    with _explained(file):
        problem = selection.problem_from_json(file.read_bytes())
        with silenced():
            portfolio = selection.select(problem, stop=Deadline(time))
        _tell(portfolio, json)
    if portfolio.status is Status.INFEASIBLE:
        raise typer.Exit(1)


@app.command()
def check(file: Path = PROBLEM, result: Path = PORTFOLIO) -> None:
    """Check a portfolio, its payments and its certificate, without any solver. Exit code 1: it breaks something."""
    from grappe.engines import selection

    faults = selection.check(*_read(file, result))
    for fault in faults:
        typer.echo(f"{fault.code}: {fault.about}")
    if faults:
        raise typer.Exit(1)
    typer.echo("Every limit is kept to the cent and every figure adds up.")


@app.command()
def explain(
    file: Path = PROBLEM,
    result: Path = PORTFOLIO,
    project: list[str] = typer.Option([], help="A refused project; repeat it. All by default, best scores first."),
    *,
    json: Path | None = JSON,
    time: float = typer.Option(5.0, "--time", min=0.1, help="Seconds allowed for figures: the best scores first."),
) -> None:
    """Say why projects were refused: what they would displace, which envelope lacks how much, what takes them in."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline

    problem, portfolio = _read(file, result)
    with _explained(file), silenced():
        answer = selection.explain(problem, portfolio, names=project or None, stop=Deadline(time))
    _tell(answer, json)


@app.command()
def whatif(
    file: Path = PROBLEM,
    result: Path = PORTFOLIO,
    *,
    pin: list[str] = typer.Option([], help="A project that must be in; repeat it."),
    exclude: list[str] = typer.Option([], help="A project that must be out; repeat it."),
    free: list[str] = typer.Option([], help="A project no longer decided by hand; repeat it."),
    budget: list[str] = typer.Option([], help="FUNDER=EUROS, its new budget; repeat it."),
    envelope: list[str] = typer.Option([], help="ENVELOPE=EUROS, its new amount; repeat it."),
    ceiling: list[str] = typer.Option([], help="UNDERTAKING=EUROS, its new ceiling; repeat it."),
    score: list[str] = typer.Option([], help="PROJECT=SCORE, its new score; repeat it."),
    json: Path | None = JSON,
    time: float = typer.Option(2.0, "--time", min=0.1, help="Seconds allowed."),
) -> None:
    """Answer a question of the panel from the portfolio on the table. Exit code 1: it cannot be paid."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline, Status

    problem, portfolio = _read(file, result)
    with _explained(file):
        question = selection.Question(
            frozenset(pin),
            frozenset(exclude),
            frozenset(free),
            _pairs(budget),
            _pairs(envelope),
            _pairs(ceiling),
            _pairs(score),
        )
        with silenced():
            answer = selection.what_if(problem, portfolio, question, stop=Deadline(time))
    _tell(answer, json)
    if answer.portfolio.status is Status.INFEASIBLE:
        raise typer.Exit(1)


@app.command()
def membership(
    file: Path = PROBLEM,
    *,
    draws: int = typer.Option(100, min=1, help="Draws of scores, each in its range."),
    seed: int = typer.Option(0, help="Of the draws."),
    json: Path | None = JSON,
    time: float = TIME,
) -> None:
    """Say which projects are always, sometimes or never in when scores move in their ranges."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline

    with _explained(file):
        problem = selection.problem_from_json(file.read_bytes())
        with silenced():
            answer = selection.membership(problem, draws=draws, seed=seed, stop=Deadline(time))
    _tell(answer, json)


@app.command()
def thresholds(file: Path = PROBLEM, result: Path = PORTFOLIO, *, json: Path | None = JSON, time: float = TIME) -> None:
    """Say the score from which each project is in, all other scores unchanged."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline

    problem, portfolio = _read(file, result)
    with _explained(file), silenced():
        answer = selection.thresholds(problem, portfolio, stop=Deadline(time))
    _tell(answer, json)


@app.command()
def compare(file: Path = PROBLEM, result: Path = PORTFOLIO, *, json: Path | None = JSON, time: float = TIME) -> None:
    """Say what rank order and score per euro would lose."""
    from grappe.cli.silence import silenced
    from grappe.engines import selection
    from grappe.engines.solving import Deadline

    problem, portfolio = _read(file, result)
    with silenced():
        answer = selection.compare(problem, portfolio, stop=Deadline(time))
    _tell(answer, json)


def _read(file: Path, result: Path) -> "tuple[Problem, Portfolio]":
    from grappe.engines import selection

    with _explained(file):
        problem = selection.problem_from_json(file.read_bytes())
    with _explained(result):
        return problem, selection.portfolio_from_json(result.read_bytes())


def _pairs(texts: Iterable[str]) -> dict[str, Decimal]:
    found = {}
    for text in texts:
        name, _, amount = text.rpartition("=")
        try:
            found[name] = Decimal(amount)
        except InvalidOperation:
            raise ValueError(f"{text}: give NAME=NUMBER.") from None
    return found


def _tell(answer: "Told", json: Path | None) -> None:
    from grappe.cli.selection_report import report
    from grappe.engines import selection

    for line in report(answer):
        typer.echo(line)
    if json is not None:
        json.write_text(selection.answer_to_json(answer), encoding="utf-8")


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        _refuse(f"{file}: {error}")


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2) from None
