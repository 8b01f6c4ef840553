"""Meetings of a forum from a terminal: plan and check, without a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grappe.cli.promise import Watch, seconds_left
from grappe.engines.solving.gap import relative_gap
from grappe.engines.solving.progress import Progress
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Deadline

# The solvers take seconds to load: only a command that uses them waits for them.
if TYPE_CHECKING:
    from grappe.engines.meetings import Plan, Problem


def writable(file: Path | None) -> Path | None:
    """Refuse a file that cannot be written before an hour of computing is lost on it."""
    if file is not None and (file.is_dir() or not file.absolute().parent.is_dir()):
        raise typer.BadParameter(f"{file} cannot be written: name a file in a folder that exists.")
    return file


app = typer.Typer(help="Plan the one-to-one meetings of a forum.", no_args_is_help=True)
FILE = typer.Argument(help="A problem as JSON, or a published instance (.dzn).")
OUT = typer.Argument(help="A plan as JSON, as `plan` writes it.")
FAIRNESS = typer.Option(None, "--fairness", help="Greatest difference of breaks; a .dzn file without it takes 2.")
JSON = typer.Option(None, "--json", callback=writable, help="Write the whole plan to this file.")
PROBLEM = typer.Option(None, "--problem", callback=writable, help="Write the problem after the events to this file.")
PUBLISHED_FAIRNESS = 2


@app.command()
def plan(
    context: typer.Context,
    file: Path = FILE,
    *,
    fairness: int | None = FAIRNESS,
    seconds: float = typer.Option(
        60.0,
        "--time",
        min=0.0,
        help="Seconds allowed, loading and writing included; the best plan by then is told.",
    ),
    seed: int = typer.Option(1, help="Of all chance."),
    prove: bool = typer.Option(True, help="Try to prove the plan best."),
    workers: int = typer.Option(2, min=1, max=2, help="Solvers asked at once; a proven plan is the same, sooner."),
    json: Path | None = JSON,
) -> None:
    """Plan all meetings with the proof at hand. Exit code 1: no plan, with the reasons; 2: refused input."""
    from grappe.engines import meetings

    watch = Watch(context)
    with explained(file):
        problem = read_problem(file, fairness)
        params = meetings.Params(prove=prove, workers=workers)
        left = seconds_left(seconds, watch.seconds, len(problem.requests))
        found = meetings.plan_meetings(problem, Deadline(left), seed, params=params, report=_tell_progress)
    found = replace(found, seconds=round(watch.seconds, 3))
    if json is not None:
        json.write_text(meetings.plan_to_json(found), encoding="utf-8")
    for line in summary(problem, found):
        typer.echo(line)
    if found.status in {Status.INFEASIBLE, Status.UNKNOWN}:
        raise typer.Exit(1)


@app.command()
def check(file: Path = FILE, out: Path = OUT, fairness: int | None = FAIRNESS) -> None:
    """Check a plan against the rules, without any solver. Exit code 1: a rule is broken."""
    from grappe.engines import meetings

    with explained(file):
        problem = read_problem(file, fairness)
        meetings.validate(problem)
    with explained(out):
        made = meetings.plan_from_json(out.read_bytes())
    faults = [*meetings.check_plan(problem, made.assignments), *meetings.check_figures(problem, made)]
    for fault in faults:
        typer.echo(f"{fault.code}: {fault.about}")
    if faults:
        raise typer.Exit(1)
    typer.echo("Every rule is kept and every figure adds up.")


@app.command()
def explain(
    file: Path = FILE,
    out: Path = OUT,
    *,
    fairness: int | None = FAIRNESS,
    seconds: float = typer.Option(60.0, "--time", min=0.0, help="Seconds allowed; what is known by then is told."),
    seed: int = typer.Option(1, help="Of all chance."),
    meeting: list[int] | None = typer.Option(None, help="Only this request left out; may be repeated."),
    gains: bool = typer.Option(True, help="Tell what one more table, slot or half-day would give."),
    price: list[int] | None = typer.Option(None, help="Also plan with this fairness (-1: none); may be repeated."),
    json: Path | None = JSON,
) -> None:
    """Tell why requests are left out, the cheapest change that would place each, and what more would give."""
    from grappe.cli.meetings_report import explanation_lines
    from grappe.engines import meetings

    with explained(file):
        problem = read_problem(file, fairness)
        meetings.validate(problem)
    with explained(out):
        made = meetings.plan_from_json(out.read_bytes())
    params = meetings.ExplainParams(
        meetings=tuple(meeting) if meeting else None,
        gains=gains,
        fairness=tuple(None if one < 0 else one for one in price or ()),
    )
    with explained(file):
        found = meetings.explain(problem, made.assignments, Deadline(seconds), seed, params, _tell_progress)
    if json is not None:
        json.write_text(meetings.explanation_to_json(found), encoding="utf-8")
    for line in explanation_lines(problem, found):
        typer.echo(line)


@app.command()
def replan(
    context: typer.Context,
    file: Path = FILE,
    out: Path = OUT,
    events: Path = typer.Argument(help="Events of the day as JSON."),
    *,
    now: int = typer.Option(1, help="Number of the first slot that has not begun."),
    notice: int = typer.Option(1, help="Slots from now on in which nothing moves any more."),
    most_moved: int | None = typer.Option(None, help="Most meetings moved to another slot."),
    most_told: int | None = typer.Option(None, help="Most participants told whom no event concerns."),
    fill: bool = typer.Option(True, help="Let requests left out before take what has become free."),
    seconds: float = typer.Option(10.0, "--time", min=0.0, help="Seconds allowed."),
    seed: int = typer.Option(1, help="Told in the plan."),
    problem_out: Path | None = PROBLEM,
    json: Path | None = JSON,
) -> None:
    """Repair a plan after the day's events, with as little change as possible; written like that of `plan`."""
    from grappe.cli.meetings_report import replan_lines
    from grappe.engines import meetings

    watch = Watch(context)
    with explained(file):
        problem = read_problem(file, None)
    with explained(out):
        made = meetings.plan_from_json(out.read_bytes())
    with explained(events):
        happened = meetings.events_from_json(events.read_bytes())
        params = meetings.DayParams(now, notice, most_moved, most_told, fill=fill)
        done = meetings.replan(problem, made.assignments, happened, Deadline(seconds), seed, params, _tell_progress)
    plan_made = replace(done.plan, seconds=round(watch.seconds, 3))
    if json is not None:
        json.write_text(meetings.plan_to_json(plan_made), encoding="utf-8")
    if problem_out is not None:
        problem_out.write_text(meetings.problem_to_json(done.problem), encoding="utf-8")
    for line in replan_lines(done):
        typer.echo(line)


