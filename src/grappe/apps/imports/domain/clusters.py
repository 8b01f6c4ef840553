"""Clusters, from our own layout: a programme has dozens of them, so each row is written by itself."""

from typing import Any

from grappe.analytics.intake.faults import Fault, FaultCode
from grappe.analytics.intake.layouts.clusters import CLUSTERS
from grappe.analytics.intake.opening import RawTable, open_table
from grappe.analytics.intake.plain import Values, read_row, refuses
from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.cluster_conflicts import as_listed, list_cluster_conflict
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Cluster, Territory, Theme
from grappe.apps.imports.domain.registers import fitting_layout
from grappe.apps.imports.domain.sources import entry_for, office_source
from grappe.apps.imports.domain.work import Work

FIELDS = (
    "name", "acronym", "country", "city", "website", "founded_on", "longitude", "latitude", "description_fr",
    "description_en",
)  # fmt: skip


def import_clusters(work: Work) -> None:
    """Make clusters, or bring those with the same short address up to date; empty cells change nothing."""
    table = open_table(work.path)
    fitting_layout(CLUSTERS, table)
    source = office_source(work.run)
    entry = entry_for(source, work.run.observed_on, Confidence.OFFICIAL)
    seen: dict[str, int] = {}
    for line, row in good_and_bad_rows(table, work):
        work.outcome.read += 1
        values, faults = read_row(CLUSTERS, table.header, line, row)
        faults += unknown_words(line, values)
        slug = values["slug"] or ""
        if slug and slug in seen:
            faults.append(Fault(line, "slug", slug, FaultCode.REPEATED, params={"line": seen[slug]}))
        work.outcome.add_faults(faults)
        if not refuses(faults):
            seen[slug] = line
            write_cluster(line, values, entry, source, work)


def good_and_bad_rows(table: RawTable, work: Work) -> Any:
    """The rows that can be cut into cells; the others are reported."""
    for line, row, fault in table.told_rows():
        if fault is None:
            yield line, row
        else:
            work.outcome.read += 1
            work.outcome.add_faults([fault])


def unknown_words(line: int, values: Values) -> list[Fault]:
    """Themes and departments must be known."""
    faults = []
    wanted = theme_codes(values)
    known = set(Theme.objects.filter(code__in=wanted).values_list("code", flat=True))
    for code in wanted:
        if code not in known:
            names = ", ".join(Theme.objects.values_list("code", flat=True)[:12])
            faults.append(Fault(line, "themes", code, FaultCode.UNKNOWN_CHOICE, params={"known": names}))
    department = values.get("department")
    if department and department_of(values) is None:
        faults.append(
            Fault(line, "department", department, FaultCode.UNKNOWN_CHOICE, params={"known": "01 ... 95, 971"})
        )
    return faults


def theme_codes(values: Values) -> list[str]:
    return [code for code in (values.get("themes") or "").replace(",", " ").replace(";", " ").split() if code]


def department_of(values: Values) -> Territory | None:
    code = (values.get("department") or "").upper()
    return Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=code.zfill(2)).first() if code else None


def write_cluster(line: int, values: Values, entry: dict[str, Any], source: Source, work: Work) -> None:
    given: dict[str, Any] = {name: values[name] for name in FIELDS if values.get(name) is not None}
    department = department_of(values)
    if department is not None:
        given["department"] = department
    held = Cluster.objects.select_for_update(of=("self",)).filter(slug=values["slug"]).first()
    if held is None:
        provenance = dict.fromkeys(given, entry)
        cluster = Cluster.objects.create(slug=str(values["slug"]), provenance=provenance, **given)
        cluster.themes.set(Theme.objects.filter(code__in=theme_codes(values)))
        verdict = "created"
    else:
        verdict = "changed" if update_cluster(held, values, given, entry, source) else "unchanged"
    work.outcome.count("cluster", **{verdict: 1})
    if verdict != "unchanged":
        example = {"line": line, "record": "cluster", "name": values["name"], "fields": {}}
        work.outcome.add_example(verdict, example)


def update_cluster(held: Cluster, values: Values, given: dict[str, Any], entry: dict[str, Any], source: Source) -> bool:
    """Set what differs; where a person said otherwise, their word stays and the conflict is listed."""
    wanted = sorted(set(theme_codes(values)))
    others = {name: value for name, value in given.items() if as_listed(held, name) != as_text(value)}
    if wanted and wanted != as_listed(held, "themes"):
        others["themes"] = wanted
    due = {name: value for name, value in others.items() if held.origin_of(name).get("by") is None}
    for name, value in others.items():
        if name not in due:
            offered = value if name == "themes" else as_text(value)
            list_cluster_conflict(cluster=held, field=name, offered=offered, source=source)
    if "themes" in due:
        held.themes.set(Theme.objects.filter(code__in=due["themes"]))
    for name, value in due.items():
        if name != "themes":
            setattr(held, name, value)
        held.provenance[name] = entry
    if due:
        held.save()
    return bool(due)


def as_text(value: Any) -> str:
    """Values of the file are text, but for the department; those held have their types."""
    return value.code if isinstance(value, Territory) else str(value)
