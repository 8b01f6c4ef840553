"""Suggestions of partners on a terminal: from a register and a question as JSON to an answer with its reasons."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

# numpy and scipy take a second to load: only the command that uses them waits for them.
if TYPE_CHECKING:
    from grappe.engines.matching import Answer, Models, Reason

app = typer.Typer(help="Suggest partners and clusters, each with its reasons.", no_args_is_help=True)


@app.command()
def suggest(
    register: Path = typer.Argument(help="A register as JSON: grappe.matching.register/1."),
    question: Path = typer.Argument(help="A question as JSON, such as grappe.matching.for-organisation/1."),
    weights: Path | None = typer.Option(None, help="Weights as `learn` writes them; the packaged ones by default."),
    encoder: bool = typer.Option(False, help="Compare texts across languages too (the extra 'encoder')."),
    json: bool = typer.Option(False, "--json", help="Print the whole answer as JSON."),
) -> None:
    """Answer a question about a register. Only those who consented to be found appear."""
    from grappe.engines import matching as engine
    from grappe.engines.texts import packaged_encoder

    try:
        parameters = engine.Parameters() if weights is None else engine.Parameters(_weights(weights))
        sense = packaged_encoder() if encoder else None
        ground = engine.prepare(engine.register_from_json(register.read_bytes()), parameters, sense)
        answer = engine.suggest(ground, engine.question_from_json(question.read_bytes()))
    except (OSError, ValueError) as error:
        _refuse(str(error))
    typer.echo(engine.to_json(answer)) if json else _tell(answer)


@app.command()
def learn(
    register: Path = typer.Argument(help="A register as JSON, with its past projects."),
    year: int = typer.Option(..., help="Whose projects are asked about; only earlier ones are known."),
    out: Path = typer.Option(..., help="File to write the weights to."),
) -> None:
    """Learn the weights from a register's own history."""
    from grappe.engines import matching as engine

    try:
        history, start = engine.register_from_json(register.read_bytes()), engine.packaged_models()
        told = f"{register.name}, projects of {year}"
        alone = engine.learn(history, year, start.organisation, consortium=False, name=f"own-{year}", provenance=told)
        group = engine.learn(history, year, start.consortium, consortium=True, name=f"own-{year}", provenance=told)
        out.write_text(engine.to_json(engine.Models(alone, group, start.need)), encoding="utf-8")
    except (OSError, ValueError) as error:
        _refuse(str(error))
    typer.echo(f"Weights for an organisation and for a consortium: {out}")


def _weights(file: Path) -> "Models":
    from grappe.engines import matching as engine

    return engine.models_from_json(file.read_bytes())


def _tell(answer: "Answer") -> None:
    typer.echo(f"{answer.considered} candidates meet the must-haves (weights: {answer.model}).")
    for place, one in enumerate(answer.suggestions, 1):
        pair = f" + {one.other}" if one.other else ""
        typer.echo(f"{place:3} {one.id}{pair}  {one.score:.3f}")
        for reason in one.reasons:
            typer.echo(f"      {_line(reason)}")


def _line(reason: "Reason") -> str:
    figures = [f"{name} {value:g}" for name, value in reason.figures.items()]
    evidence = [f"{one.kind.value} {one.id}" for one in reason.evidence]
    return "; ".join([reason.code.value.replace("_", " "), *figures, *reason.labels, *evidence])


def _refuse(reason: str) -> None:
    typer.echo(reason, err=True)
    raise typer.Exit(2) from None
