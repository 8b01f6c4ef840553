"""The observatory's tables, cells, indicators, networks and scoreboard, to read."""

from typing import Annotated, Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.pagination import Page, PageParameters, page_of
from grappe.api.v1.schemas.observatory import (
    CodeNameOut,
    IndustryYearOut,
    NetworkOut,
    NetworkPlaceOut,
    RegionalCellOut,
    RegionalTableDetailOut,
    RegionalTableOut,
    ScoreboardOut,
)
from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.models import (
    CodeName,
    CollaborationNetwork,
    RegionalCell,
    RegionalTable,
    ScoreboardVintage,
)
from grappe.apps.observatory.queries.industries import industry_course
from grappe.apps.observatory.queries.networks import with_bodies
from grappe.apps.observatory.queries.scoreboard import live_scoreboard
from grappe.apps.observatory.queries.tables import tables_listed

router = Router(tags=["observatory"])
TableCode = Annotated[str, Path(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$", description="The code of the table.")]
Industry = Annotated[
    str, Path(max_length=40, pattern=r"^[-a-zA-Z0-9_.]+$", description="A code of the table's nomenclature.")
]
Year = Annotated[int, Path(ge=1900, le=9999)]
Code = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]


class CellQuery(Schema):
    """Which cells of a table are wanted; all where nothing is said."""

    year: Annotated[int | None, Field(ge=1900, le=9999)] = None
    region: Code = ""
    industry: Code = ""


@router.get(
    "/observatory/tables", response={200: list[RegionalTableOut], **READ_ANSWERS}, operation_id="list_regional_tables"
)
def list_tables(request: HttpRequest) -> list[RegionalTable]:
    """The tables of regions: those of today's French regions first."""
    return tables_listed()


@router.get(
    "/observatory/tables/{code}",
    response={200: RegionalTableDetailOut, **READ_ANSWERS},
    operation_id="read_regional_table",
)
def read_table(request: HttpRequest, code: TableCode) -> RegionalTable:
    """One table, with what it was made from and the account of its rows."""
    return get_object_or_404(RegionalTable, code=code)


@router.get(
    "/observatory/tables/{code}/regions",
    response={200: list[CodeNameOut], **READ_ANSWERS},
    operation_id="list_regions_of_table",
)
def list_regions(request: HttpRequest, code: TableCode) -> QuerySet[CodeName]:
    """The names of the codes of its version of the territory."""
    return CodeName.objects.filter(scheme=get_object_or_404(RegionalTable, code=code).territory)


@router.get(
    "/observatory/tables/{code}/industries",
    response={200: list[CodeNameOut], **READ_ANSWERS},
    operation_id="list_industries_of_table",
)
def list_industries(request: HttpRequest, code: TableCode) -> QuerySet[CodeName]:
    """The names of the codes of its nomenclature."""
    return CodeName.objects.filter(scheme=get_object_or_404(RegionalTable, code=code).nomenclature)


@router.get(
    "/observatory/tables/{code}/cells", response={200: Page[RegionalCellOut], **READ_ANSWERS}, operation_id="list_cells"
)
def list_cells(
    request: HttpRequest, code: TableCode, wanted: Annotated[CellQuery, Query()], page: PageParameters
) -> Any:
    """Cells with their location quotients, intervals and stars, by region."""
    rows = RegionalCell.objects.filter(table=get_object_or_404(RegionalTable, code=code))
    asked = {name: value for name, value in wanted.dict().items() if value}
    return page_of(rows.filter(**asked), page, by="region")


@router.get(
    "/observatory/tables/{code}/industries/{industry}",
    response={200: list[IndustryYearOut], **READ_ANSWERS},
    operation_id="read_industry",
)
def read_industry(request: HttpRequest, code: TableCode, industry: Industry) -> Any:
    """How concentrated an industry is, year by year."""
    course = industry_course(get_object_or_404(RegionalTable, code=code), industry=industry)
    if not course:
        raise Http404
    return course


@router.get("/observatory/networks/{kind}", response={200: NetworkOut, **READ_ANSWERS}, operation_id="read_network")
def read_network(request: HttpRequest, kind: NetworkKind) -> CollaborationNetwork:
    """A network of collaboration: figures of the whole, parameters, what it was computed from."""
    return get_object_or_404(CollaborationNetwork, kind=kind)


@router.get(
    "/observatory/networks/{kind}/places",
    response={200: Page[NetworkPlaceOut], **READ_ANSWERS},
    operation_id="list_places",
)
def list_places(request: HttpRequest, kind: NetworkKind, page: PageParameters) -> Any:
    """The place of each body."""
    network = get_object_or_404(CollaborationNetwork, kind=kind)
    rows = with_bodies(network.places.annotate(number=Cast("pk", CharField())))
    return page_of(rows, page, by="number")


@router.get("/observatory/scoreboard", response={200: ScoreboardOut, **READ_ANSWERS}, operation_id="read_scoreboard")
def read_scoreboard(request: HttpRequest) -> dict[str, Any]:
    """The programme's figures of the day, simulated records among them and counted."""
    today = timezone.localdate()
    return {"counted_on": today, "tables": live_scoreboard(today=today)}


@router.get(
    "/observatory/scoreboard/{year}",
    response={200: ScoreboardOut, **READ_ANSWERS},
    operation_id="read_scoreboard_vintage",
)
def read_vintage(request: HttpRequest, year: Year) -> ScoreboardVintage:
    """The figures that were published for a year."""
    return get_object_or_404(ScoreboardVintage, year=year)
