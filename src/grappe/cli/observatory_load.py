"""Regional tables into the observatory's pages: those that are declared, the register's own, or any file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from grappe.cli.observatory_progress import shown_stages

if TYPE_CHECKING:
    from grappe.analytics.sources.declared import Declared
    from grappe.apps.accounts.models import User
    from grappe.apps.observatory.domain.tables import Loaded


def register(app: typer.Typer) -> None:
    """Add the command to the observatory's."""
    app.command("load")(load)


def load(
    data: Path | None = typer.Option(None, exists=True, file_okay=False, help="Folder with the declared files."),
    only: list[str] = typer.Option([], help="Code of a declared table; repeat it. All whose file is there otherwise."),
    source: Path | None = typer.Option(None, "--in", help="Any other file, in a layout that `cells` reads."),
    *,
    code: str = typer.Option("", help="Of the table that --in becomes: small letters and hyphens."),
    name_fr: str = typer.Option("", help="Its French name."),
    name_en: str = typer.Option("", help="Its English name."),
    publisher: str = typer.Option("", help="Whose figures they are."),
    url: str = typer.Option("", help="Where they are published."),
    licence: str = typer.Option("", help="Under which licence."),
    layout: str | None = typer.Option(None, help="As of `cells`."),
    column: list[str] = typer.Option([], help="As of `cells`."),
    where: list[str] = typer.Option([], help="As of `cells`."),
    territory: str | None = typer.Option(None, help="As of `cells`."),
    holds: str | None = typer.Option(None, help="As of `cells`."),
    nomenclature: str | None = typer.Option(None, help="As of `cells`."),
    level: str = typer.Option("code", help="As of `cells`."),
    concordance: Path | None = typer.Option(None, help="As of `cells`."),
    edition: str = typer.Option("eco-2007", help="Whose rules give the stars; empty for none."),
    on_bad: str = typer.Option("refuse", help="As of `cells`."),
    by: str = typer.Option("", help="E-mail address of a programme officer, for the log."),
) -> None:
    """Load tables of regions into the pages of the observatory; the same file loaded again changes nothing.

    With --data the declared tables whose files are there; with --in any file of establishments or cells; always the
    register's own table of memberships. Exit code 2: rows were refused, with where they stand and what to do.
    """
    from grappe.cli.main import prepare
    from grappe.cli.observatory import explained, pairs_of

    with explained():
        request: dict[str, Any] = {
            "layout": layout, "columns": pairs_of(column, "--column"), "where": pairs_of(where, "--where"),
            "territory": territory, "held": holds, "nomenclature": nomenclature, "level": level,
            "concordance": concordance, "on_bad": on_bad,
        }  # fmt: skip
        told: dict[str, Any] = {
            "code": code, "name_fr": name_fr or name_en, "name_en": name_en or name_fr, "publisher": publisher,
            "url": url, "licence": licence, "edition": edition,
        }  # fmt: skip
        own = None if source is None else _own(source, request, told)
        prepare()
        person = person_of(by)
        if data is not None:
            load_declared(data, only=only, by=person)
        if own is not None and source is not None:
            with shown_stages() as report:
                _load(own, source.parent, person, report)
        load_register(by=person)


def load_declared(folder: Path, *, only: list[str], by: "User | None") -> None:
    """Load the declared tables whose files stand in a folder."""
    from grappe.analytics.sources.declared import declared_in, declared_named

    wanted = [declared_named(one) for one in only] or declared_in(folder)
    if not wanted:
        typer.echo(f"{folder} holds no file of a declared table.")
    for declared in wanted:
        with shown_stages() as report:
            _load(declared, folder, by, report)


def load_register(*, by: "User | None") -> None:
    """Count the register's memberships by region and theme."""
    from django.utils import timezone

    from grappe.apps.observatory.domain.register import load_register_table

    loaded = load_register_table(today=timezone.localdate(), by=by)
    if loaded is not None:
        _tell(loaded)


def _load(declared: "Declared", folder: Path, by: "User | None", report: Any) -> None:
    from grappe.apps.observatory.domain.tables import load_table

    _tell(load_table(declared=declared, folder=folder, by=by, report=report))


def _tell(loaded: "Loaded") -> None:
    if not loaded.is_new:
        typer.echo(f"{loaded.table.code}: {loaded.cells:,} cells, unchanged.")
        return
    rows = loaded.table.provenance["rows"]
    told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in rows.items() if count)
    typer.echo(f"{loaded.table.code}: rows {told}; {loaded.cells:,} cells loaded.")


def _own(source: Path, request: dict[str, Any], told: dict[str, Any]) -> "Declared":
    from grappe.analytics.sources.declared import Declared

    needed = {"--code": told["code"], "--publisher": told["publisher"], "--name-fr or --name-en": told["name_en"]}
    missing = [option for option, held in needed.items() if not held]
    if missing:
        raise ValueError(f"A table needs {', '.join(missing)}: pages show whose figures they are.")
    return Declared(file=source.name, request=request, **told)


def person_of(by: str) -> "User | None":
    from grappe.apps.accounts.models import User

    if not by:
        return None
    person: User | None = User.objects.filter(email__iexact=by).first()
    if person is None:
        raise ValueError(f"Nobody here has the address {by}.")
    return person
