"""The programme scoreboard as the page shows it: tables with captions, headings and words for codes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from grappe.apps.directory.enums import OrganisationKind, SizeCategory
from grappe.apps.observatory.queries.scoreboard import Tables
from grappe.apps.projects.phrases import programme_label
from grappe.kernel.countries import countries
from grappe.kernel.programme import ProgrammeFigure, programme_figures
from grappe.kernel.sources import Source, sources
from grappe.web.public.programme_figures import scaled
from grappe.web.ui.templatetags.naming import stated_date

Row = list[Any]


@dataclass(frozen=True)
class Shown:
    """One table: the first cells name the row, the others are numbers."""

    code: str
    caption: str
    headings: list[str]
    names: int
    rows: list[list[Any]]
    simulated: int

    @property
    def is_simulated(self) -> bool:
        return self.simulated > 0


@dataclass(frozen=True)
class Published:
    """A figure that the programme published, with its source where one is known."""

    label: str
    stated: str
    value: Any
    unit: str | Promise
    source: Source | None


def kind_name(code: str) -> str:
    return str(OrganisationKind(code).label) if code in OrganisationKind.values else code


def size_name(code: str) -> str:
    return str(SizeCategory(code or SizeCategory.UNKNOWN).label)


def country_name(code: str) -> str:
    held = countries().get(code)
    if held is None:
        return code
    return held.name_fr if get_language() == "fr" else held.name_en


def in_language(french: str, english: str) -> str:
    return french if get_language() == "fr" else english


def of_kind_and_size(row: Row) -> Row:
    return [kind_name(row[0]), size_name(row[1]), *row[2:-1]]


def of_region(row: Row) -> Row:
    return [in_language(row[1], row[2]) or _("not known"), *row[3:-1]]


def of_year(row: Row) -> Row:
    return [str(row[0] or _("not known")), *row[1:-1]]


def of_funder(row: Row) -> Row:
    return [row[0] or _("Other funders"), *row[1:-1]]


def of_two_regions(row: Row) -> Row:
    return [in_language(row[0], row[1]), in_language(row[2], row[3]), row[4]]


def of_country(row: Row) -> Row:
    return [country_name(row[0]), row[1]]


def of_kind(row: Row) -> Row:
    return [kind_name(row[0]), *row[1:-1]]


def of_programme(row: Row) -> Row:
    return [programme_label(row[0]), row[1]]


@dataclass(frozen=True)
class Form:
    """How one table is told; ``names`` first cells are words."""

    caption: Promise
    headings: tuple[Promise, ...]
    names: int
    told: Callable[[Row], Row]


AID = gettext_lazy("Aid (EUR)")
PROJECTS = gettext_lazy("Projects")
KIND_AND_SIZE = (gettext_lazy("Kind"), gettext_lazy("Size"))
BESIDE = "projects_beside"
# Tables that vintages of the first years do not have.
LATER = frozenset({BESIDE, "people_at_work"})
FORMS: dict[str, Form] = {
    "members_by_size": Form(
        gettext_lazy("Members by kind and size"), (*KIND_AND_SIZE, gettext_lazy("Members")), 2, of_kind_and_size
    ),
    "members_by_region": Form(
        gettext_lazy("Members by region"),
        (gettext_lazy("Region"), gettext_lazy("Members"), gettext_lazy("SMEs among them")),
        1,
        of_region,
    ),
    "projects_by_year": Form(
        gettext_lazy("Projects by year of start"),
        (gettext_lazy("Year"), PROJECTS, gettext_lazy("Cost (EUR)"), AID),
        1,
        of_year,
    ),
    "aid_by_size": Form(
        gettext_lazy("Aid by kind and size of the partner"),
        (*KIND_AND_SIZE, gettext_lazy("Parts in projects"), AID),
        2,
        of_kind_and_size,
    ),
    "aid_by_funder": Form(gettext_lazy("Aid by funder"), (gettext_lazy("Funder"), AID, PROJECTS), 1, of_funder),
    "people_at_work": Form(
        gettext_lazy("People at work on funded proposals, by kind of partner"),
        (
            gettext_lazy("Kind"),
            gettext_lazy("Parts in proposals"),
            gettext_lazy("People at work"),
            gettext_lazy("Person-months"),
            gettext_lazy("People to be hired"),
        ),
        1,
        of_kind,
    ),
    "regions_together": Form(
        gettext_lazy("Regions that work together"),
        (gettext_lazy("Region"), gettext_lazy("Other region"), PROJECTS),
        2,
        of_two_regions,
    ),
    "countries_together": Form(
        gettext_lazy("Countries that work with French partners"), (gettext_lazy("Country"), PROJECTS), 1, of_country
    ),
    BESIDE: Form(
        gettext_lazy("Other projects of the register, not counted above"),
        (gettext_lazy("Programme"), PROJECTS),
        1,
        of_programme,
    ),
}


def shown_tables(tables: Tables) -> list[Shown]:
    """Every table; figures published before a table was first counted do not have it."""
    told = {code: form for code, form in FORMS.items() if code in tables or code not in LATER}
    return [shown(code, form, tables.get(code, [])) for code, form in told.items()]


def shown(code: str, form: Form, rows: list[Row]) -> Shown:
    told = [form.told(row) for row in rows]
    return Shown(
        code=code,
        caption=str(form.caption),
        headings=[str(one) for one in form.headings],
        names=form.names,
        rows=told,
        simulated=sum(row[-1] for row in rows),
    )


def published_figures() -> list[Published]:
    """Every published figure, by indicator and then by date."""
    held = sorted(programme_figures(), key=lambda one: (one.indicator.code, one.stated.day))
    return [published(one) for one in held]


def published(figure: ProgrammeFigure) -> Published:
    value, unit = scaled(figure.value, figure.indicator.unit)
    return Published(
        label=in_language(figure.indicator.label_fr, figure.indicator.label_en),
        stated=stated_date(figure.stated),
        value=int(value) if value == int(value) else float(value),
        unit=unit,
        source=None if figure.evidence.to_verify else sources()[figure.evidence.sources[0]],
    )


def flat_rows(tables: Iterable[Shown]) -> list[list[Any]]:
    """The same as rows of one file: table, names, measure, value."""
    return [
        [table.code, " / ".join(map(str, row[: table.names])), heading, value]
        for table in tables
        for row in table.rows
        for heading, value in zip(table.headings[table.names :], row[table.names :], strict=True)
    ]
