"""The list of members that a cluster office keeps: organisations, then memberships, colleges and headcounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from grappe.analytics.intake.faults import Fault, FaultCode, UnreadableFileError
from grappe.analytics.intake.layout import Layout
from grappe.analytics.intake.members import members_layout
from grappe.analytics.intake.opening import open_table
from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.figures import reassess_after_load
from grappe.apps.directory.models import Cluster, College, Membership
from grappe.apps.imports.domain.headcounts import set_headcount
from grappe.apps.imports.domain.mappings import mapping_for, refuse_register
from grappe.apps.imports.domain.organisations import RECORDS, OrganisationWriting, key_expression
from grappe.apps.imports.domain.outcome import Outcome
from grappe.apps.imports.domain.registers import stage_table
from grappe.apps.imports.domain.sources import entry_for, office_source
from grappe.apps.imports.domain.staging import STAGED, fetch, forget_tables, run_sql
from grappe.apps.imports.domain.work import Work
from grappe.apps.imports.domain.written import WrittenCells
from grappe.kernel.places import department_of_postcode
from grappe.kernel.spelling import folded
from grappe.kernel.territories import UnknownTerritoryError, department_named

# The sign of a letter that could not be read, or the question mark that stands for it within a word.
LOST_LETTERS = "\ufffd|[[:alpha:]][?][[:lower:]]"
LETTERED = frozenset({"legal_name", "short_name", "street", "city", "college"})
DAYS = ("since", "until")
MEMBER_COLUMNS = ("since", "until", "college", "fee_class", "headcount", "headcount_year")


def import_members(work: Work) -> None:
    """Import the members of the run's cluster; its mapping is the one given, or the remembered, or the proposed one."""
    if work.run.cluster is None:
        raise UnreadableFileError("no_cluster")
    forget_tables()
    table = open_table(work.path)
    refuse_register(table.header)
    mapping = work.run.mapping or mapping_for(work.run.cluster, open_table(work.path))
    if "legal_name" not in mapping.values():
        raise UnreadableFileError("no_mapping")
    work.run.mapping = dict(mapping)
    layout = members_layout({header: target for header, target in mapping.items() if target}, work.run.cluster.country)
    stage_table(table, layout, work)
    columns = {column.target: column.names[0] for column in reversed(layout.columns)}
    days = [columns[target] for target in DAYS if target in columns]
    written = WrittenCells(work.path, days)
    check_rows(work.outcome, layout, columns, timezone.localdate(), written)
    entry = entry_for(office_source(work.run), work.run.observed_on, Confidence.COMPILED)
    OrganisationWriting(layout.targets, entry, columns, nameless=False, outcome=work.outcome).write()
    MembershipWriting(work.run.cluster, work.run.observed_on, layout, columns, entry, work.outcome, written).write()


def check_rows(
    outcome: Outcome, layout: Layout, columns: Mapping[str, str], today: date, written: WrittenCells
) -> None:
    """Refuse what only the row as a whole shows to be wrong."""
    targets = layout.targets
    for target in sorted(LETTERED & set(targets)):
        refuse_where(outcome, columns, target, FaultCode.LOST_LETTERS, f"{target} ~ '{LOST_LETTERS}'")
    if "postcode" in targets:
        run_sql(
            f"UPDATE {STAGED} SET postcode = lpad(postcode, 5, '0') WHERE country = 'FR' AND postcode ~ '^[0-9]{{4}}$'"
        )
        refuse(outcome, columns, "postcode", FaultCode.NOT_A_POSTCODE, wrong_postcodes())
    if "department" in targets:
        refuse(outcome, columns, "department", FaultCode.UNKNOWN_DEPARTMENT, unknown_departments())
    if {"siren", "siret"} <= set(targets):
        refuse_where(outcome, columns, "siret", FaultCode.SIREN_AND_SIRET_DISAGREE, "siren <> left(siret, 9)")
    if "since" in targets:
        to_come = f"since > date '{today.isoformat()}'"
        refuse_where(outcome, columns, "since", FaultCode.IN_THE_FUTURE, to_come, written=written)
    if {"since", "until"} <= set(targets):
        refuse_where(outcome, columns, "until", FaultCode.ENDS_BEFORE_START, "until <= since", written=written)
    refuse_repeated(outcome, layout, columns)


