"""The engine that a name or an address asks for."""

from pathlib import Path

from grappe.analytics.backends.backend import Backend, EngineAbsentError
from grappe.analytics.backends.duck import MEMORY, DuckBackend


def backend_named(
    engine: str = "duckdb", *, memory: str = MEMORY, folder: Path | None = None, threads: int | None = None
) -> Backend:
    """Open an engine.

    Parameters
    ----------
    engine : `duckdb`, `spark-local`, or the address of a Spark cluster (`spark://host:7077`).
    memory : most that DuckDB holds in memory.
    folder : where an engine puts what does not fit.
    threads : cores for DuckDB; all when None.

    Returns
    -------
    Backend
        Open; close it when done.

    Raises
    ------
    EngineAbsentError
        The engine is unknown or not installed, with what to do.
    """
    if engine == "duckdb":
        return DuckBackend(memory=memory, folder=folder, threads=threads)
    if engine == "spark-local" or engine.startswith("spark://"):
        from grappe.analytics.backends.spark import SparkBackend

        return SparkBackend(engine, folder=folder)
    raise EngineAbsentError(f"No engine {engine!r}: write duckdb, spark-local or spark://HOST:PORT.")
