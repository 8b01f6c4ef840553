"""The funders' side of a call, from a terminal: which law says what of an administration's silence."""

import typer

app = typer.Typer(help="Fund projects: the law on an administration's silence.", no_args_is_help=True)


@app.command()
def silences() -> None:
    """List the packaged rules of silence: code, period of law, effect, days of validity, source and what to verify."""
    from grappe.cli.main import prepare

    prepare()
    from grappe.apps.funding.exchange.silences import packaged_silences

    for one in packaged_silences():
        length = f"{one.months} months" if one.months else f"{one.days} days"
        begins, ends = one.valid_from or "...", one.valid_until or "..."
        mark = "" if one.status == "verified" else "; to be verified"
        typer.echo(f"{one.code}: {length}, silence {one.effect}s; from {begins} to {ends} [{one.source}{mark}]")
        if one.note_en:
            typer.echo(f"    {one.note_en}")


@app.command()
def adopt(
    code: str = typer.Argument(help="Code of a packaged rule, as `grappe funding silences` lists them."),
    call: str = typer.Option("", help="Address (slug) of the call it is for; all calls by default."),
    funder: int | None = typer.Option(None, help="Number of the funder in the register; all funders by default."),
) -> None:
    """Let a packaged rule of silence hold for files opened from now on."""
    from grappe.cli.main import prepare, refuse_older_tables

    prepare()
    refuse_older_tables()
    from grappe.apps.calls.models import Call
    from grappe.apps.directory.models import Organisation
    from grappe.apps.funding.domain.silences import adopt_silence
    from grappe.apps.funding.errors import DecisionRefusedError

    try:
        wanted = Call.objects.get(slug=call) if call else None
        payer = Organisation.objects.get(pk=funder) if funder is not None else None
        rule = adopt_silence(code=code, call=wanted, funder=payer, by=None)
    except (DecisionRefusedError, Call.DoesNotExist, Organisation.DoesNotExist) as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{code} holds for files opened from now on: {rule.source}.")