def wrong_postcodes() -> list[tuple[int, str]]:
    rows = fetch(f"SELECT line, postcode FROM {STAGED} WHERE country = 'FR' AND postcode IS NOT NULL ORDER BY line")
    return [(line, postcode) for line, postcode in rows if not is_postcode(postcode)]


def unknown_departments() -> list[tuple[int, str]]:
    rows = fetch(f"SELECT line, department FROM {STAGED} WHERE country = 'FR' AND department IS NOT NULL ORDER BY line")
    return [(line, text) for line, text in rows if not is_department(text)]


def is_department(text: str) -> bool:
    try:
        department_named(text)
    except UnknownTerritoryError:
        return False
    return True


def is_postcode(text: str) -> bool:
    try:
        department_of_postcode(text)
    except UnknownTerritoryError:
        return False
    return True


def refuse_where(
    outcome: Outcome,
    columns: Mapping[str, str],
    target: str,
    code: FaultCode,
    condition: str,
    *,
    written: WrittenCells | None = None,
) -> None:
    rows = fetch(f"SELECT line, {target}::text FROM {STAGED} WHERE {condition} ORDER BY line")
    if written is not None:
        rows = [(line, written.quoted(line, columns[target], value)) for line, value in rows]
    refuse(outcome, columns, target, code, [(line, value) for line, value in rows])


def refuse(
    outcome: Outcome, columns: Mapping[str, str], target: str, code: FaultCode, rows: list[tuple[int, str]]
) -> None:
    outcome.add_faults(Fault(line, columns.get(target, target), value, code) for line, value in rows)
    run_sql(f"DELETE FROM {STAGED} WHERE line = ANY(%s)", [[line for line, _value in rows]])


def refuse_repeated(outcome: Outcome, layout: Layout, columns: Mapping[str, str]) -> None:
    rows = fetch(
        f"""SELECT line, legal_name, first FROM (
            SELECT line, legal_name, min(line) OVER (PARTITION BY {key_expression(layout.targets)}) AS first
            FROM {STAGED}) r WHERE line > first ORDER BY line"""
    )
    outcome.add_faults(
        Fault(line, columns["legal_name"], name, FaultCode.REPEATED, params={"line": first})
        for line, name, first in rows
    )
    run_sql(f"DELETE FROM {STAGED} WHERE line = ANY(%s)", [[row[0] for row in rows]])


