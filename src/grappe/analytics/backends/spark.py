"""Spark, where one machine is outgrown: the same expressions, the same files."""

import shutil
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from grappe.analytics.backends.backend import EngineAbsentError, Tell, silent

LOCAL = "spark-local"


class SparkBackend:
    """A Spark session.

    Parameters
    ----------
    address : `spark-local` for this machine, or the address of a cluster such as `spark://host:7077`.
    memory : of the driver.
    folder : where Spark keeps what it writes beside.
    """

    name = "spark"

    def __init__(self, address: str, *, memory: str = "2g", folder: Path | None = None) -> None:
        if find_spec("pyspark") is None:
            raise EngineAbsentError("PySpark is not installed: run `make install-spark`, or leave --engine at duckdb.")
        if shutil.which("java") is None:
            raise EngineAbsentError("Spark needs Java 17, and no `java` is on the path.")
        self._session = _session(address, memory, folder)
        self._ibis = ibis.pyspark.connect(self._session)
        self._names = count()

    def version(self) -> str:
        return f"spark {self._session.version}, ibis {ibis.__version__}"

    def read_parquet(self, path: str) -> ibis.Table:
        return self._ibis.read_parquet(path)

    def read_csv(self, path: str, delimiter: str) -> ibis.Table:
        return self._ibis.read_csv(
            path, header=True, sep=delimiter, inferSchema=False, mode="FAILFAST", enforceSchema=False
        )

    def held(self, table: pa.Table) -> ibis.Table:
        name = f"held_{next(self._names)}"
        self._session.createDataFrame(table).createOrReplaceTempView(name)
        return self._ibis.table(name)

    def numbered(self, table: ibis.Table) -> ibis.Table:
        return table.mutate(line=ibis.null("int64"))

    def fetch(self, expression: ibis.Table, tell: Tell = silent) -> pa.Table:
        del tell
        # Straight to Arrow: PySpark's way through pandas calls what pandas 3 has deprecated.
        found = self._session.sql(self._ibis.compile(expression)).toArrow()
        return found.cast(expression.schema().to_pyarrow())

    def write(self, expression: ibis.Table, path: Path, tell: Tell = silent) -> int:
        del tell
        parts = path.with_suffix(".parts")
        self._session.sql(self._ibis.compile(expression)).coalesce(1).write.mode("overwrite").parquet(str(parts))
        next(parts.glob("*.parquet")).replace(path)
        shutil.rmtree(parts)
        return int(self._session.read.parquet(str(path)).count())

    def close(self) -> None:
        self._session.stop()


def _session(address: str, memory: str, folder: Path | None) -> Any:
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.appName("grappe observatory")
        .master("local[*]" if address == LOCAL else address)
        .config("spark.driver.memory", memory)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "8" if address == LOCAL else "200")
        # A text that is no number is a fault that we count, not the end of the run.
        .config("spark.sql.ansi.enabled", "false")
    )
    if folder is not None:
        builder = builder.config("spark.local.dir", str(folder)).config(
            "spark.sql.warehouse.dir", str(folder / "warehouse")
        )
    return builder.getOrCreate()
