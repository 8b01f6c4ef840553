"""The plain way to import a register file: row by row, through the models. The fast way is held to it.

It holds no report and no progress: it says what the database must look like afterwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Value

from grappe.analytics.intake.layout import Layout
from grappe.analytics.intake.opening import open_table
from grappe.analytics.intake.plain import Values, is_of_interest, read_row, refuses
from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.core.text import Fold
from grappe.apps.directory.domain.values import set_values
from grappe.apps.directory.models import Identifier, Organisation, ValueConflict
from grappe.apps.imports.domain.sourced import ORGANISATION, PROJECT
from grappe.apps.imports.domain.sources import entry_for, register_source
from grappe.apps.projects.domain.values import list_project_conflict
from grappe.apps.projects.models import Participation, Project

KEYS = ("pic", "siren", "vat")
NUMBERS = (*KEYS, "siret")
Row = tuple[int, Values]


@dataclass
class Record:
    """One organisation of the file: its first line and, for each value, the last that a line states."""

    line: int
    stage: str
    values: Values
    organisation: Organisation | None = None
    is_new: bool = False


@transaction.atomic
def import_plainly(path: Path, layout: Layout, observed_on: date) -> None:
    """Import the good rows of one file."""
    rows = list(good_rows(path, layout))
    source = register_source(layout.source)
    if "project" in layout.records:
        for _line, values in collapsed(rows, lambda one: f"{one['programme']}:{one['reference']}").values():
            write_project(values, source, observed_on)
    if "organisation" in layout.records:
        records = write_organisations(rows, layout, source, observed_on)
        if "participation" in layout.records:
            write_participations(rows, layout, records)


def good_rows(path: Path, layout: Layout) -> Iterator[Row]:
    table = open_table(path)
    for line, row, fault in table.told_rows():
        if fault is None and is_of_interest(layout, table.header, row):
            values, faults = read_row(layout, table.header, line, row)
            if not refuses(faults):
                yield line, values


def collapsed(rows: Iterable[Row], key_of: Any) -> dict[str, Row]:
    """One row a key: the first line, and the last value stated in each column."""
    found: dict[str, Row] = {}
    for line, values in rows:
        key = key_of(values)
        if key is None:
            continue
        first, held = found.get(key, (line, {}))
        found[key] = (
            first,
            held | {name: value for name, value in values.items() if value is not None or name not in held},
        )
    return found


def organisation_key(values: Values) -> str | None:
    for scheme in KEYS:
        if values.get(scheme):
            return f"{scheme}:{values[scheme]}"
    name = values.get("legal_name")
    return f"name:{values.get('country') or ''}:{fold(name)}" if name else None


def fold(text: str) -> str:
    """Folded as the database folds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT grappe_fold(%s)", [text])
        return str(cursor.fetchone()[0])


def write_organisations(rows: list[Row], layout: Layout, source: Source, observed_on: date) -> dict[str, Record]:
    records = {
        key: Record(line, key.split(":")[0], values)
        for key, (line, values) in collapsed(rows, organisation_key).items()
    }
    in_line_order = sorted(records.values(), key=lambda record: record.line)
    for stage in (*KEYS, "name"):
        of_stage = [record for record in in_line_order if record.stage == stage]
        match(of_stage, stage)
        for record in of_stage:
            create(record, layout, source, observed_on)
        for scheme in NUMBERS:
            identify_all(of_stage, scheme)
    held = [
        (record.line, record.values | {"key": str(record.organisation.pk)})
        for record in in_line_order
        if record.organisation is not None and not record.is_new
    ]
    for key, (_line, values) in collapsed(held, lambda one: one["key"]).items():
        update(Organisation.objects.get(pk=int(key)), values, source, observed_on)
    return records


def match(records: list[Record], stage: str) -> None:
    """By the number they are known by; then by other numbers and by name, the oldest that nothing speaks against."""
    for record in records:
        if stage in KEYS:
            found = Identifier.objects.filter(scheme=stage, value=record.values[stage] or "").first()
            record.organisation = root(found.organisation) if found else None
    for way in [*(scheme for scheme in NUMBERS if scheme != stage), "name"]:
        taken = {record.organisation.pk for record in records if record.organisation is not None}
        wishes = [
            (record, wish)
            for record in records
            if record.organisation is None
            for wish in [oldest_fitting(record, way, taken)]
            if wish is not None
        ]
        for record, wish in wishes:
            if wish.pk not in taken:
                record.organisation = wish
                taken.add(wish.pk)


def oldest_fitting(record: Record, way: str, taken: set[int]) -> Organisation | None:
    value = record.values.get("legal_name" if way == "name" else way)
    if not value:
        return None
    if way == "name":
        found = Organisation.objects.filter(name_key=Fold(Value(value)), country=record.values.get("country") or "")
    else:
        found = Organisation.objects.filter(identifiers__scheme=way, identifiers__value=value)
    fitting = [one for one in map(root, found) if one.pk not in taken and not speaks_against(one, record)]
    return min(fitting, key=lambda one: one.pk, default=None)


def root(organisation: Organisation) -> Organisation:
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


def speaks_against(organisation: Organisation, record: Record) -> bool:
    for scheme in KEYS:
        held = set(organisation.identifiers.filter(scheme=scheme).values_list("value", flat=True))
        if record.values.get(scheme) and held and record.values[scheme] not in held:
            return True
    return False


