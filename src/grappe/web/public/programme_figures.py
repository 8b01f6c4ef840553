"""The programme's published figures as the home page shows them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.kernel.programme import ProgrammeFigure, programme_figures
from grappe.kernel.sources import Source, sources
from grappe.web.ui.templatetags.naming import stated_date

SHOWN = (
    "clusters_labelled",
    "network_members",
    "projects_supported_since_2005",
    "rd_spending_since_2005",
    "public_funding_since_2005",
    "researchers_involved",
)
A_THOUSAND = 1000


@dataclass(frozen=True)
class Tile:
    """One figure, ready to show; without a published source it is to be verified."""

    value: int | float
    unit: str | Promise
    label: str
    stated: str
    source: Source | None


def latest_figures() -> list[Tile]:
    """The last published value of each indicator on the home page."""
    latest: dict[str, ProgrammeFigure] = {}
    for figure in sorted(programme_figures(), key=lambda one: one.stated.day):
        latest[figure.indicator.code] = figure
    return [tile_of(latest[code]) for code in SHOWN if code in latest]


def tile_of(figure: ProgrammeFigure) -> Tile:
    value, unit = scaled(figure.value, figure.indicator.unit)
    indicator = figure.indicator
    return Tile(
        value=int(value) if value == int(value) else float(value),
        unit=unit,
        label=indicator.label_fr if get_language() == "fr" else indicator.label_en,
        stated=stated_date(figure.stated),
        source=None if figure.evidence.to_verify else sources()[figure.evidence.sources[0]],
    )


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str | Promise]:
    if unit == "percent":
        return value, "%"
    if unit != "eur_million":
        return value, ""
    return (value / A_THOUSAND, _("bn EUR")) if value >= A_THOUSAND else (value, _("M EUR"))
