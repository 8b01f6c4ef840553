"""What is asked of the pipeline of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grappe.analytics.sources.faults import OnBad
from grappe.analytics.sources.layout import Held, Layout


@dataclass(frozen=True, slots=True)
class Request:
    """Which files are read and into which codes.

    Parameters
    ----------
    pattern : a path, a folder of Parquet files or a glob.
    layout : code of the layout; recognised by the columns when None.
    columns : target -> name in the file, where the layout's names do not fit.
    where : column -> the one value that rows must have to be read.
    territory, nomenclature : versions asked for; those of the layout when None.
    held : what the column of the region holds; the layout's when None.
    level : of the industries.
    concordance : file that brings codes of another nomenclature to the one asked for.
    territories : folder with the tables of communes.
    on_bad : what is done with bad rows.
    """

    pattern: str
    layout: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    territory: str | None = None
    nomenclature: str | None = None
    held: str | None = None
    level: str = "code"
    concordance: Path | None = None
    territories: Path | None = None
    on_bad: OnBad = OnBad.REFUSE

    def codes(self, layout: Layout) -> tuple[str, str, Held]:
        """Territory, nomenclature and what the region's column holds, with the layout's own where nothing is asked."""
        return (
            self.territory or layout.territory,
            self.nomenclature or layout.nomenclature,
            Held(self.held) if self.held else layout.held,
        )

    def record(self) -> dict[str, Any]:
        """All that the answer depends on besides the files' content."""
        return {
            "layout": self.layout,
            "columns": dict(self.columns),
            "where": dict(self.where),
            "territory": self.territory,
            "nomenclature": self.nomenclature,
            "held": self.held,
            "level": self.level,
            "concordance": self.concordance.name if self.concordance else None,
            "on_bad": self.on_bad.value,
        }
