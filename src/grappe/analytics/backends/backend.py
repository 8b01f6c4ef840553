"""What the pipelines ask of an engine, whichever it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import ibis
import pyarrow as pa

# Takes the share of the query that is done, between 0 and 1.
Tell = Callable[[float], None]


class EngineAbsentError(RuntimeError):
    """The engine asked for is not installed here, or does not answer."""


class EngineFailedError(RuntimeError):
    """The engine stopped: a row that cannot be cut into columns, a full disk, memory that is too small."""


def silent(_share: float) -> None:
    """Tell nobody."""


class Backend(Protocol):
    """An engine that reads files, computes expressions and writes Parquet."""

    name: str

    def version(self) -> str:
        """Name and version, for the provenance."""
        ...

    def read_parquet(self, path: str) -> ibis.Table:
        """One Parquet file, a folder of them or a glob."""
        ...

    def read_csv(self, path: str, delimiter: str) -> ibis.Table:
        """A text file, every column as text."""
        ...

    def held(self, table: pa.Table) -> ibis.Table:
        """A small table in memory, to be joined."""
        ...

    def numbered(self, table: ibis.Table) -> ibis.Table:
        """The same rows with their number in the file, from 1, in a column `line`; null where it cannot be known."""
        ...

    def fetch(self, expression: ibis.Table, tell: Tell = silent) -> pa.Table:
        """The rows of an expression."""
        ...

    def write(self, expression: ibis.Table, path: Path, tell: Tell = silent) -> int:
        """Write the rows of an expression to one Parquet file; return how many there are."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...
