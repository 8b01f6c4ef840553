from datetime import date, datetime, timedelta

from ninja import Field, Schema

from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.models import Edition


class EditionOut(Schema):
    """One edition of the Forum; its last day belongs to it."""

    slug: str
    number: int
    year: int
    state: str
    theme_fr: str
    theme_en: str
    place: str
    time_zone: str
    first_day: date | None
    last_day: date | None
    is_simulated: bool
    provenance: dict[str, object]

    @staticmethod
    def resolve_first_day(edition: Edition) -> date | None:
        return edition.days.lower if edition.days else None

    @staticmethod
    def resolve_last_day(edition: Edition) -> date | None:
        return edition.days.upper - timedelta(days=1) if edition.days else None


class ProgrammeOut(Schema):
    """The programme as it was last published."""

    version: int = Field(..., description="Rises with each publication.")
    published_at: datetime
    programme: Programme
