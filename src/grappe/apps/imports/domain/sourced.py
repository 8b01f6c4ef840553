"""Setting sourced values of many records at once: new ones, newer ones, and never over a person's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ENTRY = "%(entry)s::jsonb"


@dataclass(frozen=True, slots=True)
class SourcedTable:
    """A table with a ``provenance`` column; ``same`` tells when two spellings of a field count as one."""

    table: str
    fields: tuple[str, ...]
    same: Mapping[str, str]

    def differs(self, field: str) -> str:
        """Whether the value that came (``c``) says something else than the one held (``o``)."""
        test = self.same.get(field, f"c.{field} IS NOT DISTINCT FROM o.{field}")
        return f"(c.{field} IS NOT NULL AND NOT ({test}))"

    def by_person(self, field: str) -> str:
        return f"(o.provenance->'{field}'->>'by' IS NOT NULL)"

    def due(self, field: str) -> str:
        return f"({self.differs(field)} AND NOT {self.by_person(field)})"

    def contested(self, field: str) -> str:
        return f"({self.differs(field)} AND {self.by_person(field)})"

    def refreshed(self, field: str) -> str:
        """Whether the provenance entry is to be written: another value, a first, a better or a newer statement."""
        held = f"o.provenance->'{field}'"
        newer = f"({held}->>'source' = {ENTRY}->>'source' AND {held}->>'on' < {ENTRY}->>'on')"
        better = f"(({held}->>'confidence')::int < ({ENTRY}->>'confidence')::int)"
        return (
            f"(c.{field} IS NOT NULL AND NOT {self.by_person(field)}"
            f" AND ({self.differs(field)} OR {held} IS NULL OR {better} OR {newer}))"
        )

    def any_of(self, test: str, fields: Sequence[str]) -> str:
        return "(" + " OR ".join(getattr(self, test)(field) for field in fields) + ")"

    def assignments(self, fields: Sequence[str]) -> str:
        """The SET list of the update, provenance included."""
        values = [f"{field} = CASE WHEN {self.due(field)} THEN c.{field} ELSE o.{field} END" for field in fields]
        entries = ", ".join(f"'{field}', CASE WHEN {self.refreshed(field)} THEN {ENTRY} END" for field in fields)
        values.append(f"provenance = o.provenance || jsonb_strip_nulls(jsonb_build_object({entries}))")
        values.append("updated_at = now()")
        return ", ".join(values)

    def first_entries(self, fields: Sequence[str]) -> str:
        """The provenance of a record that comes in."""
        entries = ", ".join(f"'{field}', CASE WHEN c.{field} IS NOT NULL THEN {ENTRY} END" for field in fields)
        return f"jsonb_strip_nulls(jsonb_build_object({entries}))"

    def changes(self, fields: Sequence[str]) -> str:
        """What an update would change, for the preview: field -> [held, offered]."""
        pairs = ", ".join(
            f"'{field}', CASE WHEN {self.due(field)} THEN jsonb_build_array(o.{field}, c.{field}) END"
            for field in fields
        )
        return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"


ORGANISATION = SourcedTable(
    table="directory_organisation",
    fields=(
        "kind",
        "legal_name",
        "short_name",
        "country",
        "street",
        "postcode",
        "city",
        "longitude",
        "latitude",
        "activity_code",
        "website",
    ),
    # Registers differ in case and accents for ever: that is no other name.
    same={"legal_name": "grappe_fold(c.legal_name) = o.name_key"},
)
PROJECT = SourcedTable(
    table="projects_project",
    fields=(
        "call",
        "acronym",
        "title_fr",
        "title_en",
        "abstract_fr",
        "abstract_en",
        "starts_on",
        "ends_on",
        "total_cost",
        "public_aid",
        "status",
    ),
    same={},
)
# What a column holds when a new record states nothing for it.
DEFAULTS: Mapping[str, str] = {
    "directory_organisation.kind": "'other'",
    "projects_project.status": "'unknown'",
    "longitude": "NULL",
    "latitude": "NULL",
    "starts_on": "NULL",
    "ends_on": "NULL",
    "total_cost": "NULL",
    "public_aid": "NULL",
}


def default_of(table: str, field: str) -> str:
    return DEFAULTS.get(f"{table}.{field}") or DEFAULTS.get(field) or "''"
