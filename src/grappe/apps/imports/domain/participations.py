"""Who takes part in which project, after the file's organisations and projects are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analytics.intake.faults import Effect, Fault, FaultCode
from grappe.apps.imports.domain.organisations import RECORDS as ORGANISATIONS
from grappe.apps.imports.domain.organisations import key_expression
from grappe.apps.imports.domain.outcome import EXAMPLES, Outcome
from grappe.apps.imports.domain.staging import STAGED, RowsDone, fetch, in_slices, run_sql, scalar

RECORDS = "import_participation"
HELD = (
    "projects_participation o ON o.project_id = c.project_id AND o.organisation_id = c.organisation_id"
    " AND o.reference = c.reference"
)
MONEY = ("cost", "aid")


@dataclass
class ParticipationWriting:
    """The steps for one file; ``programmes`` is where a bare reference is looked for."""

    targets: Sequence[str]
    columns: dict[str, str]
    programmes: Sequence[str]
    outcome: Outcome
    done: RowsDone | None = None

    def write(self) -> None:
        self.gather()
        self.refuse_unknown_projects()
        self.settle_leads()
        self.demote_former_leads()
        self.update()
        self.create()

    def gather(self) -> None:
        unit = "coalesce(s.unit, '')" if "unit" in self.targets else "''"
        money = ", ".join(f"s.{name}" if name in self.targets else f"NULL::numeric AS {name}" for name in MONEY)
        programme = "p.programme = s.programme" if "programme" in self.targets else "p.programme = ANY(%(programmes)s)"
        run_sql(f"CREATE INDEX ON {ORGANISATIONS} (key); ANALYZE {ORGANISATIONS}")
        run_sql(
            f"""CREATE TEMP TABLE {RECORDS} ON COMMIT DROP AS
            WITH found AS (
                SELECT DISTINCT ON (s.line) s.line, s.reference AS project_reference, p.id AS project_id,
                       r.organisation_id, s.role, {unit} AS unit, {money}
                FROM {STAGED} s JOIN {ORGANISATIONS} r ON r.key = {key_expression(self.targets, "s")}
                LEFT JOIN projects_project p ON p.reference = s.reference AND {programme}
                WHERE r.organisation_id IS NOT NULL
                ORDER BY s.line, p.id)
            SELECT line, project_reference, project_id, organisation_id, role, cost, aid,
                   concat_ws('-', nullif(unit, ''), nullif(row_number() OVER (
                       PARTITION BY project_id, organisation_id, unit ORDER BY line), 1)::text) AS reference
            FROM found""",
            {"programmes": list(self.programmes)},
        )
        run_sql(f"CREATE INDEX ON {RECORDS} (line); ANALYZE {RECORDS}")

    def refuse_unknown_projects(self) -> None:
        lines = fetch(f"SELECT line, project_reference FROM {RECORDS} WHERE project_id IS NULL ORDER BY line")
        column = self.columns.get("reference", "reference")
        self.outcome.add_faults(Fault(line, column, value, FaultCode.UNKNOWN_PROJECT) for line, value in lines)
        run_sql(f"DELETE FROM {RECORDS} WHERE project_id IS NULL")

    def settle_leads(self) -> None:
        """A project has one lead: the first row that says so; the others are partners."""
        lines = fetch(
            f"""UPDATE {RECORDS} c SET role = 'partner' FROM (
                SELECT line, row_number() OVER (PARTITION BY project_id ORDER BY line) AS place
                FROM {RECORDS} WHERE role = 'lead') leads
            WHERE leads.line = c.line AND leads.place > 1 RETURNING c.line, c.project_reference"""
        )
        # The project is what the reader looks for: its lead stands on another row.
        column = self.columns.get("reference", "reference")
        self.outcome.add_faults(
            Fault(line, column, value, FaultCode.SECOND_LEAD, Effect.LEFT_OUT) for line, value in sorted(lines)
        )

    def demote_former_leads(self) -> None:
        run_sql(
            f"""UPDATE projects_participation o SET role = 'partner' FROM {RECORDS} c
            WHERE c.role = 'lead' AND o.project_id = c.project_id AND o.role = 'lead'
            AND (o.organisation_id <> c.organisation_id OR o.reference <> c.reference)"""
        )

    def update(self) -> None:
        differs = " OR ".join(
            ["c.role <> o.role", *(f"c.{name} IS NOT NULL AND c.{name} IS DISTINCT FROM o.{name}" for name in MONEY)]
        )
        total = scalar(f"SELECT count(*) FROM {RECORDS} c JOIN {HELD}")
        shown = fetch(
            f"SELECT c.line, c.project_reference FROM {RECORDS} c JOIN {HELD} WHERE {differs}"
            f" ORDER BY c.line LIMIT {EXAMPLES}"
        )
        for line, name in shown:
            self.outcome.add_example("changed", {"line": line, "record": "participation", "name": name, "fields": {}})
        changed = run_sql(
            f"UPDATE projects_participation o SET role = c.role, cost = coalesce(c.cost, o.cost),"
            f" aid = coalesce(c.aid, o.aid) FROM {RECORDS} c WHERE o.project_id = c.project_id"
            f" AND o.organisation_id = c.organisation_id AND o.reference = c.reference AND ({differs})"
        )
        self.outcome.count("participation", changed=changed, unchanged=total - changed)

    def create(self) -> None:
        unknown = f"NOT EXISTS (SELECT FROM {HELD.replace(' ON ', ' WHERE ', 1)})"
        shown = fetch(f"SELECT line, project_reference FROM {RECORDS} c WHERE {unknown} ORDER BY line LIMIT {EXAMPLES}")
        for line, name in shown:
            self.outcome.add_example("created", {"line": line, "record": "participation", "name": name})
        new = in_slices(
            RECORDS,
            f"INSERT INTO projects_participation (project_id, organisation_id, role, reference, cost, aid)"
            f" SELECT project_id, organisation_id, role, reference, cost, aid FROM {RECORDS} c"
            f" WHERE {unknown} AND line BETWEEN %(low)s AND %(high)s ORDER BY line",
            {},
            self.done,
        )
        self.outcome.count("participation", created=new)
