"""Projects as lists and pages show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from grappe.apps.core.queries.listing import FirstKeys, Order, sorted_keys
from grappe.apps.core.wanted import Wanted
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import FundingLine, Participation, Project, ProjectLabel
from grappe.apps.projects.queries.search import projects_matching

LATEST_FIRST = Order("starts_on", descending=True, nullable=True)
ORDERS = {
    "-start": LATEST_FIRST,
    "start": Order("starts_on"),
    "-aid": Order("public_aid", descending=True, nullable=True),
    "name": Order("name_key"),
}
LEFT_OUT = ("search", "provenance", "abstract_fr", "abstract_en", "results_fr", "results_en")


@dataclass(frozen=True, slots=True)
class ProjectsAsked:
    """What a reader asks of the list; empty means anything, amounts are in euros."""

    words: Wanted | None = None
    programme: str = ""
    kind: str = ""
    call: str = ""
    theme: str = ""
    cluster: str = ""
    year: int | None = None
    country: str = ""
    lead_country: str = ""
    aid_from: Decimal | None = None
    aid_to: Decimal | None = None
    starts_from: date | None = None
    starts_until: date | None = None
    order: str = "-start"


def projects_asked(asked: ProjectsAsked) -> QuerySet[Project]:
    """The projects that answer."""
    found = Project.objects.filter(plain_conditions(asked))
    if asked.words is not None and asked.words.words:
        found = projects_matching(found, asked.words)
    if asked.theme:
        found = found.filter(
            Exists(Project.themes.through.objects.filter(project=OuterRef("pk"), theme__code=asked.theme))
        )
    if asked.cluster:
        labels = ProjectLabel.objects.filter(cluster__slug=asked.cluster)
        found = found.filter(pk__in=labels.order_by().values("project"))
    if asked.country:
        found = found.filter(pk__in=with_partner_from(asked.country))
    if asked.lead_country:
        found = found.filter(pk__in=with_partner_from(asked.lead_country).filter(role=ParticipationRole.LEAD))
    return found.order_by(*ORDERS.get(asked.order, LATEST_FIRST).expressions())


def project_keys(asked: ProjectsAsked, *, count: int) -> FirstKeys:
    """The keys of the first projects that answer, in the order asked for."""
    found = projects_asked(asked)
    if asked.words is not None and asked.words.words:
        return sorted_keys(found, ORDERS.get(asked.order, LATEST_FIRST), count=count)
    return FirstKeys(list(found.values_list("pk", flat=True)[:count]))


def plain_conditions(asked: ProjectsAsked) -> Q:
    """Those on the project's own columns."""
    wanted = {
        "programme": asked.programme,
        "kind": asked.kind,
        "call": asked.call,
        "public_aid__gte": asked.aid_from,
        "public_aid__lte": asked.aid_to,
        "starts_on__year": asked.year,
        "starts_on__gte": asked.starts_from,
        "starts_on__lt": asked.starts_until,
    }
    return Q(**{name: value for name, value in wanted.items() if value not in {"", None}})


def with_partner_from(country: str) -> QuerySet[Participation, Any]:
    partners = Participation.objects.filter(organisation__country=country, organisation__merged_into=None)
    return partners.order_by().values("project")


def for_lines(projects: QuerySet[Project]) -> QuerySet[Project]:
    """With what one line of a list shows: the lead and the labels."""
    leads = Participation.objects.filter(role=ParticipationRole.LEAD).select_related("organisation")
    labels = ProjectLabel.objects.select_related("cluster").order_by("-is_lead", "cluster__slug")
    kept = ("organisation__legal_name", "organisation__country", "organisation__is_simulated", "project", "role")
    return projects.defer(*LEFT_OUT).prefetch_related(
        Prefetch("participations", leads.only(*kept), to_attr="leads"),
        Prefetch("labels", labels.only("project", "is_lead", "cluster__slug", "cluster__name", "cluster__acronym")),
    )


def consortium_of(project: Project) -> QuerySet[Participation]:
    """Every partner with its place and its funders, the lead first, then by cost."""
    funding = FundingLine.objects.select_related("funder").order_by("-amount")
    shown = ("legal_name", "short_name", "kind", "country", "city", "longitude", "latitude", "is_simulated")
    return (
        Participation.objects.filter(project=project)
        .select_related("organisation__department")
        .only("project", "role", "reference", "cost", "aid", "organisation__department__code",
              *(f"organisation__{name}" for name in shown))
        .prefetch_related(Prefetch("funding_lines", funding))
        .annotate(is_lead=Q(role=ParticipationRole.LEAD))
        .order_by("-is_lead", F("cost").desc(nulls_last=True), "organisation__name_key", "pk")
    )  # fmt: skip


# From each value to the next by the index: the values are few, the rows are not.
NEXT_PROGRAMME = """
SELECT programme FROM (WITH RECURSIVE held AS (
    (SELECT programme FROM projects_project ORDER BY programme LIMIT 1)
    UNION ALL
    SELECT (SELECT programme FROM projects_project AS p WHERE p.programme > held.programme ORDER BY programme LIMIT 1)
    FROM held WHERE held.programme IS NOT NULL
)
SELECT programme FROM held) AS programmes WHERE programme IS NOT NULL ORDER BY programme
"""


def programmes() -> list[str]:
    """The programmes held, in order."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_PROGRAMME)
        return [row[0] for row in cursor.fetchall()]
