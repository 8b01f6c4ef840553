"""The cells of a file as it writes them: a report quotes what a person will look for, not what was read in it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from grappe.analytics.intake.opening import open_table


@dataclass
class WrittenCells:
    """Some columns of an office's file, read again the first time that a fault asks for them."""

    path: Path
    columns: Collection[str]
    cells: dict[tuple[int, str], str] = field(default_factory=dict)

    def quoted(self, line: int, column: str, read: str) -> str:
        """The cell as it stands in the file; what was ``read`` where it is not one of these columns."""
        if not self.cells:
            self.cells = {
                (at, name): row[name]
                for at, row, _fault in open_table(self.path).told_rows()
                for name in self.columns
                if row.get(name)
            }
        return self.cells.get((line, column), read)
