"""A database of its own, migrated and empty, for each run."""

import os
from pathlib import Path


def connect(name: str) -> Path:
    """Point Django at the empty database ``grappe_benchmark_NAME``; returns the folder of the run.

    The demonstration's mode differs from production in what a machine without a domain cannot have: TLS, SMTP.
    """
    folder = Path(os.environ.get("GRAPPE_DATA_DIR", "var")) / "benchmark"
    os.environ |= {
        "GRAPPE_MODE": "demo",
        "GRAPPE_DATA_DIR": str((folder / name).resolve()),
        "DJANGO_SETTINGS_MODULE": "grappe.conf.settings",
    }
    database = f"grappe_benchmark_{name}"
    url = os.environ.get("GRAPPE_DATABASE_URL")
    if url is None:
        os.environ["GRAPPE_DATABASE_URL"] = emptied(folder, database)
    elif database not in url:
        raise SystemExit(f"GRAPPE_DATABASE_URL must name a database called {database}: it is emptied.")
    import django

    django.setup()
    from django.core.management import call_command

    from grappe.cli.messages import compile_catalogues

    compile_catalogues()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return folder / name


def emptied(folder: Path, database: str) -> str:
    """The address of a database copied from a migrated one, on the embedded server of the benchmarks."""
    import psycopg
    from psycopg import sql

    from grappe.cli import embedded
    from grappe.cli.migrated import provide_migrated_database

    server = embedded.start(folder)
    model = provide_migrated_database(server.get_uri())
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        name = sql.Identifier(database)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(model)))
    return embedded.address(server, database)
