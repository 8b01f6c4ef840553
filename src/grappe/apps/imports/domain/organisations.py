"""Organisations of a file: one record each, matched to those held by number or by name, made or brought up to date."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grappe.analytics.intake.faults import Fault, FaultCode
from grappe.apps.imports.domain.collapsing import collapsed
from grappe.apps.imports.domain.matching import match_pass
from grappe.apps.imports.domain.outcome import EXAMPLES, Outcome
from grappe.apps.imports.domain.places import add_held_places, create_places
from grappe.apps.imports.domain.sourced import ORGANISATION, default_of
from grappe.apps.imports.domain.staging import STAGED, RowsDone, drop_tables, fetch, in_slices, run_sql, scalar

RECORDS = "import_organisation"
# In this order a record is known: a file is keyed by the first of these that a row gives.
KEY_SCHEMES = ("pic", "siren", "vat")
SCHEMES = (*KEY_SCHEMES, "siret")
NAME = "name"
DIFFERENCES = "import_difference"
TEXTS = ("email_domain", "capabilities_fr", "capabilities_en", "offers_fr", "offers_en", "needs_fr", "needs_en")


def key_expression(targets: Sequence[str], alias: str = "") -> str:
    """The key that tells a file's organisations apart."""
    at = f"{alias}." if alias else ""
    parts = [f"'{scheme}:' || {at}{scheme}" for scheme in KEY_SCHEMES if scheme in targets]
    if "legal_name" in targets:
        country = f"coalesce({at}country, '')" if "country" in targets else "''"
        parts.append(f"'name:' || {country} || ':' || grappe_fold({at}legal_name)")
    return f"coalesce({', '.join(parts)})"


