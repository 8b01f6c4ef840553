"""DuckDB in this process, within a limit of memory; what does not fit goes to a folder."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa

from grappe.analytics.backends.backend import EngineFailedError, Tell, silent

MEMORY = "3GB"
BETWEEN_LOOKS = 0.2
WHOLE = 100


class DuckBackend:
    """DuckDB.

    Parameters
    ----------
    memory : most that DuckDB holds in memory, such as "3GB".
    folder : where it puts what does not fit.
    threads : cores it uses; all of them when None.
    """

    name = "duckdb"

    def __init__(self, *, memory: str = MEMORY, folder: Path | None = None, threads: int | None = None) -> None:
        settings: dict[str, str | int] = {"memory_limit": memory, "threads": threads or os.cpu_count() or 1}
        if folder is not None:
            settings["temp_directory"] = str(folder)
        self._ibis = ibis.duckdb.connect(**settings)
        self._raw: duckdb.DuckDBPyConnection = self._ibis.con
        # Sums and counts do not look at the order of rows; keeping it would cost memory.
        self._raw.execute("SET preserve_insertion_order = false")

    def version(self) -> str:
        return f"duckdb {duckdb.__version__}, ibis {ibis.__version__}"

    def read_parquet(self, path: str) -> ibis.Table:
        with _explained():
            return self._ibis.read_parquet(path)

    def read_csv(self, path: str, delimiter: str) -> ibis.Table:
        with _explained():
            return self._ibis.read_csv(path, all_varchar=True, header=True, delim=delimiter, strict_mode=False)

    def held(self, table: pa.Table) -> ibis.Table:
        return ibis.memtable(table)

    def numbered(self, table: ibis.Table) -> ibis.Table:
        self._raw.execute("SET preserve_insertion_order = true")
        return table.mutate(line=(ibis.row_number() + 1).cast("int64"))

    def fetch(self, expression: ibis.Table, tell: Tell = silent) -> pa.Table:
        with self._watched(tell):
            return self._ibis.to_pyarrow(expression)

    def write(self, expression: ibis.Table, path: Path, tell: Tell = silent) -> int:
        with self._watched(tell):
            self._ibis.to_parquet(expression, path, compression="zstd", compression_level=1)
        found = self._raw.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(path)]).fetchone()
        return int(found[0]) if found else 0

    def close(self) -> None:
        self._ibis.disconnect()

    @contextmanager
    def _watched(self, tell: Tell) -> Iterator[None]:
        """Tell how far the running query is, from beside it."""
        done = threading.Event()

        def look() -> None:
            while not done.wait(BETWEEN_LOOKS):
                share = self._raw.query_progress()
                if share >= 0:
                    tell(share / WHOLE)

        beside = threading.Thread(target=look, daemon=True)
        beside.start()
        try:
            with _explained():
                yield
        finally:
            done.set()
            beside.join()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise EngineFailedError(f"DuckDB stopped: {error}") from error
