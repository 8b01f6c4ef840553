"""Files of registers (CORDIS, ANR, SIRENE): converted in batches, staged, then written by statements over all rows."""

from grappe.analytics.intake.conversion import Conversion, open_engine
from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.layout import Layout
from grappe.analytics.intake.layouts import LAYOUTS, layout_of
from grappe.analytics.intake.opening import RawTable, open_table
from grappe.apps.core.enums import Confidence
from grappe.apps.imports.domain.bulk import heavy_parts_set_aside
from grappe.apps.imports.domain.organisations import OrganisationWriting
from grappe.apps.imports.domain.participations import ParticipationWriting
from grappe.apps.imports.domain.progress import Phase, Progress
from grappe.apps.imports.domain.projects import ProjectWriting
from grappe.apps.imports.domain.sources import entry_for, register_source
from grappe.apps.imports.domain.staging import RowsDone, copy_staged, create_staged, forget_tables, run_sql
from grappe.apps.imports.domain.work import Work


def import_register(work: Work) -> None:
    """One file of a register, from the open file to the written rows; call it inside the run's transaction."""
    forget_tables()
    table = open_table(work.path)
    layout = fitting_layout(LAYOUTS[work.run.kind], table)
    stage_table(table, layout, work)
    with heavy_parts_set_aside(work.outcome.read - work.outcome.refused, work.tell):
        write_records(layout, table, work)


def fitting_layout(layout: Layout, table: RawTable) -> Layout:
    """The layout asked for, or a refusal that says what the file looks like instead."""
    if not layout.fits(table.header):
        found = layout_of(table.header)
        missing = layout.missing_from(table.header)
        raise UnreadableFileError("wrong_kind", missing=missing, looks_like=found.code if found else "")
    return layout


def stage_table(table: RawTable, layout: Layout, work: Work) -> None:
    """Convert a file batch by batch into the staging table; its faults go to the report."""
    engine = open_engine(work.folder)
    conversion = Conversion(engine, layout, table.header)
    create_staged(layout.targets)
    staged = work.folder / "staged.csv"
    for batch in table.batches(engine, conversion.raw_names, work.folder):
        _good, faults = conversion.convert("raw", staged)
        work.outcome.read += batch.rows + len(batch.faults)
        work.outcome.add_faults(sorted([*batch.faults, *faults], key=lambda fault: fault.line))
        copy_staged(layout.targets, staged)
        work.tell(Progress(Phase.READING, batch.fraction, work.outcome.read))
    engine.close()
    run_sql("ANALYZE import_staged")


def write_records(layout: Layout, table: RawTable, work: Work) -> None:
    held = {column.target: layout.column_for(column, table.header) for column in layout.columns}
    columns = {target: name for target, name in held.items() if name is not None}
    entry = entry_for(register_source(layout.source), work.run.observed_on, Confidence.OFFICIAL)
    done = telling_rows(work)
    if "project" in layout.records:
        ProjectWriting(layout.targets, entry, work.outcome, done).write()
    if "organisation" in layout.records:
        OrganisationWriting(layout.targets, entry, columns, layout.nameless, work.outcome, done).write()
    if "participation" in layout.records:
        ParticipationWriting(layout.targets, columns, layout.programmes, work.outcome, done).write()


def telling_rows(work: Work) -> RowsDone:
    def done(line: int) -> None:
        work.tell(Progress(Phase.WRITING, min(line / max(work.outcome.read, 1), 1.0), line))

    return done
