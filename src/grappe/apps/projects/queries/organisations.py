"""Organisations as lists and pages show them: filtered by what they are, where they sit and what they have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from grappe.apps.core.queries.listing import Among, FirstKeys, Order, sorted_keys
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Identifier, Membership, Organisation, SizeAssessment, Territory
from grappe.apps.directory.queries.search import organisations_matching
from grappe.apps.projects.models import Participation
from grappe.kernel.nomenclature import divisions

BY_NAME = Order("name_key")
ORDERS = {
    "name": BY_NAME,
    "-name": Order("name_key", descending=True),
    "-updated": Order("updated_at", descending=True),
}
# What a line of a list does without: long texts and what is computed for search.
LEFT_OUT = ("search", "provenance", *(f"{text}_{code}" for text in ("offers", "needs") for code in ("fr", "en")))
REGIONS = {TerritoryKind.REGION: "region", TerritoryKind.FORMER_REGION: "former_region"}


@dataclass(frozen=True, slots=True)
class OrganisationsAsked:
    """What a reader asks of the list; empty means anything."""

    words: Wanted | None = None
    kind: str = ""
    country: str = ""
    territory: tuple[str, str] | None = None
    cluster: str = ""
    theme: str = ""
    size: str = ""
    section: str = ""
    with_projects: bool = False
    identifier: str = ""
    order: str = "name"


def organisations_asked(asked: OrganisationsAsked, *, today: date) -> QuerySet[Organisation]:
    """The organisations that answer, merged records left out."""
    found = Organisation.objects.filter(merged_into=None)
    if asked.words is not None and asked.words.words:
        found = organisations_matching(found, asked.words)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.country:
        found = found.filter(country=asked.country)
    if asked.territory:
        found = found.filter(department__in=department_keys(*asked.territory))
    if asked.cluster or asked.theme:
        found = found.filter(Among("pk", members_of(asked.cluster, asked.theme, today)))
    if asked.size:
        found = found.filter(size_category=asked.size)
    if asked.section:
        found = found.filter(in_section(asked.section))
    if asked.with_projects:
        found = found.filter(Exists(Participation.objects.filter(organisation=OuterRef("pk"))))
    if asked.identifier:
        held = Identifier.objects.filter(value=asked.identifier.replace(" ", ""))
        found = found.filter(pk__in=held.order_by().values("organisation"))
    return found.order_by(*ORDERS.get(asked.order, BY_NAME).expressions())


def organisation_keys(asked: OrganisationsAsked, *, today: date, count: int) -> FirstKeys:
    """The keys of the first organisations that answer, in the order asked for."""
    found = organisations_asked(asked, today=today)
    if asked.words is not None and asked.words.words:
        return sorted_keys(found, ORDERS.get(asked.order, BY_NAME), count=count)
    return FirstKeys(list(found.values_list("pk", flat=True)[:count]))


def department_keys(kind: str, code: str) -> list[int]:
    """The departments of a territory, read first: the planner knows then how many organisations they hold."""
    departments = Territory.objects.filter(kind=TerritoryKind.DEPARTMENT).order_by()
    if kind in REGIONS:
        held = departments.filter(**{f"{REGIONS[TerritoryKind(kind)]}__code": code})
    else:
        held = departments.filter(code=code)
    return list(held.values_list("pk", flat=True))


def members_of(cluster: str, theme: str, today: date) -> list[int]:
    """Who is a member today of this cluster, or of a cluster of this theme; read first, for the planner's sake."""
    held = Membership.objects.filter(period__contains=today)
    if cluster:
        held = held.filter(cluster__slug=cluster)
    if theme:
        held = held.filter(cluster__themes__code=theme)
    return sorted(set(held.order_by().values_list("organisation_id", flat=True)))


def in_section(section: str) -> Q:
    """Activities of one section: its divisions follow one another, so one range of codes holds them."""
    codes = sorted(code for code, division in divisions().items() if division.section == section)
    return Q(activity_code__gte=codes[0], activity_code__lt=f"{int(codes[-1]) + 1:02d}") if codes else Q(pk=None)


def for_lines(organisations: QuerySet[Organisation], *, today: date) -> QuerySet[Organisation]:
    """With what one line shows: place, size, clusters of today."""
    memberships = Membership.objects.filter(period__contains=today).select_related("cluster").order_by("cluster__slug")
    sizes = SizeAssessment.objects.defer("problem", "result").order_by("definition")
    return (
        organisations.select_related("department")
        .defer(*LEFT_OUT)
        .prefetch_related(
            Prefetch("memberships", memberships.defer("provenance"), to_attr="memberships_now"),
            Prefetch("size_assessments", sizes, to_attr="sizes"),
        )
    )


def project_counts(organisations: Iterable[Organisation]) -> dict[int, int]:
    """How many projects each of these sits in."""
    keys = [organisation.pk for organisation in organisations]
    counted = Participation.objects.filter(organisation__in=keys).order_by().values("organisation")
    return dict(counted.annotate(number=Count("project", distinct=True)).values_list("organisation", "number"))


def partners_of(organisation: Organisation, *, count: int) -> Sequence[Organisation]:
    """Those that share most projects with it, with ``shared`` projects each."""
    own = Participation.objects.filter(organisation=organisation).order_by().values("project")
    shared = (
        Participation.objects.filter(project__in=own, organisation__merged_into=None)
        .exclude(organisation=organisation)
        .order_by()
        .values("organisation")
        .annotate(shared=Count("project", distinct=True))
        .order_by("-shared", "organisation")[:count]
    )
    numbers = {row["organisation"]: row["shared"] for row in shared}
    held = Organisation.objects.only("legal_name", "kind", "country", "city", "is_simulated").in_bulk(numbers)
    for key, partner in held.items():
        partner.shared = numbers[key]  # type: ignore[attr-defined]
    return [held[key] for key in numbers]
