"""The plain reading of one row: slow, obvious, and what the fast conversion is held to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from grappe.analytics.intake.faults import Effect, Fault, FaultCode
from grappe.analytics.intake.layout import Column, Layout

Values = dict[str, str | None]


def refuses(faults: Sequence[Fault]) -> bool:
    """Whether one of the faults keeps the row out."""
    return any(fault.effect == Effect.REFUSED for fault in faults)


def fault_params(column: Column, code: FaultCode) -> dict[str, Any]:
    """What a reason needs to be said in full."""
    if code == FaultCode.TOO_LONG:
        return {"limit": column.reader.limit}
    if code == FaultCode.UNKNOWN_CHOICE and column.reader.choices:
        return {"known": ", ".join(examples_of(column.reader.choices))}
    return {}


def examples_of(choices: Mapping[str, str | None]) -> list[str]:
    """Two words of each meaning, in the order of the list."""
    met: Counter[str | None] = Counter()
    return [word for word, meaning in choices.items() if not met.update([meaning]) and met[meaning] <= 2]  # noqa: PLR2004 - two


def read_row(layout: Layout, header: Sequence[str], line: int, row: Mapping[str, str]) -> tuple[Values, list[Fault]]:
    """The staged values of one row and its faults; a refused row is one with a refusing fault."""
    values: Values = dict.fromkeys(layout.targets)
    faults: list[Fault] = []
    for column in layout.columns:
        name = layout.column_for(column, header)
        if name is None:
            continue
        raw = row.get(name) or ""
        raw = "" if raw.strip(" ") in layout.blanks else raw
        value, code = column.reader.read(raw)
        if column.required and value is None and code is None:
            code = FaultCode.MISSING
        if code is not None and column.effect != Effect.SILENT:
            faults.append(Fault(line, name, raw, code, column.effect, fault_params(column, code)))
        if values[column.target] is None:
            values[column.target] = value
    for target, constant in layout.constants.items():
        values[target] = values[target] if values[target] is not None else constant
    return values, faults + period_faults(layout, header, line, row, values)


def is_of_interest(layout: Layout, header: Sequence[str], row: Mapping[str, str]) -> bool:
    """Whether the layout wants this row at all."""
    for name, texts in layout.only.items():
        held = layout.column_named(name, header)
        if held is not None and (row.get(held) or "") not in texts:
            return False
    return True


def period_faults(
    layout: Layout, header: Sequence[str], line: int, row: Mapping[str, str], values: Values
) -> list[Fault]:
    """The fault of a period that ends before it starts."""
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if not starts or not ends or ends >= starts:
        return []
    column = next(column for column in layout.columns if column.target == "ends_on")
    name = layout.column_for(column, header) or "ends_on"
    return [Fault(line, name, row.get(name) or "", FaultCode.ENDS_BEFORE_START)]
