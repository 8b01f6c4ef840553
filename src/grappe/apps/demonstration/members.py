"""Simulated members: firms, laboratories and schools in the territory and theme of each cluster."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.demonstration.words import FIRMS, OFFERS, SEEKS, STEMS
from grappe.apps.directory.bridge.sizes import assess_sizes
from grappe.apps.directory.enums import FeeClass, OrganisationKind, TerritoryKind
from grappe.apps.directory.models import AnnualAccounts, Cluster, College, Membership, Organisation, Territory
from grappe.kernel.territories import departments

SOURCE = "simulation"
COLLEGES = (
    ("firms", "Entreprises", "Firms"),
    ("research", "Recherche et formation", "Research and training"),
    ("authorities", "Collectivités et partenaires", "Authorities and partners"),
)
# Shares of the programme's firms in 2009: SMEs 73 %, mid-size 15 %, large 12 %.
SIZES = ((FeeClass.MICRO, 30), (FeeClass.SME, 43), (FeeClass.ETI, 15), (FeeClass.LARGE, 12))
HEADCOUNT = {
    FeeClass.MICRO: (2, 9),
    FeeClass.SME: (10, 240),
    FeeClass.ETI: (250, 4000),
    FeeClass.LARGE: (5000, 60000),
}


def simulation_source() -> Source:
    source, _created = Source.objects.get_or_create(
        code=SOURCE,
        defaults={
            "title": "Simulated for the demonstration",
            "title_fr": "Simulé pour la démonstration",
            "licence": "CC0-1.0",
        },
    )
    return source


def add_members(clusters: list[Cluster], *, seed: int, today: date) -> list[Organisation]:
    """Give every cluster a crowd of simulated members; one firm in nine sits in a second cluster."""
    random = Random(seed)
    simulation_source()
    plans = [plan for cluster in clusters for plan in plan_cluster(cluster, random, today)]
    organisations = Organisation.objects.bulk_create(plan["organisation"] for plan in plans)
    colleges = add_colleges(clusters)
    second = {plan["cluster"].pk: random.choice(clusters) for plan in plans}
    memberships = []
    for number, plan in enumerate(plans):
        memberships.append(as_membership(plan, plan["cluster"], colleges))
        other = second[plan["cluster"].pk]
        if number % 9 == 0 and other.pk != plan["cluster"].pk:
            memberships.append(as_membership(plan, other, colleges))
    Membership.objects.bulk_create(memberships)
    AnnualAccounts.objects.bulk_create(account for plan in plans for account in accounts_of(plan, random, today))
    assess_sizes(organisations=(one for one in organisations if one.kind == OrganisationKind.FIRM), on=today)
    return organisations


def plan_cluster(cluster: Cluster, random: Random, today: date) -> list[dict[str, Any]]:
    places = departments_of(cluster)
    themes = [theme.code for theme in cluster.themes.all()] or ["services"]
    plans = []
    for _number in range(random.randint(14, 40)):
        theme, department = random.choice(themes), random.choice(places)
        kind = random.choices(
            (OrganisationKind.FIRM, OrganisationKind.LABORATORY, OrganisationKind.SCHOOL, OrganisationKind.INVESTOR),
            (76, 14, 7, 3),
        )[0]
        plans.append(
            {
                "cluster": cluster,
                "size": random.choices([size for size, _weight in SIZES], [weight for _size, weight in SIZES])[0],
                "since": date(random.randint(2005, 2022), random.randint(1, 12), 1),
                "organisation": simulate(kind, theme, department, random, today),
            }
        )
    return plans


def departments_of(cluster: Cluster) -> list[Territory]:
    regions = [one.pk for one in cluster.territories.all() if one.kind == TerritoryKind.FORMER_REGION]
    found = list(Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, former_region__in=regions).order_by("code"))
    return found or list(Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code="06"))


def simulate(kind: str, theme: str, department: Territory, random: Random, today: date) -> Organisation:
    stem, word = random.choice(STEMS), random.choice(FIRMS.get(theme, FIRMS["services"]))
    number = random.randint(10, 999)
    name = {
        OrganisationKind.FIRM: f"{stem} {word}",
        OrganisationKind.LABORATORY: f"Laboratoire {stem} ({word.lower()})",
        OrganisationKind.SCHOOL: f"École {stem} ({department.name_fr})",
        OrganisationKind.INVESTOR: f"{stem} Capital",
    }[OrganisationKind(kind)]
    choice = random.randrange(len(SEEKS["fr"]))
    fields = ("kind", "legal_name", "country", "postcode", "city", "longitude", "latitude")
    entry = {"source": SOURCE, "on": today.isoformat(), "confidence": int(Confidence.UNVERIFIED), "by": None}
    return Organisation(
        kind=kind,
        legal_name=f"{name} {number}",
        country="FR",
        department=department,
        city=departments()[department.code].chief_town,
        longitude=round((department.longitude or 0) + random.uniform(-0.25, 0.25), 4),
        latitude=round((department.latitude or 0) + random.uniform(-0.2, 0.2), 4),
        offers_fr=OFFERS["fr"][choice],
        offers_en=OFFERS["en"][choice],
        needs_fr=SEEKS["fr"][choice],
        needs_en=SEEKS["en"][choice],
        is_simulated=True,
        provenance=dict.fromkeys(fields, entry),
    )


def add_colleges(clusters: list[Cluster]) -> dict[tuple[int, str], College]:
    rows = [
        College(cluster=cluster, code=code, name_fr=name_fr, name_en=name_en)
        for cluster in clusters
        for code, name_fr, name_en in COLLEGES
    ]
    return {(row.cluster_id, row.code): row for row in College.objects.bulk_create(rows)}


def as_membership(plan: dict[str, Any], cluster: Cluster, colleges: dict[tuple[int, str], College]) -> Membership:
    organisation: Organisation = plan["organisation"]
    code = {OrganisationKind.FIRM: "firms", OrganisationKind.INVESTOR: "authorities"}.get(
        OrganisationKind(organisation.kind), "research"
    )
    return Membership(
        organisation=organisation,
        cluster=cluster,
        college=colleges[cluster.pk, code],
        fee_class=plan["size"] if code == "firms" else FeeClass.RESEARCH,
        period=(plan["since"], None),
        is_simulated=True,
    )


def accounts_of(plan: dict[str, Any], random: Random, today: date) -> list[AnnualAccounts]:
    """Two closed years for every simulated firm, so that the two-year rule has something to say."""
    organisation: Organisation = plan["organisation"]
    if organisation.kind != OrganisationKind.FIRM:
        return []
    headcount = random.randint(*HEADCOUNT[plan["size"]])
    return [
        AnnualAccounts(
            organisation=organisation,
            year=year,
            headcount=Decimal(headcount + random.randint(0, 3)),
            turnover=Decimal(headcount * random.randint(90_000, 260_000)),
            balance_sheet=Decimal(headcount * random.randint(60_000, 240_000)),
            is_simulated=True,
        )
        for year in (today.year - 2, today.year - 1)
    ]
