"""Projects of a file, known by programme and reference."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grappe.analytics.intake.faults import Effect, Fault, FaultCode
from grappe.apps.imports.domain.collapsing import collapsed
from grappe.apps.imports.domain.outcome import EXAMPLES, Outcome
from grappe.apps.imports.domain.sourced import PROJECT, default_of
from grappe.apps.imports.domain.staging import STAGED, RowsDone, fetch, in_slices, run_sql, scalar

RECORDS = "import_project"
HELD = f"{RECORDS} c JOIN projects_project o ON o.programme = c.programme AND o.reference = c.reference"
TEXTS = ("results_fr", "results_en", "website")


@dataclass
class ProjectWriting:
    """The steps for one file of projects."""

    targets: Sequence[str]
    entry: dict[str, Any]
    outcome: Outcome
    done: RowsDone | None = None
    fields: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = [name for name in PROJECT.fields if name in self.targets]

    @property
    def params(self) -> dict[str, Any]:
        return {"entry": json.dumps(self.entry)}

    def write(self) -> None:
        wanted = ["programme", "reference", *self.fields]
        source = f"(SELECT *, programme || ':' || reference AS project_key FROM {STAGED}) s"
        run_sql(f"CREATE TEMP TABLE {RECORDS} ON COMMIT DROP AS {collapsed(source, 'project_key', wanted)}")
        run_sql(f"CREATE INDEX ON {RECORDS} (line); ANALYZE {RECORDS}")
        self.leave_out_impossible_periods()
        self.update()
        self.create()

    def leave_out_impossible_periods(self) -> None:
        """Two rows, or a row and what is held, can each be right and together end before they start."""
        if {"starts_on", "ends_on"} <= set(self.fields):
            where = "c.ends_on < c.starts_on"
            lines = fetch(f"UPDATE {RECORDS} c SET ends_on = NULL WHERE {where} RETURNING c.line, c.reference")
            self.tell_left_out(lines)
        given = [name for name in ("starts_on", "ends_on") if name in self.fields]
        if given:
            start, end = (self.value_to_be(name) for name in ("starts_on", "ends_on"))
            lines = fetch(
                f"UPDATE {RECORDS} c SET {', '.join(f'{name} = NULL' for name in given)} FROM projects_project o"
                f" WHERE o.programme = c.programme AND o.reference = c.reference AND {end} < {start}"
                " RETURNING c.line, c.reference"
            )
            self.tell_left_out(lines)

    def value_to_be(self, field: str) -> str:
        return (
            f"CASE WHEN {PROJECT.due(field)} THEN c.{field} ELSE o.{field} END"
            if field in self.fields
            else f"o.{field}"
        )

    def tell_left_out(self, lines: list[tuple[int, str]]) -> None:
        self.outcome.add_faults(
            Fault(line, "ends_on", reference, FaultCode.ENDS_BEFORE_START, Effect.LEFT_OUT)
            for line, reference in sorted(lines)
        )

    def update(self) -> None:
        total = scalar(f"SELECT count(*) FROM {HELD}")
        if not total or not self.fields:
            self.outcome.count("project", unchanged=total)
            return
        due = PROJECT.any_of("due", self.fields)
        changed = scalar(f"SELECT count(*) FROM {HELD} WHERE {due}")
        shown = fetch(
            f"SELECT c.line, c.reference, {PROJECT.changes(self.fields)} FROM {HELD} WHERE {due}"
            f" ORDER BY c.line LIMIT {EXAMPLES}"
        )
        for line, name, changes in shown:
            fields = json.loads(changes) if isinstance(changes, str) else changes
            self.outcome.add_example("changed", {"line": line, "record": "project", "name": name, "fields": fields})
        if scalar(f"SELECT count(*) FROM {HELD} WHERE {PROJECT.any_of('contested', self.fields)}"):
            self.list_conflicts()
        in_slices(
            RECORDS,
            f"UPDATE projects_project o SET {PROJECT.assignments(self.fields)} FROM {RECORDS} c"
            " WHERE o.programme = c.programme AND o.reference = c.reference AND c.line BETWEEN %(low)s AND %(high)s"
            f" AND {PROJECT.any_of('refreshed', self.fields)}",
            self.params,
        )
        self.outcome.count("project", changed=changed, unchanged=total - changed)

    def list_conflicts(self) -> None:
        """Where a person said otherwise: one waiting conflict a field, but none that was decided already."""
        for name in self.fields:
            run_sql(
                f"""INSERT INTO projects_projectconflict
                    (project_id, field, held, offered, status, made_at, source_id)
                SELECT o.id, %(field)s, to_jsonb(o.{name}), to_jsonb(c.{name}), 'pending', now(), f.id
                FROM {HELD} JOIN core_source f ON f.code = %(source)s
                WHERE {PROJECT.contested(name)} AND NOT EXISTS (
                    SELECT FROM projects_projectconflict d WHERE d.project_id = o.id AND d.field = %(field)s
                    AND d.source_id = f.id AND d.status = 'refused' AND d.offered = to_jsonb(c.{name}))
                ON CONFLICT (project_id, field, source_id) WHERE status = 'pending'
                DO UPDATE SET held = excluded.held, offered = excluded.offered""",
                {"field": name, "source": self.entry["source"]},
            )

    def create(self) -> None:
        unknown = (
            "NOT EXISTS (SELECT FROM projects_project o WHERE o.programme = c.programme AND o.reference = c.reference)"
        )
        shown = fetch(f"SELECT c.line, c.reference FROM {RECORDS} c WHERE {unknown} ORDER BY c.line LIMIT {EXAMPLES}")
        for line, name in shown:
            self.outcome.add_example("created", {"line": line, "record": "project", "name": name})
        new = in_slices(RECORDS, self.insert_statement(unknown), self.params, self.done)
        self.outcome.count("project", created=new)

    def insert_statement(self, unknown: str) -> str:
        values = {name: default_of(PROJECT.table, name) for name in PROJECT.fields}
        values |= {name: f"coalesce(c.{name}, {values[name]})" for name in self.fields}
        values |= dict.fromkeys(TEXTS, "''")
        return (
            f"INSERT INTO projects_project (programme, reference, kind, {', '.join(values)}, provenance, is_simulated,"
            f" created_at, updated_at) SELECT c.programme, c.reference, 'collaborative', {', '.join(values.values())},"
            f" {PROJECT.first_entries(self.fields)}, false, now(), now() FROM {RECORDS} c"
            f" WHERE {unknown} AND c.line BETWEEN %(low)s AND %(high)s ORDER BY c.line"
        )
