"""What a run brings about: counts by kind of record, examples for the preview, faults for the report."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from grappe.analytics.intake.faults import Effect, Fault
from grappe.apps.imports.domain.report import ReportWriter

EXAMPLES = 50
VERDICTS = ("created", "changed", "unchanged")


@dataclass
class Outcome:
    """Filled while a run goes on."""

    report: ReportWriter
    read: int = 0
    refused_lines: set[int] = field(default_factory=set)
    left_out: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add_faults(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.report.add(fault)
            self.reasons[f"{fault.effect}:{fault.code}"] += 1
            if fault.effect == Effect.REFUSED:
                self.refused_lines.add(fault.line)
            else:
                self.left_out += 1
            self.add_example(
                "refused",
                {
                    "line": fault.line,
                    "column": fault.column,
                    "value": fault.value[:200],
                    "code": str(fault.code),
                    "params": fault.params,
                    "effect": str(fault.effect),
                },
            )

    def count(self, record: str, **verdicts: int) -> None:
        self.counts.setdefault(record, Counter()).update(verdicts)

    def add_example(self, verdict: str, example: dict[str, Any]) -> None:
        held = self.examples.setdefault(verdict, [])
        if len(held) < EXAMPLES:
            held.append(example)

    @property
    def refused(self) -> int:
        return len(self.refused_lines)

    def total(self, verdict: str) -> int:
        return sum(counts[verdict] for counts in self.counts.values())

    def detail(self) -> dict[str, Any]:
        counts = {record: {verdict: found[verdict] for verdict in VERDICTS} for record, found in self.counts.items()}
        return {"records": counts, "reasons": dict(self.reasons)}

    def preview(self) -> dict[str, Any]:
        preview: dict[str, Any] = json.loads(json.dumps(self.examples, default=str))
        for examples in preview.values():
            examples.sort(key=lambda example: example["line"])
        return preview
