"""The programme's own figures, counted from the register."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.directory.enums import SizeCategory
from grappe.apps.directory.models import Membership, Organisation
from grappe.apps.projects.models import FundingLine, Participation, Project
from grappe.apps.projects.queries.programme import own_projects

HOME = "FR"
SME = (SizeCategory.MICRO, SizeCategory.SMALL, SizeCategory.MEDIUM, SizeCategory.SME)
FUNDERS = 12
PAIRS = 20
COUNTRIES = 20
MINUTES_KEPT = 10
# Code of a table -> its rows; a row is [codes ..., numbers ...], so that a vintage can be read in either language.
Tables = dict[str, list[list[Any]]]


def live_scoreboard(*, today: date) -> Tables:
    """The figures of the day, simulated records among them; kept for some minutes."""
    key = f"observatory:scoreboard:{today}"
    found: Tables | None = cache.get(key)
    if found is None:
        found = scoreboard(today=today, with_simulated=True)
        cache.set(key, found, MINUTES_KEPT * 60)
    return found


def scoreboard(*, today: date, with_simulated: bool) -> Tables:
    """All tables, of the programme's own projects; a vintage is counted without simulated records."""
    members, projects, beside = members_of(today), own_projects(), Project.objects.order_by()
    if not with_simulated:
        members, projects, beside = (rows.filter(is_simulated=False) for rows in (members, projects, beside))
    parts = Participation.objects.filter(project__in=projects).order_by()
    return {
        "members_by_size": members_by_size(members),
        "members_by_region": members_by_region(members),
        "projects_by_year": projects_by_year(projects),
        "aid_by_size": aid_by_size(parts),
        "aid_by_funder": aid_by_funder(projects),
        "people_at_work": people_at_work(projects),
        "regions_together": regions_together(parts),
        "countries_together": countries_together(parts),
        "projects_beside": projects_beside(beside.exclude(pk__in=projects.values("pk"))),
    }


def members_of(today: date) -> QuerySet[Any]:
    """Bodies with a membership of the day, each once."""
    held = Membership.objects.filter(organisation=OuterRef("pk"), period__contains=today)
    return Organisation.objects.filter(Exists(held), merged_into=None).order_by()


def members_by_size(members: QuerySet[Any]) -> list[list[Any]]:
    """Kind, size, members, simulated ones among them."""
    rows = members.values_list("kind", "size_category").annotate(n=Count("pk"), made=Count("pk", Q(is_simulated=True)))
    return [list(row) for row in rows.order_by("-n", "kind", "size_category")]


def members_by_region(members: QuerySet[Any]) -> list[list[Any]]:
    """Region's code and names, members, SMEs among them, simulated ones; empty where no department is known."""
    region = "department__region__"
    rows = members.values_list(f"{region}code", f"{region}name_fr", f"{region}name_en").annotate(
        n=Count("pk"), small=Count("pk", Q(size_category__in=SME)), made=Count("pk", Q(is_simulated=True))
    )
    return [[*(name or "" for name in row[:3]), *row[3:]] for row in rows.order_by("-n", f"{region}code")]


def projects_by_year(projects: QuerySet[Any]) -> list[list[Any]]:
    """Year of start, projects, their cost and public aid in euros, simulated ones; the last years first."""
    rows = (
        projects.order_by()
        .values_list("starts_on__year")
        .annotate(n=Count("pk"), cost=Sum("total_cost"), aid=Sum("public_aid"), made=Count("pk", Q(is_simulated=True)))
    )
    told = [[year, n, euros(cost), euros(aid), made] for year, n, cost, aid, made in rows]
    return sorted(told, key=lambda row: -(row[0] or 0))


def aid_by_size(parts: QuerySet[Any]) -> list[list[Any]]:
    """Kind, size, parts in projects, their aid in euros where it is known, simulated ones."""
    rows = parts.values_list("organisation__kind", "organisation__size_category").annotate(
        n=Count("pk"), total=Sum("aid"), made=Count("pk", Q(project__is_simulated=True))
    )
    told = [[kind, size, n, euros(total), made] for kind, size, n, total, made in rows]
    return sorted(told, key=lambda row: (-row[3], -row[2], row[0], row[1]))


