"""State aid from a terminal: an intensity, or the ceilings of a whole project, with the reasons."""

import json as writer
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import typer

from grappe.engines import aid

app = typer.Typer(help="Compute State-aid ceilings.", no_args_is_help=True)
RULES = typer.Option(
    None, "--rules", envvar="GRAPPE_AID_RULES", help="Book of rules as JSON; the packaged one by default."
)
OWN_BOOK = "`grappe aid rules` prints the book in use: save it, add to it, give it with --rules or GRAPPE_AID_RULES."


@app.command()
def intensity(
    *,
    category: str = typer.Option(
        ..., help="fundamental, industrial, experimental, feasibility or another of the rules."
    ),
    size: aid.Size = typer.Option(..., help="Of the undertaking; a French ETI is large."),
    bonus: list[str] = typer.Option(
        [], help="collaboration, dissemination, licences, a-region, c-region, three-states; repeat it."
    ),
    date: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Day of the grant; today by default."),
    json: bool = typer.Option(False, "--json", help="Print the answer as JSON."),
    rules: Path | None = RULES,
) -> None:
    """Compute the greatest aid intensity for one category of cost of one undertaking."""
    day = (date or datetime.now(tz=UTC)).date()
    try:
        answer = aid.intensity(category=category, size=size, on=day, bonuses=bonus, rules=_book(rules))
    except (OSError, aid.AidError) as error:
        _refuse(str(error), error)
    if json:
        content = {"max_intensity": float(answer.max_intensity), "steps": _steps(answer.steps)}
        typer.echo(writer.dumps(content, ensure_ascii=False, indent=1))
        return
    for step in answer.steps:
        typer.echo(aid.render(step))


@app.command()
def check(
    file: Path = typer.Argument(help="A project as JSON: partners, costs and grants."),
    json: bool = typer.Option(False, "--json", help="Print the whole answer as JSON."),
    rules: Path | None = RULES,
) -> None:
    """Check a project's aid against every ceiling. Exit code 1: some of it may not be given."""
    try:
        answer = aid.assess(aid.project_from_json(file.read_bytes()), rules=_book(rules))
    except (OSError, aid.AidError) as error:
        _refuse(f"{file}: {error}", error)
    if json:
        typer.echo(aid.answer_to_json(answer))
    else:
        _tell(answer)
    if not answer.within:
        raise typer.Exit(1)


@app.command(name="rules")
def show_rules(rules: Path | None = RULES) -> None:
    """Print the book of rules in use as JSON: every period, rate and ceiling with its source."""
    try:
        typer.echo(aid.rules_to_json(_book(rules) or aid.packaged_rules()))
    except (OSError, aid.AidError) as error:
        _refuse(str(error), error)


def _book(rules: Path | None) -> aid.RuleBook | None:
    return None if rules is None else aid.rules_from_json(rules.read_bytes())


def _refuse(reason: str, error: Exception) -> NoReturn:
    typer.echo(reason, err=True)
    if isinstance(error, aid.NoRulesInForceError) and error.on is not None:
        typer.echo(OWN_BOOK, err=True)
    raise typer.Exit(2) from None


def _tell(answer: aid.ProjectAid) -> None:
    for step in answer.steps:
        typer.echo(aid.render(step))
    for partner in answer.partners:
        typer.echo(f"{partner.partner}:")
        for line in partner.lines:
            typer.echo(
                f"  {line.category}: {line.cost:,} EUR x {line.intensity:%} = {line.ceiling:,} EUR at most;"
                f" asked {line.asked:,}, allowed {line.allowed:,}"
            )
        for step in partner.steps:
            typer.echo(f"    {aid.render(step)}")
    typer.echo("Every ceiling is kept." if answer.within else "Some of the aid may not be given.")


def _steps(steps: Iterable[aid.Step]) -> list[dict[str, object]]:
    return [
        {
            "code": step.code,
            "params": {**step.words, **{name: float(number) for name, number in step.numbers.items()}},
            "text": aid.render(step),
            "source": step.source,
            "status": step.status,
        }
        for step in steps
    ]
