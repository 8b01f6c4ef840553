"""What can be wrong with a file of figures, named, with what to do next."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class OnBad(StrEnum):
    """What is done with bad rows: stop, mend what can be mended without guessing, or leave them out and count them."""

    REFUSE = "refuse"
    REPAIR = "repair"
    SKIP = "skip"


class Reason(StrEnum):
    """Why a row cannot be used as it stands."""

    NEGATIVE_JOBS = "negative_jobs"
    UNREADABLE_JOBS = "unreadable_jobs"
    BLANK_REGION = "blank_region"
    BLANK_INDUSTRY = "blank_industry"
    REGION_OF_ANOTHER_VINTAGE = "region_of_another_vintage"
    UNKNOWN_REGION = "unknown_region"
    INDUSTRY_OF_ANOTHER_NOMENCLATURE = "industry_of_another_nomenclature"
    UNKNOWN_INDUSTRY = "unknown_industry"
    REPEATED_ROW = "repeated_row"
    KEY_WITH_SEVERAL_ROWS = "key_with_several_rows"
    SWAPPED_COORDINATES = "swapped_coordinates"
    PROJECTED_COORDINATES = "projected_coordinates"
    NO_COORDINATES = "no_coordinates"
    PLACE_OUT_OF_REACH = "place_out_of_reach"


REMEDIES = {
    Reason.NEGATIVE_JOBS: "correct them, or leave them out with --on-bad skip",
    Reason.UNREADABLE_JOBS: "write whole or decimal numbers, or leave them out with --on-bad skip",
    Reason.BLANK_REGION: "write the region, or leave them out with --on-bad skip",
    Reason.BLANK_INDUSTRY: "write the industry, or leave them out with --on-bad skip",
    Reason.REGION_OF_ANOTHER_VINTAGE: "bring them over with --on-bad repair, or name their version with --territory",
    Reason.UNKNOWN_REGION: "correct them, or leave them out with --on-bad skip",
    Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE: (
        "give the correspondence with --concordance FILE and --on-bad repair, or ask for theirs with --nomenclature"
    ),
    Reason.UNKNOWN_INDUSTRY: "correct them, or leave them out with --on-bad skip",
    Reason.REPEATED_ROW: "keep one of each with --on-bad repair",
    Reason.KEY_WITH_SEVERAL_ROWS: "keep the right one, or leave all of them out with --on-bad skip",
    Reason.SWAPPED_COORDINATES: "turn them round with --on-bad repair",
    Reason.PROJECTED_COORDINATES: "name their projection, or let --on-bad repair take them for Lambert 93",
    Reason.NO_COORDINATES: "leave them out with --on-bad skip",
    Reason.PLACE_OUT_OF_REACH: "correct them, or leave them out with --on-bad skip",
}
REPAIRABLE = frozenset(
    {
        Reason.REGION_OF_ANOTHER_VINTAGE,
        Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE,
        Reason.REPEATED_ROW,
        Reason.SWAPPED_COORDINATES,
        Reason.PROJECTED_COORDINATES,
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one bad row stands.

    Parameters
    ----------
    file : name of the file.
    line : as a spreadsheet numbers it (the header of a text file is 1; rows of Parquet from 1); None where the engine
        cannot tell.
    value : what stands there.
    """

    file: str
    line: int | None
    value: str

    def told(self) -> str:
        at = f", line {self.line}" if self.line is not None else ""
        return f"{self.file}{at}: {self.value}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """All rows with one fault.

    Parameters
    ----------
    reason : the fault.
    rows : how many.
    values : some of the codes at fault.
    places : where the first of them stand.
    done : what was done with them: refused, repaired or left out.
    """

    reason: Reason
    rows: int
    values: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    done: str = "refused"

    def told(self) -> str:
        """One fault in words, with what to do."""
        known = [value for value in self.values if value.strip()]
        codes = f" ({', '.join(known)})" if known else ""
        name = self.reason.value.replace("_", " ")
        where = "".join(f"\n    {place.told()}" for place in self.places)
        remedy = f": {REMEDIES[self.reason]}" if self.done == "refused" else f": {self.done}"
        return f"{name}: {self.rows:,} row{'' if self.rows == 1 else 's'}{codes}{remedy}{where}"

    def record(self) -> dict[str, Any]:
        return asdict(self) | {"reason": self.reason.value}


class SourceError(ValueError):
    """A file of figures cannot be used."""


class UnreadableSourceError(SourceError):
    """The file is absent, truncated, or of no known kind."""


class UnknownLayoutError(SourceError):
    """The columns are not those of the layout asked for, or of any known layout."""


class BadRowsError(SourceError):
    """Rows cannot be used as they stand; ``troubles`` says which and where."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        super().__init__("\n".join(one.told() for one in troubles))
        self.troubles = tuple(troubles)


class ConcordanceFileError(SourceError):
    """A correspondence between nomenclatures cannot be used."""