@dataclass
class MembershipWriting:
    """The memberships of one file: an office has hundreds of members, so each is written by itself."""

    cluster: Cluster
    observed_on: date
    layout: Layout
    columns: Mapping[str, str]
    entry: dict[str, Any]
    outcome: Outcome
    written: WrittenCells
    colleges: dict[str, College] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    counted: list[int] = field(default_factory=list)

    def write(self) -> None:
        self.colleges = {folded(one.name_fr): one for one in self.cluster.colleges.all()}
        given = [name for name in MEMBER_COLUMNS if name in self.layout.targets]
        selected = ", ".join(["r.organisation_id", "s.line", "s.legal_name", *(f"s.{name}" for name in given)])
        rows = fetch(
            f"SELECT {selected} FROM {STAGED} s JOIN {RECORDS} r ON r.key = {key_expression(self.layout.targets, 's')}"
            " WHERE r.organisation_id IS NOT NULL ORDER BY s.line"
        )
        for organisation, line, name, *values in rows:
            self.write_row(organisation, line, name, dict(zip(given, values, strict=True)))
        reassess_after_load(organisations=self.counted, on=timezone.localdate())

    def write_row(self, organisation: int, line: int, name: str, values: dict[str, Any]) -> None:
        if organisation in self.seen:
            params = {"line": self.seen[organisation]}
            self.outcome.add_faults([Fault(line, self.columns["legal_name"], name, FaultCode.REPEATED, params=params)])
            return
        self.seen[organisation] = line
        verdict = self.write_membership(organisation, line, values)
        if verdict:
            self.outcome.count("membership", **{verdict: 1})
        if verdict in {"created", "changed"}:
            self.outcome.add_example(verdict, {"line": line, "record": "membership", "name": name, "fields": {}})
        if values.get("headcount") is not None:
            year = values.get("headcount_year") or self.observed_on.year - 1
            told = set_headcount(organisation, year, values["headcount"], self.entry)
            self.outcome.count("accounts", **{told: 1})
            if told != "unchanged":
                self.counted.append(organisation)

    def write_membership(self, organisation: int, line: int, values: dict[str, Any]) -> str:
        """Open the membership, or bring the one held up to date; returns the verdict, empty when refused."""
        since = values.get("since")
        held = list(
            Membership.objects.select_for_update()
            .filter(organisation_id=organisation, cluster=self.cluster)
            .order_by("period")
        )
        wanted = self.wanted(values, line)
        if since is None and held:
            return self.update(held[-1], wanted, None)
        period = (since or self.observed_on, values.get("until"))
        overlapping = [one for one in held if overlaps(one, period)]
        if not overlapping:
            Membership.objects.create(
                organisation_id=organisation,
                cluster=self.cluster,
                period=period,
                provenance=dict.fromkeys(["period", *wanted], self.entry),
                **wanted,
            )
            return "created"
        if len(overlapping) > 1 or (overlapping[0].origin_of("period").get("by") and starts(overlapping[0]) != since):
            column = self.columns.get("since", "since")
            text = self.written.quoted(line, column, since.isoformat() if since else "")
            self.outcome.add_faults([Fault(line, column, text, FaultCode.OVERLAPS_MEMBERSHIP)])
            return ""
        return self.update(overlapping[0], wanted, period)

    def wanted(self, values: dict[str, Any], line: int) -> dict[str, Any]:
        """The values of a membership beside its period, where the row states them."""
        wanted: dict[str, Any] = {}
        if values.get("fee_class"):
            wanted["fee_class"] = values["fee_class"]
        if values.get("college"):
            wanted["college"] = self.college(values["college"], line)
        return wanted

    def college(self, name: str, line: int) -> College:
        """The cluster's college of this name; an office's list may bring a new one."""
        key = folded(name)
        if key not in self.colleges:
            self.colleges[key], _created = College.objects.get_or_create(
                cluster=self.cluster, code=slugify(name)[:40] or "college", defaults={"name_fr": name, "name_en": name}
            )
            self.outcome.count("college", created=1)
            self.outcome.add_example("colleges", {"line": line, "name": name})
        return self.colleges[key]

    def update(self, held: Membership, wanted: dict[str, Any], period: tuple[date, date | None] | None) -> str:
        """Set what differs and no person has set; an end that the file does not state stays."""
        if period is not None:
            until = period[1] if period[1] is not None else held.period.upper
            if (starts(held), held.period.upper) != (period[0], until) and until_is_later(period[0], until):
                wanted = {**wanted, "period": (period[0], until)}
        due = {
            name: value
            for name, value in wanted.items()
            if held.origin_of(name).get("by") is None and (name == "period" or getattr(held, name) != value)
        }
        for name, value in due.items():
            setattr(held, name, value)
            held.provenance[name] = self.entry
        if due:
            held.save()
        return "changed" if due else "unchanged"


def starts(membership: Membership) -> date | None:
    start: date | None = membership.period.lower
    return start


def until_is_later(since: date, until: date | None) -> bool:
    return until is None or until > since


def overlaps(membership: Membership, period: tuple[date, date | None]) -> bool:
    """Whether two half-open periods share a day."""
    lower, upper = membership.period.lower, membership.period.upper
    return (upper is None or period[0] < upper) and (period[1] is None or lower is None or lower < period[1])