def create(record: Record, layout: Layout, source: Source, observed_on: date) -> None:
    name = record.values.get("legal_name")
    if name is None and layout.nameless and record.values.get("pic"):
        name = f"PIC {record.values['pic']}"
    if record.organisation is not None or name is None:
        return
    record.organisation, record.is_new = Organisation.objects.create(legal_name=name), True
    update(record.organisation, record.values, source, observed_on)


def identify_all(records: list[Record], scheme: str) -> None:
    """The earlier line has a number that two claim; the first line that states one speaks for its organisation."""
    spoken: set[int] = set()
    for record in records:
        value, organisation = record.values.get(scheme), record.organisation
        if not value or organisation is None:
            continue
        if scheme in KEYS and (organisation.pk in spoken or has_number(organisation, scheme)):
            continue
        spoken.add(organisation.pk)
        Identifier.objects.get_or_create(scheme=scheme, value=value, defaults={"organisation": organisation})


def has_number(organisation: Organisation, scheme: str) -> bool:
    return organisation.identifiers.filter(scheme=scheme).exists()


def update(organisation: Organisation, values: Values, source: Source, observed_on: date) -> None:
    """Set what the file states through the register's own door, but for what would only say the same again."""
    due = {}
    for field in ORGANISATION.fields:
        value = values.get(field)
        if value is None:
            continue
        offered: Any = float(value) if field in {"longitude", "latitude"} else value
        if field == "legal_name" and fold(organisation.legal_name) == fold(value):
            offered = organisation.legal_name  # another spelling is no other name
        if states_more(organisation, field, offered, source, observed_on):
            due[field] = offered
    if due:
        set_values(
            organisation=organisation,
            values=due,
            source=source,
            observed_on=observed_on,
            confidence=Confidence.OFFICIAL,
        )


def states_more(record: Organisation | Project, field: str, offered: Any, source: Source, observed_on: date) -> bool:
    """Another value (unless a person had the same one refused before), or a first, a better or a newer statement."""
    held, entry = getattr(record, field), record.origin_of(field)
    same = held == offered
    if entry.get("by") is not None:
        refused = ValueConflict.objects.filter(
            organisation_id=record.pk, field=field, source=source, status="refused", offered=offered
        )
        return not same and not refused.exists()
    newer = entry.get("source") == source.code and entry.get("on", "") < observed_on.isoformat()
    return not same or not entry or entry["confidence"] < Confidence.OFFICIAL or newer


def write_project(values: Values, source: Source, observed_on: date) -> None:
    project, _created = Project.objects.get_or_create(programme=values["programme"], reference=values["reference"])
    entry = entry_for(source, observed_on, Confidence.OFFICIAL)
    given = {field: typed(field, values.get(field)) for field in PROJECT.fields}
    leave_out_impossible_period(project, given)
    for field, offered in given.items():
        if offered is None:
            continue
        if project.origin_of(field).get("by") is not None:
            if getattr(project, field) != offered:
                list_project_conflict(project=project, field=field, offered=offered, source=source)
        elif states_more(project, field, offered, source, observed_on):
            setattr(project, field, offered)
            project.provenance[field] = entry
    project.save()


def leave_out_impossible_period(project: Project, given: dict[str, Any]) -> None:
    """Two rows, or a row and what is held, can each be right and together end before they start."""
    if given["starts_on"] and given["ends_on"] and given["ends_on"] < given["starts_on"]:
        given["ends_on"] = None
    to_be = {
        field: getattr(project, field) if given[field] is None or project.origin_of(field).get("by") else given[field]
        for field in ("starts_on", "ends_on")
    }
    if to_be["starts_on"] and to_be["ends_on"] and to_be["ends_on"] < to_be["starts_on"]:
        given["starts_on"] = given["ends_on"] = None


def typed(field: str, value: str | None) -> Any:
    if value is None:
        return None
    if field in {"starts_on", "ends_on"}:
        return date.fromisoformat(value)
    return Decimal(value) if field in {"total_cost", "public_aid", "cost", "aid"} else value


def write_participations(rows: list[Row], layout: Layout, records: dict[str, Record]) -> None:
    leads: set[int] = set()
    repeats: dict[tuple[int, int, str], int] = {}
    wanted = []
    for _line, values in rows:
        record = records.get(organisation_key(values) or "")
        project = project_of(values, layout)
        if record is None or record.organisation is None or project is None:
            continue
        unit = values.get("unit") or ""
        place = (project.pk, record.organisation.pk, unit)
        repeats[place] = repeats.get(place, 0) + 1
        reference = "-".join(part for part in (unit, str(repeats[place]) if repeats[place] > 1 else "") if part)
        role = str(values["role"])
        if role == "lead" and project.pk in leads:
            role = "partner"
        leads |= {project.pk} if role == "lead" else set()
        wanted.append((project, record.organisation, reference, role, values))
    for project, organisation, reference, role, _values in wanted:
        if role == "lead":
            others = Participation.objects.filter(project=project, role="lead")
            others.exclude(organisation=organisation, reference=reference).update(role="partner")
    for project, organisation, reference, role, values in wanted:
        given = {name: typed(name, values.get(name)) for name in ("cost", "aid") if values.get(name) is not None}
        Participation.objects.update_or_create(
            project=project, organisation=organisation, reference=reference, defaults={"role": role, **given}
        )


def project_of(values: Values, layout: Layout) -> Project | None:
    programmes = [values["programme"]] if values.get("programme") else list(layout.programmes)
    return Project.objects.filter(programme__in=programmes, reference=values["reference"]).order_by("pk").first()