def read_problem(file: Path, fairness: int | None) -> "Problem":
    """Read a problem by the ending of its name; an option given overrides the file."""
    from grappe.engines import meetings

    if file.suffix == ".dzn":
        problem = meetings.problem_from_dzn(file.read_text(encoding="utf-8"), PUBLISHED_FAIRNESS)
    else:
        problem = meetings.problem_from_json(file.read_bytes())
    return problem if fairness is None else replace(problem, fairness=fairness)


def summary(problem: "Problem", made: "Plan") -> Iterator[str]:
    """Yield what a person wants to know of a plan."""
    yield f"Status: {made.status} ({made.method}, {made.seconds:.1f} s)"
    yield from (reason.about for reason in made.reasons)
    if made.breaks is None:
        return
    figures = made.measure
    gap = relative_gap(made.weight, made.weight_bound)
    yield f"Meetings: {figures.placed} of {len(problem.requests)}"
    yield f"Weight: {made.weight} of at most {made.weight_bound} (gap {gap:.2%})"
    yield f"Breaks: {made.breaks}, at least {made.lower_bound}; most of one participant: {figures.most_breaks}"


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Say what is wrong with a file, without a trace."""
    from grappe.engines import meetings

    try:
        yield
    except (meetings.MeetingsError, OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file}: {type(error).__name__.removesuffix('Error')}: {error}", err=True)
        raise typer.Exit(2) from error


def _tell_progress(progress: Progress) -> None:
    value = "none yet" if progress.value is None else f"{progress.value:g}"
    bound = "unknown" if progress.bound is None else f"{progress.bound:g}"
    known = progress.value is not None and progress.bound is not None
    gap = f"{relative_gap(progress.value or 0, progress.bound or 0):.2%}" if known else "open"
    typer.echo(f"{progress.stage}: value {value}, bound {bound}, gap {gap}", err=True)