def aid_by_funder(projects: QuerySet[Any]) -> list[list[Any]]:
    """Funder, euros, projects, simulated ones; after the first, the others together under an empty name."""
    lines = FundingLine.objects.filter(participation__project__in=projects).order_by()
    rows = list(
        lines.values_list("funder__legal_name")
        .annotate(
            total=Sum("amount"),
            n=Count("participation__project", distinct=True),
            made=Count("participation__project", Q(participation__project__is_simulated=True), distinct=True),
        )
        .order_by("-total", "funder__legal_name")
    )
    told = [[name, euros(total), n, made] for name, total, n, made in rows[:FUNDERS]]
    rest = rows[FUNDERS:]
    if rest:
        told.append(["", sum(euros(row[1]) for row in rest), sum(row[2] for row in rest), sum(row[3] for row in rest)])
    return told


def people_at_work(projects: QuerySet[Project]) -> list[list[Any]]:
    """Kind, parts that say who is at work, people, person-months, people to be hired, simulated ones.

    As the partners of funded proposals signed it: a proposal that is funded becomes the project of its reference.
    """
    funded = projects.exclude(reference="").values("reference")
    parts = ProposalPartner.objects.filter(proposal__reference__in=funded, state=PartnerState.SIGNED).order_by()
    made = Q(proposal__reference__in=funded.filter(is_simulated=True))
    rows = (
        parts.exclude(people=None, person_months=None)
        .values_list("organisation__kind")
        .annotate(
            n=Count("pk"),
            at_work=Sum("people"),
            months=Sum("person_months"),
            hired=Sum("hires"),
            made=Count("pk", made),
        )
    )
    told = [[kind, n, people or 0, int(months or 0), hired or 0, made] for kind, n, people, months, hired, made in rows]
    return sorted(told, key=lambda row: (-row[2], -row[3], row[0]))


def regions_together(parts: QuerySet[Any]) -> list[list[Any]]:
    """Two regions' French and English names, projects with partners in both, simulated ones."""
    region = "organisation__department__region__"
    held = parts.filter(**{f"{region}isnull": False}).values_list(
        "project", "project__is_simulated", f"{region}name_fr", f"{region}name_en"
    )
    by_project: dict[tuple[int, bool], set[tuple[str, str]]] = {}
    for project, made, french, english in held.distinct():
        by_project.setdefault((project, made), set()).add((french, english))
    pairs: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    simulated: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    for (_project, made), regions in by_project.items():
        for pair in combinations(sorted(regions), 2):
            pairs[pair] += 1
            simulated[pair] += made
    first = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:PAIRS]
    return [[*one, *other, pairs[one, other], simulated[one, other]] for one, other in first]


def countries_together(parts: QuerySet[Any]) -> list[list[Any]]:
    """Country's code, projects that one of its bodies carries with a French one, simulated ones."""
    at_home = parts.filter(organisation__country=HOME).values("project")
    rows = (
        parts.filter(project__in=at_home)
        .exclude(organisation__country__in=(HOME, ""))
        .values_list(F("organisation__country"))
        .annotate(
            n=Count("project", distinct=True),
            made=Count("project", Q(project__is_simulated=True), distinct=True),
        )
        .order_by("-n", "organisation__country")
    )
    return [list(row) for row in rows[:COUNTRIES]]


def projects_beside(others: QuerySet[Project]) -> list[list[Any]]:
    """Programme, projects of it that the register knows and that are not counted above, simulated ones."""
    rows = others.values_list("programme").annotate(n=Count("pk"), made=Count("pk", Q(is_simulated=True)))
    return [list(row) for row in rows.order_by("-n", "programme")]


def euros(amount: Decimal | None) -> int:
    return int(amount or 0)