@dataclass
class OrganisationWriting:
    """The steps for one file; ``columns`` maps targets to the file's own column names, for the report."""

    targets: Sequence[str]
    entry: dict[str, Any]
    columns: dict[str, str]
    nameless: bool
    outcome: Outcome
    done: RowsDone | None = None
    fields: list[str] = field(init=False)
    schemes: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = [name for name in ORGANISATION.fields if name in self.targets]
        self.schemes = [scheme for scheme in SCHEMES if scheme in self.targets]

    @property
    def params(self) -> dict[str, Any]:
        return {"entry": json.dumps(self.entry), "source": self.entry["source"]}

    def write(self) -> None:
        self.gather()
        if self.is_placed:
            create_places(RECORDS)
        for stage in self.passes():
            match_pass(stage, self.schemes, by_name="legal_name" in self.fields)
            self.refuse_unknown(stage)
            self.create(stage)
            self.identify(stage)
        self.update()

    def gather(self) -> None:
        wanted = [*self.schemes, *self.fields]
        key = key_expression(self.targets)
        run_sql(
            f"CREATE TEMP TABLE {RECORDS} ON COMMIT DROP AS SELECT r.*, split_part(key, ':', 1) AS stage,"
            f" NULL::bigint AS organisation_id, false AS is_new FROM ({collapsed(STAGED, key, wanted)}) r"
        )
        run_sql(f"CREATE INDEX ON {RECORDS} (line); ANALYZE {RECORDS}")

    def passes(self) -> list[str]:
        """Numbers first, names last: what a number ties together, a name cannot tear apart."""
        held = {row[0] for row in fetch(f"SELECT DISTINCT stage FROM {RECORDS}")}
        return [stage for stage in (*KEY_SCHEMES, NAME) if stage in held]

    def name(self) -> str:
        """The name a new record gets."""
        given = "c.legal_name" if "legal_name" in self.fields else "NULL"
        return f"coalesce({given}, 'PIC ' || c.pic)" if self.nameless and "pic" in self.schemes else given

    def refuse_unknown(self, stage: str) -> None:
        """Rows about an organisation that is neither held nor named."""
        without = f"c.stage = %(stage)s AND c.organisation_id IS NULL AND {self.name()} IS NULL"
        number = f"s.{stage}" if stage in self.schemes else "''"
        key = key_expression(self.targets, "s")
        lines = fetch(
            f"SELECT s.line, {number} FROM {STAGED} s JOIN {RECORDS} c ON c.key = {key} WHERE {without}"
            " ORDER BY s.line",
            {"stage": stage},
        )
        column = self.columns.get(stage, stage)
        self.outcome.add_faults(Fault(line, column, value, FaultCode.UNKNOWN_ORGANISATION) for line, value in lines)

    def create(self, stage: str) -> None:
        new = run_sql(
            f"UPDATE {RECORDS} r SET is_new = true, organisation_id = n.id FROM ("
            "SELECT line, nextval('directory_organisation_id_seq') AS id FROM ("
            f"SELECT line FROM {RECORDS} c WHERE c.stage = %(stage)s AND c.organisation_id IS NULL"
            f" AND {self.name()} IS NOT NULL ORDER BY line) l) n WHERE n.line = r.line",
            {"stage": stage},
        )
        # What was estimated before the matching would lead the next statements astray.
        run_sql(f"ANALYZE {RECORDS}")
        if not new:
            return
        in_slices(RECORDS, self.insert_statement(), {**self.params, "stage": stage}, self.done)
        self.outcome.count("organisation", created=new)
        shown = fetch(
            f"SELECT line, {self.name()} FROM {RECORDS} c WHERE is_new AND stage = %(stage)s"
            " ORDER BY line LIMIT %(limit)s",
            {"stage": stage, "limit": EXAMPLES},
        )
        for line, name in shown:
            self.outcome.add_example("created", {"line": line, "record": "organisation", "name": name})

    def insert_statement(self) -> str:
        values = {name: default_of(ORGANISATION.table, name) for name in ORGANISATION.fields}
        values |= {name: f"coalesce(c.{name}, {values[name]})" for name in self.fields}
        values["legal_name"] = self.name()
        values |= dict.fromkeys(TEXTS, "''")
        place = "LEFT JOIN import_place p ON p.postcode = c.postcode AND c.country = 'FR'" if self.is_placed else ""
        return (
            f"INSERT INTO directory_organisation (id, {', '.join(values)}, department_id, other_names, provenance,"
            f" is_simulated, created_at, updated_at) SELECT c.organisation_id, {', '.join(values.values())},"
            f" {'p.department_id' if place else 'NULL'}, '{{}}', {ORGANISATION.first_entries(self.fields)},"
            f" false, now(), now() FROM {RECORDS} c {place}"
            " WHERE c.is_new AND c.stage = %(stage)s AND c.line BETWEEN %(low)s AND %(high)s ORDER BY c.line"
        )

    @property
    def is_placed(self) -> bool:
        return {"postcode", "country"} <= set(self.fields)

    def identify(self, stage: str) -> None:
        """Give the records' numbers to their organisations: none twice, and no second PIC, SIREN or VAT number.

        The earlier line has the number that two claim; of the lines about one organisation the first that states a
        number speaks.
        """
        for scheme in self.schemes:
            held, first = "", ""
            if scheme in KEY_SCHEMES:
                first = "DISTINCT ON (c.organisation_id)"
                held = (
                    "LEFT JOIN directory_identifier i ON NOT c.is_new AND i.organisation_id = c.organisation_id"
                    " AND i.scheme = %(scheme)s"
                )
            run_sql(
                f"INSERT INTO directory_identifier (organisation_id, scheme, value)"
                f" SELECT organisation_id, %(scheme)s, value FROM ("
                f"SELECT {first} c.organisation_id, c.line, c.{scheme} AS value FROM {RECORDS} c {held}"
                f" WHERE c.stage = %(stage)s AND c.organisation_id IS NOT NULL AND c.{scheme} IS NOT NULL"
                f"{' AND i.id IS NULL ORDER BY c.organisation_id, c.line' if held else ''}) claims"
                " ORDER BY line ON CONFLICT DO NOTHING",
                {"stage": stage, "scheme": scheme},
            )

    def update(self) -> None:
        """Bring the organisations that were held already up to date."""
        held = collapsed(
            f"(SELECT * FROM {RECORDS} WHERE organisation_id IS NOT NULL AND NOT is_new) m",
            "organisation_id",
            self.fields or ["stage"],
        )
        run_sql(f"CREATE TEMP TABLE import_update ON COMMIT DROP AS {held}")
        run_sql("ANALYZE import_update")
        total = scalar("SELECT count(*) FROM import_update")
        changed = self.apply_differences() if total and self.fields else 0
        self.outcome.count("organisation", changed=changed, unchanged=total - changed)
        drop_tables("import_update")

    def apply_differences(self) -> int:
        """Compare once; then show, list and write only where something differs."""
        tests = {"is_due": "due", "is_refreshed": "refreshed", "is_contested": "contested"}
        flags = ", ".join(f"{ORGANISATION.any_of(test, self.fields)} AS {flag}" for flag, test in tests.items())
        add_held_places(self.fields)
        run_sql(
            f"CREATE TEMP TABLE {DIFFERENCES} ON COMMIT DROP AS SELECT * FROM (SELECT c.*, {flags}"
            f" FROM import_update c JOIN directory_organisation o ON o.id = c.key) d"
            " WHERE is_refreshed OR is_contested",
            self.params,
        )
        run_sql(f"CREATE INDEX ON {DIFFERENCES} (line); ANALYZE {DIFFERENCES}")
        self.show_changes()
        if scalar(f"SELECT count(*) FROM {DIFFERENCES} WHERE is_contested"):
            self.list_conflicts()
        changed = int(scalar(f"SELECT count(*) FROM {DIFFERENCES} WHERE is_due"))
        self.write_changes()
        drop_tables(DIFFERENCES)
        return changed

    def show_changes(self) -> None:
        shown = fetch(
            f"SELECT c.line, o.legal_name, {ORGANISATION.changes(self.fields)} FROM {DIFFERENCES} c"
            f" JOIN directory_organisation o ON o.id = c.key WHERE c.is_due ORDER BY c.line LIMIT {EXAMPLES}"
        )
        for line, name, changes in shown:
            fields = json.loads(changes) if isinstance(changes, str) else changes
            self.outcome.add_example(
                "changed", {"line": line, "record": "organisation", "name": name, "fields": fields}
            )

    def list_conflicts(self) -> None:
        """Where a person said otherwise: one waiting conflict a field, but none that was decided already."""
        for name in self.fields:
            run_sql(
                f"""INSERT INTO directory_valueconflict
                    (organisation_id, field, held, offered, status, made_at, source_id)
                SELECT o.id, %(field)s, to_jsonb(o.{name}), to_jsonb(c.{name}), 'pending', now(), f.id
                FROM {DIFFERENCES} c JOIN directory_organisation o ON o.id = c.key
                JOIN core_source f ON f.code = %(source)s
                WHERE {ORGANISATION.contested(name)} AND NOT EXISTS (
                    SELECT FROM directory_valueconflict d WHERE d.organisation_id = o.id AND d.field = %(field)s
                    AND d.source_id = f.id AND d.status = 'refused' AND d.offered = to_jsonb(c.{name}))
                ON CONFLICT (organisation_id, field, source_id) WHERE status = 'pending'
                DO UPDATE SET held = excluded.held, offered = excluded.offered""",
                {"field": name, "source": self.entry["source"]},
            )

    def write_changes(self) -> None:
        place = ""
        if self.is_placed:
            # The department follows from what country and postcode will be.
            postcode = f"CASE WHEN {ORGANISATION.due('postcode')} THEN c.postcode ELSE o.postcode END"
            country = f"CASE WHEN {ORGANISATION.due('country')} THEN c.country ELSE o.country END"
            place = (
                f", department_id = CASE WHEN {ORGANISATION.any_of('due', ['postcode', 'country'])} THEN"
                f" (SELECT p.department_id FROM import_place p WHERE p.postcode = {postcode} AND {country} = 'FR')"
                " ELSE o.department_id END"
            )
        in_slices(
            DIFFERENCES,
            f"UPDATE directory_organisation o SET {ORGANISATION.assignments(self.fields)}{place}"
            f" FROM {DIFFERENCES} c WHERE o.id = c.key AND c.is_refreshed AND c.line BETWEEN %(low)s AND %(high)s",
            self.params,
            self.done,
        )
