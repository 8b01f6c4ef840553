"""A migrated database to copy test databases from: migrations run once for a tree, not once for a process and a run."""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

import grappe

PREFIX = "grappe_migrated_"
# One process makes the database, the others wait: the number only has to be the same for all of them.
LOCK = 7301


def fingerprint() -> str:
    """What the outcome of all migrations depends on: their files, the facts they load and the packages installed."""
    digest = hashlib.sha256()
    root = Path(grappe.__file__).parent
    for path in sorted([*root.glob("apps/*/migrations/**/*"), *root.glob("kernel/facts/**/*")]):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    for line in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(line.encode())
    return digest.hexdigest()[:16]


def provide_migrated_database(server: str) -> str:
    """Name a migrated database on the server at that address, made where it does not stand yet.

    It is renamed to its name once it is whole: a process that dies halfway leaves nothing that others would copy.
    Those of earlier trees are dropped when a new one is made.
    """
    name = PREFIX + fingerprint()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        standing = {row[0] for row in rows}
        if name in standing:
            return name
        for other in standing:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(other)))
        half = PREFIX + "half"
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING utf8").format(sql.Identifier(half)))
        migrate(server, half)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))
    return name


def migrate(server: str, database: str) -> None:
    """Run all migrations on a database, in a process of its own that leaves no connection behind."""
    code = "import django; django.setup(); from django.core.management import call_command; "
    code += "call_command('migrate', verbosity=0)"
    scheme, host, _, query, _ = urlsplit(server)
    environment = os.environ | {"GRAPPE_DATABASE_URL": urlunsplit((scheme, host, f"/{database}", query, ""))}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)  # noqa: S603 - our own interpreter
