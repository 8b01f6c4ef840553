"""Files of registers (CORDIS, ANR, SIRENE): converted in batches, staged, then written by statements over all rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grappe.analytics.intake.conversion import Conversion, open_engine
from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.layout import Layout
from grappe.analytics.intake.layouts import LAYOUTS, layout_of
from grappe.analytics.intake.opening import RawTable, open_table
from grappe.apps.core.enums import Confidence
from grappe.apps.imports.domain.bulk import heavy_parts_set_aside
from grappe.apps.imports.domain.organisations import OrganisationWriting
from grappe.apps.imports.domain.outcome import Outcome
from grappe.apps.imports.domain.participations import ParticipationWriting
from grappe.apps.imports.domain.progress import Phase, Progress, Tell
from grappe.apps.imports.domain.projects import ProjectWriting
from grappe.apps.imports.domain.sources import entry_for, register_source
from grappe.apps.imports.domain.staging import copy_staged, create_staged, forget_tables, run_sql


@dataclass
class RegisterImport:
    """One file of a register, from the open file to the written rows; call it inside the run's transaction."""

    kind: str
    path: Path
    observed_on: date
    folder: Path
    outcome: Outcome
    tell: Tell

    def perform(self) -> None:
        forget_tables()
        table = open_table(self.path)
        layout = self.layout_for(table)
        self.stage(table, layout)
        with heavy_parts_set_aside(self.outcome.read - self.outcome.refused, self.tell):
            self.write(layout, table)

    def layout_for(self, table: RawTable) -> Layout:
        """The layout asked for, or a refusal that says what the file looks like instead."""
        layout = LAYOUTS[self.kind]
        if not layout.fits(table.header):
            found = layout_of(table.header)
            raise UnreadableFileError(
                "wrong_kind", missing=layout.missing_from(table.header), looks_like=found.code if found else ""
            )
        return layout

    def stage(self, table: RawTable, layout: Layout) -> None:
        engine = open_engine(self.folder)
        conversion = Conversion(engine, layout, table.header)
        create_staged(layout.targets)
        staged = self.folder / "staged.csv"
        for batch in table.batches(engine, conversion.raw_names, self.folder):
            _good, faults = conversion.convert("raw", staged)
            self.outcome.read += batch.rows + len(batch.faults)
            self.outcome.add_faults(sorted([*batch.faults, *faults], key=lambda fault: fault.line))
            copy_staged(layout.targets, staged)
            self.tell(Progress(Phase.READING, batch.fraction, self.outcome.read))
        engine.close()
        run_sql("ANALYZE import_staged")

    def write(self, layout: Layout, table: RawTable) -> None:
        columns = {
            column.target: name
            for column in layout.columns
            if (name := layout.column_for(column, table.header)) is not None
        }
        entry = entry_for(register_source(layout.source), self.observed_on, Confidence.OFFICIAL)
        if "project" in layout.records:
            ProjectWriting(layout.targets, entry, self.outcome, self.done).write()
        if "organisation" in layout.records:
            OrganisationWriting(layout.targets, entry, columns, layout.nameless, self.outcome, self.done).write()
        if "participation" in layout.records:
            ParticipationWriting(layout.targets, columns, layout.programmes, self.outcome, self.done).write()

    def done(self, line: int) -> None:
        self.tell(Progress(Phase.WRITING, min(line / max(self.outcome.read, 1), 1.0), line))
