"""Time the import of a synthetic SIRENE file, end to end, into an empty register in a database of its own.

python benchmarks/imports/sirene.py [rows] [csv|parquet]
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import psycopg

from grappe.cli import embedded

if TYPE_CHECKING:
    from grappe.apps.imports.domain.progress import Progress

DATABASE = "grappe_benchmark_imports"
BLANK_COLUMNS = 30
KIB_IN_MIB = 1024


def check_digit(body: str, length: int) -> str:
    """SQL of the digit that makes ``body`` (of ``length`` digits) satisfy the Luhn check."""
    terms = []
    for position in range(1, length + 1):
        digit = f"(ascii({body}[{position}]) - 48)"
        doubled = (length + 1 - position) % 2 == 1
        terms.append(f"(CASE WHEN {digit} > 4 THEN {digit} * 2 - 9 ELSE {digit} * 2 END)" if doubled else digit)
    return f"((10 - ({' + '.join(terms)}) % 10) % 10)::VARCHAR"


def make_file(path: Path, rows: int) -> None:
    """Establishments of as many legal units, beside the columns of the real file that nobody reads."""
    blanks = ", ".join(f"'' AS unread{number}" for number in range(BLANK_COLUMNS))
    options = "(FORMAT parquet)" if path.suffix == ".parquet" else "(FORMAT csv, HEADER)"
    duckdb.execute(f"""
        COPY (
            WITH heads AS (SELECT range AS n, lpad(((range * 7919 + 10000019) % 99999989)::VARCHAR, 8, '0') AS h
                           FROM range({rows})),
            units AS (SELECT n, h || {check_digit("h", 8)} AS siren FROM heads),
            seats AS (SELECT n, siren, siren || '0001' AS s FROM units)
            SELECT siren, '0001' || {check_digit("s", 13)} AS nic, s || {check_digit("s", 13)} AS siret,
                'SOCIETE ' || md5(n::VARCHAR)[1:6] || ' ' || ['DES', 'DU', 'LA', 'LE'][1 + n % 4] || ' '
                    || md5((n * 7)::VARCHAR)[1:5] AS denominationUniteLegale,
                '62.0' || (n % 9) || 'Z' AS activitePrincipaleEtablissement,
                lpad((1000 + (n % 94) * 1000 + n % 600)::VARCHAR, 5, '0') AS codePostalEtablissement,
                'COMMUNE ' || (n % 35000) AS libelleCommuneEtablissement, 'A' AS etatAdministratifEtablissement,
                'true' AS etablissementSiege, {blanks}
            FROM seats) TO '{path}' {options}""")


def provide_empty_database() -> str:
    """A database of this name on the embedded server, made anew."""
    server = embedded.start(Path(os.environ.get("GRAPPE_DATA_DIR", "var")) / "postgresql")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    return embedded.address(server, DATABASE)


def resident(pid: int) -> int:
    """Resident memory of a process, in MiB; shared buffers counted once it has touched them."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) // KIB_IN_MIB for line in lines if line.startswith("VmRSS")), 0)


def anonymous(pid: int) -> int:
    """Memory of a process that is its own, in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) // KIB_IN_MIB for line in lines if line.startswith("RssAnon")), 0)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def note_end(phases: dict[str, float], start: float, step: "Progress") -> None:
    phases[step.phase] = time.perf_counter() - start


def watch(measure: Callable[[], int], peaks: list[int], stop: threading.Event) -> None:
    while not stop.wait(0.2):
        peaks.append(measure())


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    suffix = sys.argv[2] if len(sys.argv) > 2 else "csv"
    os.environ.setdefault("GRAPPE_MODE", "demo")
    os.environ["GRAPPE_DATABASE_URL"] = provide_empty_database()
    os.environ["DJANGO_SETTINGS_MODULE"] = "grappe.conf.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from grappe.apps.directory.domain.reference import load_reference
    from grappe.apps.imports.domain.runs import perform_import, plan_import
    from grappe.apps.imports.enums import ImportKind

    call_command("migrate", verbosity=0)
    load_reference()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sirene.{suffix}"
        make_file(path, rows)
        connection.ensure_connection()
        backend = connection.connection.info.backend_pid
        stop, ours, theirs = threading.Event(), [0], [0]
        for measure, peaks in ((lambda: resident(os.getpid()), ours), (lambda: anonymous(backend), theirs)):
            threading.Thread(target=watch, args=(measure, peaks, stop), daemon=True).start()
        for title in ("into an empty register", "once more, nothing new"):
            phases: dict[str, float] = {}
            start, used = time.perf_counter(), (cpu_seconds(os.getpid()), cpu_seconds(backend))
            run = plan_import(path=path, kind=ImportKind.SIRENE, by=None, observed_on=date(2026, 1, 1))
            perform_import(run=run, path=path, tell=partial(note_end, phases, start))
            seconds = time.perf_counter() - start
            cpu = (cpu_seconds(os.getpid()) - used[0], cpu_seconds(backend) - used[1])
            ends = ", ".join(f"{phase} until {end:.0f} s" for phase, end in phases.items())
            print(
                f"{rows:,} rows ({suffix}, {path.stat().st_size >> 20} MiB) {title}: {seconds:.1f} s,"
                f" {rows / seconds:,.0f} rows/s; {run.state} {run.created:,}/{run.changed:,}/{run.unchanged:,}; {ends};"
                f" processor {cpu[0]:.0f} s here, {cpu[1]:.0f} s in PostgreSQL;"
                f" peak {max(ours)} MiB here, {max(theirs)} MiB in PostgreSQL's process"
            )
        stop.set()
    connection.close()


if __name__ == "__main__":
    main()
