"""What a kind of file looks like: its columns, what each means and how each is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.readers import Reader

# Every value a file can bring, and the type of its column in the staging table.
TARGETS: Mapping[str, str] = {
    # project
    "programme": "text",
    "reference": "text",
    "call": "text",
    "acronym": "text",
    "title_fr": "text",
    "title_en": "text",
    "abstract_fr": "text",
    "abstract_en": "text",
    "starts_on": "date",
    "ends_on": "date",
    "total_cost": "numeric(16,2)",
    "public_aid": "numeric(16,2)",
    "status": "text",
    # organisation
    "pic": "text",
    "siren": "text",
    "siret": "text",
    "vat": "text",
    "kind": "text",
    "legal_name": "text",
    "short_name": "text",
    "country": "text",
    "street": "text",
    "postcode": "text",
    "city": "text",
    "longitude": "double precision",
    "latitude": "double precision",
    "activity_code": "text",
    "website": "text",
    # participation
    "role": "text",
    "unit": "text",
    "cost": "numeric(16,2)",
    "aid": "numeric(16,2)",
    # membership and accounts
    "cluster": "text",
    "since": "date",
    "until": "date",
    "college": "text",
    "fee_class": "text",
    "headcount": "numeric(10,2)",
    "headcount_year": "integer",
    # cluster
    "slug": "text",
    "name": "text",
    "themes": "text",
    "department": "text",
    "founded_on": "date",
    "description_fr": "text",
    "description_en": "text",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One value taken from the first of ``names`` that the file has."""

    target: str
    names: tuple[str, ...]
    reader: Reader
    required: bool = False
    effect: Effect = Effect.REFUSED


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file. It is recognised by ``marks``: column names that only this kind has together."""

    code: str
    source: str
    records: frozenset[str]
    marks: frozenset[str]
    columns: tuple[Column, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    # Texts that this register writes where it says nothing.
    blanks: frozenset[str] = frozenset()
    # The programmes among which a file that names only a reference finds its projects.
    programmes: tuple[str, ...] = ()
    # An unknown PIC without a name comes in under its number, so that no partner of a project is lost.
    nameless: bool = False
    # Column -> the texts that a row must hold there to be of interest; the others are passed over.
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def column_named(self, name: str, header: Iterable[str]) -> str | None:
        return next((held for held in header if held.casefold() == name.casefold()), None)

    def column_for(self, column: Column, header: Iterable[str]) -> str | None:
        """The file's own name of a column, whatever its case."""
        held = {name.casefold(): name for name in header}
        return next((held[name.casefold()] for name in column.names if name.casefold() in held), None)

    def fits(self, header: Iterable[str]) -> bool:
        return {mark.casefold() for mark in self.marks} <= {name.casefold() for name in header}

    def missing_from(self, header: Iterable[str]) -> list[str]:
        names = {name.casefold() for name in header}
        return sorted(mark for mark in self.marks if mark.casefold() not in names)

    @property
    def targets(self) -> list[str]:
        """The targets this kind of file fills, constants included, in staging order."""
        filled = {column.target for column in self.columns} | set(self.constants)
        return [target for target in TARGETS if target in filled]
