"""A small declaration of a table: columns, kinds, units."""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"


ARROW = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.NUMBER: pa.float64()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : in the files we write.
    kind : what it holds.
    meaning : in one sentence, with its unit.
    required : whether every row has it.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Schema:
    """One table.

    Parameters
    ----------
    name : of the table.
    columns : in their order.
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def arrow(self) -> pa.Schema:
        return pa.schema([pa.field(one.name, ARROW[one.kind], nullable=not one.required) for one in self.columns])

    def shaped(self, table: pa.Table) -> pa.Table:
        """Bring a table to the declared columns; what is lacking is null."""
        columns = [
            table[one.name].cast(ARROW[one.kind])
            if one.name in table.column_names
            else pa.nulls(table.num_rows, ARROW[one.kind])
            for one in self.columns
        ]
        return pa.table(columns, names=self.names)

    def faults(self, table: pa.Table) -> list[str]:
        """What of a table breaks the declaration, in words."""
        held = set(table.column_names)
        absent = [f"{self.name}: column {one.name} is missing" for one in self.columns if one.name not in held]
        empty = [
            f"{self.name}: column {one.name} has {table[one.name].null_count} rows without a value"
            for one in self.columns
            if one.name in held and one.required and table[one.name].null_count
        ]
        return absent + empty
