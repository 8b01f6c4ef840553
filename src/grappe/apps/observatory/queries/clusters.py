"""What regional tables and the register say of one cluster: its industries, and its members' part in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Cluster, Membership
from grappe.apps.observatory.bridge.register import REGISTER_TABLE
from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import RegionalCell, RegionalTable
from grappe.apps.observatory.queries.tables import year_of
from grappe.apps.projects.models import Participation
from grappe.kernel import nomenclature

INDUSTRIES = 8
VERSIONS = {
    TerritoryKind.REGION: TerritoryVersion.FR_2016,
    TerritoryKind.FORMER_REGION: TerritoryVersion.FR_BEFORE_2016,
}
FRENCH_ACTIVITIES = ("naf-rev2", "nace-rev2")


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """Members of a cluster with the same activity in the same region of today and of before 2016."""

    activity: str
    region: str
    former_region: str
    members: int

    def region_in(self, version: str) -> str:
        return self.region if version == TerritoryVersion.FR_2016 else self.former_region


@dataclass(frozen=True)
class Standing:
    """One industry of a cluster in one region of its territory; ``members`` are the cluster's there."""

    cell: RegionalCell
    members: int

    @property
    def share_of_sites(self) -> float | None:
        """The members' part of the establishments, in percent; more than all is no part."""
        sites = self.cell.sites
        return 100 * self.members / sites if sites and self.members <= sites else None

    @property
    def is_sure(self) -> bool:
        return self.cell.low is not None and self.cell.low > 1


@dataclass(frozen=True)
class Parts:
    """Participations of the members of the day in the register's projects; ``aid`` in euros where it is known."""

    number: int
    projects: int
    aid: int
    with_aid: int
    simulated: int

    @property
    def is_simulated(self) -> bool:
        return self.simulated > 0


def territory_of(cluster: Cluster) -> dict[str, list[str]]:
    """Codes of the cluster's regions by version of the territory; its headquarters' where it names none."""
    held: dict[str, list[str]] = {}
    for one in cluster.territories.all():
        if one.kind in VERSIONS:
            held.setdefault(VERSIONS[TerritoryKind(one.kind)], []).append(one.code)
    seat = cluster.department
    if seat is not None:
        for version, region in (
            (TerritoryVersion.FR_2016, seat.region),
            (TerritoryVersion.FR_BEFORE_2016, seat.former_region),
        ):
            if region is not None and version not in held:
                held[version] = [region.code]
    return held


def member_groups(cluster: Cluster, *, today: date) -> list[MemberGroup]:
    """Members of the day whose department is known, by activity and region."""
    place = "organisation__department__"
    rows = (
        Membership.objects.filter(cluster=cluster, period__contains=today, organisation__merged_into=None)
        .order_by()
        .values_list("organisation__activity_code", f"{place}region__code", f"{place}former_region__code")
        .annotate(n=Count("pk"))
    )
    return [MemberGroup(activity, region or "", former or "", n) for activity, region, former, n in rows]


def standings(
    table: RegionalTable, cluster: Cluster, *, regions: Iterable[str], groups: list[MemberGroup]
) -> list[Standing]:
    """The cluster's industries in its regions as a table has them, those with most members first."""
    year = year_of(table, None)
    cells = RegionalCell.objects.filter(table=table, year=year, region__in=list(regions), amount__gt=0)
    if table.code == REGISTER_TABLE.code:
        wanted = [theme.code for theme in cluster.themes.all()]
        # Each membership counts in every theme of its cluster.
        numbers = Counter({(group.region, code): 0 for group in groups for code in wanted})
        for group in groups:
            numbers.update({(group.region, code): group.members for code in wanted})
        held = cells.filter(industry__in=wanted)
    elif table.nomenclature in FRENCH_ACTIVITIES:
        known = set(RegionalCell.objects.filter(table=table, year=year).order_by().values_list("industry", flat=True))
        numbers = Counter()
        for group in groups:
            industry = industry_of(group.activity, known)
            if industry:
                numbers[group.region_in(table.territory), industry] += group.members
        held = cells.filter(industry__in=foremost(numbers))
    else:
        return []
    found = [Standing(cell, numbers[cell.region, cell.industry]) for cell in held]
    return sorted(found, key=lambda one: (-one.members, -(one.cell.shrunk or 0), one.cell.region, one.cell.industry))


def foremost(numbers: Mapping[tuple[str, str], int]) -> list[str]:
    """The industries of most members."""
    total: Counter[str] = Counter()
    for (_region, industry), members in numbers.items():
        total[industry] += members
    return [code for code, _members in sorted(total.items(), key=lambda one: (-one[1], one[0]))[:INDUSTRIES]]


def industry_of(activity: str, known: set[str]) -> str | None:
    """The finest of the known industries that an activity code (62.01Z) belongs to, down to its section (J)."""
    digits = activity.replace(".", "")
    bare = {code.replace(".", ""): code for code in known}
    for length in range(len(digits), 1, -1):
        if digits[:length] in bare:
            return bare[digits[:length]]
    division = nomenclature.divisions().get(digits[:2])
    return division.section if division is not None and division.section in known else None


def parts_of_members(cluster: Cluster, *, today: date) -> Parts:
    members = Membership.objects.filter(cluster=cluster, period__contains=today).order_by().values("organisation")
    held = Participation.objects.filter(organisation__in=members).order_by().aggregate(
        number=Count("pk"),
        projects=Count("project", distinct=True),
        given=Sum("aid"),
        with_aid=Count("pk", filter=Q(aid__isnull=False)),
        simulated=Count("pk", filter=Q(project__is_simulated=True)),
    )  # fmt: skip
    return Parts(aid=int(held.pop("given") or 0), **held)
