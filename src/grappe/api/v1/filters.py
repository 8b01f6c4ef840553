"""The filters of the lists: those of the public pages, by the same names, and a few that only programs need."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from grappe.api.v1.routes.parameters import Country, Day, Word
from grappe.apps.core.wanted import LONGEST_TEXT, Wanted, read_wanted
from grappe.apps.directory.enums import LabelStatus, OrganisationKind, Tier
from grappe.apps.directory.queries.territories import territory_asked
from grappe.apps.projects.enums import ProjectKind
from grappe.apps.projects.queries.organisations import OrganisationsAsked
from grappe.apps.projects.queries.projects import ProjectsAsked
from grappe.kernel.phases import PHASES

MOST_EUROS = 10**12
FIRST_YEAR, LAST_YEAR = 1900, 2200
Words = Annotated[
    str, StringConstraints(max_length=LONGEST_TEXT), Field(description="Words of names, places and texts.")
]
Territory = Annotated[
    str,
    StringConstraints(pattern=r"^((region|former_region|department)-[0-9A-Za-z]{1,10})?$"),
    Field(description="A kind and a code of /territories: region-93, former_region-82, department-06."),
]
Phase = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(PHASES)})?$"), Field(description="A phase by number.")]
Section = Annotated[str, StringConstraints(pattern=r"^[A-U]?$"), Field(description="A section of NACE, by letter.")]
Euros = Annotated[float, Field(ge=0, le=MOST_EUROS, allow_inf_nan=False)]
Size = Literal["micro", "small", "medium", "large"]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class ClusterQuery(Schema):
    """Which clusters are wanted."""

    words: Words = ""
    theme: Word = ""
    tier: Tier | None = None
    phase: Phase = ""
    status: LabelStatus | None = None
    territory: Territory = ""
    country: Country = ""
    labelled_on: Day | None = None

    def asked(self) -> dict[str, Any]:
        given = {name: value for name, value in self.dict().items() if value}
        given["words"] = self.words.replace("\x00", " ").strip()
        return given | {"territory": territory_asked(self.territory)}


class OrganisationQuery(Schema):
    """Which organisations are wanted."""

    words: Words = ""
    kind: OrganisationKind | None = None
    territory: Territory = ""
    country: Country = ""
    cluster: Word = ""
    theme: Word = ""
    size: Size | None = None
    section: Section = ""
    with_projects: bool = False
    identifier: Word = ""

    def asked(self) -> OrganisationsAsked:
        given = {name: value for name, value in self.dict(exclude={"words"}).items() if value}
        return OrganisationsAsked(
            **given | {"words": wanted(self.words), "territory": territory_asked(self.territory), "order": "name"}
        )


class ProjectQuery(Schema):
    """Which projects are wanted."""

    words: Words = ""
    programme: Word = ""
    kind: ProjectKind | None = None
    call: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")] = ""
    theme: Word = ""
    cluster: Word = ""
    year: Year | None = None
    country: Country = ""
    lead_country: Country = ""
    aid_from: Euros | None = None
    aid_to: Euros | None = None
    starts_from: Day | None = None
    starts_until: Day | None = None

    def asked(self) -> ProjectsAsked:
        given = {name: value for name, value in self.dict(exclude={"words"}).items() if value not in {"", None}}
        given |= {name: Decimal(str(given[name])) for name in ("aid_from", "aid_to") if name in given}
        return ProjectsAsked(**given | {"words": wanted(self.words), "order": "name"})


def wanted(text: str) -> Wanted | None:
    """The words of a text; nothing where it holds none."""
    read = read_wanted(text)
    return read if read.words else None
