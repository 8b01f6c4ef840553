"""Files as they come: which there are, whether they are whole, what their columns are, what they hash to."""

import csv
import glob
import gzip
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from grappe.analytics.sources.faults import UnreadableSourceError

MAGIC = b"PAR1"
SMALLEST = 12
PARQUET = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Input:
    """Files of one kind that are read as one table.

    Parameters
    ----------
    pattern : a path or a glob, as the engine gets it.
    files : what it stands for.
    header : names of the columns.
    delimiter : of text files; None for Parquet.
    """

    pattern: str
    files: tuple[Path, ...]
    header: tuple[str, ...]
    delimiter: str | None

    @property
    def is_parquet(self) -> bool:
        return self.delimiter is None

    def states_no_fault(self, column: str) -> bool:
        """Whether the files' own statistics say that a column is everywhere filled and nowhere negative."""
        return self.is_parquet and all(_is_sound(path, column) for path in self.files)

    def hashes(self) -> dict[str, str]:
        """BLAKE2b of each file's content, by its name."""
        return {path.name: hash_of(path) for path in self.files}


def input_of(pattern: str) -> Input:
    """Look at the files of a path, a folder of Parquet files or a glob.

    Parameters
    ----------
    pattern : as the user wrote it.

    Returns
    -------
    Input
        With the header of the first file; all must have the same.

    Raises
    ------
    UnreadableSourceError
        There is none, one is empty or truncated, or their columns differ: the message names it.
    """
    asked = Path(pattern)
    pattern = str(asked / "*.parquet") if asked.is_dir() else pattern
    files = tuple(sorted(Path(one) for one in glob.glob(pattern)))  # noqa: PTH207 - a pattern may be absolute
    if not files:
        raise UnreadableSourceError(f"{pattern}: no such file. A path, a folder of Parquet files or a glob is needed.")
    parquet = files[0].suffix.lower() in PARQUET
    header, delimiter = _look(files[0], parquet=parquet)
    for path in files[1:]:
        if _look(path, parquet=parquet)[0] != header:
            raise UnreadableSourceError(f"{path}: its columns are not those of {files[0].name}.")
    return Input(pattern, files, header, delimiter)


def hash_of(path: Path) -> str:
    """BLAKE2b of a file, as `blake2b:...`."""
    with path.open("rb") as file:
        return "blake2b:" + hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=20)).hexdigest()


def _look(path: Path, *, parquet: bool) -> tuple[tuple[str, ...], str | None]:
    if path.stat().st_size == 0:
        raise UnreadableSourceError(f"{path}: the file is empty.")
    if parquet:
        _refuse_truncated(path)
        return tuple(pq.read_schema(path).names), None
    return _text_header(path)


def _refuse_truncated(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - len(MAGIC)))
        end = file.read()
    if start != MAGIC:
        raise UnreadableSourceError(f"{path}: this is no Parquet file (it does not begin with PAR1).")
    if size < SMALLEST or end != MAGIC:
        raise UnreadableSourceError(f"{path}: the Parquet file is truncated (its end is missing): copy it again.")


def _text_header(path: Path) -> tuple[tuple[str, ...], str]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig") as file
        ):
            first = file.readline().rstrip("\r\n")
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise UnreadableSourceError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    delimiter = max(",;\t|", key=first.count)
    return tuple(next(csv.reader([first], delimiter=delimiter))), delimiter


def names_of(files: Sequence[Path]) -> str:
    """The files in one word."""
    return files[0].name if len(files) == 1 else f"{files[0].name} and {len(files) - 1} more"


def _is_sound(path: Path, column: str) -> bool:
    held = pq.read_metadata(path)
    place = held.schema.names.index(column)
    if held.schema.column(place).physical_type not in {"INT32", "INT64"}:
        return False
    groups = [held.row_group(k).column(place).statistics for k in range(held.num_row_groups)]
    return all(one is not None and one.has_min_max and one.null_count == 0 and one.min >= 0 for one in groups)
