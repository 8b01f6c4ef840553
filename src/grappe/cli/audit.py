"""The seal of the log, from a terminal."""

import json
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from grappe.apps.accounts.models import AuditDigest
    from grappe.apps.accounts.queries.log_check import LogFault, LogReport

app = typer.Typer(help="The log of who did what: prove that nobody changed it.", no_args_is_help=True)
SHOWN = 20


@app.callback()
def seal() -> None:
    """The log of who did what: prove that nobody changed it."""


@app.command()
def verify(
    digest: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="A digest kept outside the site; may be given several times."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the report as JSON.")] = False,
) -> None:
    """Read the whole log against its seals and signed digests; names the first entry that is not as it was."""
    ready()
    from grappe.apps.accounts.domain.log_checks import keep_report
    from grappe.apps.accounts.domain.sealing import seal_entries

    copies = [copy for path in digest or () for copy in kept_copies(path)]
    seal_entries()
    report = read_through(copies)
    keep_report(report)
    if as_json:
        typer.echo(json.dumps(asdict(report), indent=1))
    else:
        tell_report(report)
    if report.faults:
        raise typer.Exit(1)


@app.command()
def digest(
    out: Annotated[Path | None, typer.Option(help="File to write; the screen where none is named.")] = None,
    number: Annotated[int | None, typer.Option(help="Write this digest again instead of making a new one.")] = None,
) -> None:
    """Sign where the log stands now, and write the digest for somebody outside the site to keep."""
    ready()
    from grappe.apps.accounts.digest_files import digest_document
    from grappe.apps.accounts.domain.sealing import sign_digest
    from grappe.apps.accounts.models import AuditDigest
    from grappe.apps.accounts.signing import NoAuditKeyError

    try:
        made = AuditDigest.objects.get(number=number) if number is not None else sign_digest()
    except (NoAuditKeyError, AuditDigest.DoesNotExist) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    text = json.dumps(digest_document(made), indent=1)
    if out is None:
        typer.echo(text)
        return
    out.write_text(text + "\n", encoding="utf-8")
    typer.echo(f"Wrote {out}: digest {made.number} over {made.position:,} entries.")


@app.command()
def key() -> None:
    """Print a new value for GRAPPE_AUDIT_KEY, with the public half by which others check signatures."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    value = secrets.token_bytes(32)
    public = Ed25519PrivateKey.from_private_bytes(value).public_key().public_bytes_raw()
    typer.echo(f"GRAPPE_AUDIT_KEY={value.hex()}\npublic key: {public.hex()}")


def ready() -> None:
    from grappe.cli.main import prepare, refuse_older_tables

    prepare()
    refuse_older_tables()


def kept_copies(path: Path) -> "list[AuditDigest]":
    from grappe.apps.accounts.digest_files import DigestUnreadableError, digests_in

    try:
        return digests_in(path.read_text(encoding="utf-8"))
    except (DigestUnreadableError, UnicodeDecodeError) as error:
        typer.echo(f"{path}: {error}", err=True)
        raise typer.Exit(2) from None


def read_through(copies: "list[AuditDigest]") -> "LogReport":
    from grappe.apps.accounts.queries.log_check import check_log

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading the log", total=None)
        return check_log(copies=copies, tell=lambda done, every: bar.update(task, completed=done, total=every))


def tell_report(report: "LogReport") -> None:
    typer.echo(f"{report.entries:,} sealed entries and {report.digests:,} signed digests read.")
    if not report.faults:
        typer.echo("Nothing was changed, taken away, put in or moved.")
        return
    typer.echo(f"First fault: {told(report.faults[0])}")
    for fault in report.faults[1:SHOWN]:
        typer.echo(f"  then: {told(fault)}")
    if len(report.faults) > SHOWN:
        typer.echo(f"  and {len(report.faults) - SHOWN} more; --json tells them all.")


def told(fault: "LogFault") -> str:
    from django.utils.translation import override

    places = {"entry": fault.entry, "place in the chain": fault.position, "digest": fault.digest}
    named = ", ".join(f"{name} {value}" for name, value in places.items() if value is not None)
    # The terminal speaks English, as every command does.
    with override("en"):
        return f"{fault.kind.label} ({named})"
