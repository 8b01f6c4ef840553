"""Simulated projects between simulated members, labelled by real clusters and marked as simulated."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from grappe.apps.core.enums import Confidence
from grappe.apps.demonstration.members import SOURCE
from grappe.apps.demonstration.words import FIRMS, STEMS
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.projects.enums import ParticipationRole, ProjectKind, ProjectStatus
from grappe.apps.projects.models import FundingLine, Participation, Project, ProjectLabel
from grappe.kernel.programme import FUND, fund_calls

A_YEAR = timedelta(days=365)
FIRMS_NEEDED = 3
# Every so many projects have a second label.
CO_LABELLED = 3
# Rates of the call as published: firms by the French size split, laboratories at 40 % of full cost.
RATES = {"firm": Decimal("0.45"), "research": Decimal("0.40")}


def add_projects(clusters: list[Cluster], *, seed: int, today: date, funder: Organisation) -> list[Project]:
    """Two or three projects a cluster, with a firm that leads and a laboratory or school among the partners."""
    random = Random(seed)
    projects: list[Project] = []
    parts: list[Participation] = []
    labels: list[ProjectLabel] = []
    neighbours = next_of_theme(clusters)
    for cluster in clusters:
        members = list(
            Organisation.objects.filter(memberships__cluster=cluster, is_simulated=True).order_by("pk").distinct()
        )
        firms = [one for one in members if one.kind == OrganisationKind.FIRM]
        others = [one for one in members if one.kind in {OrganisationKind.LABORATORY, OrganisationKind.SCHOOL}]
        if len(firms) < FIRMS_NEEDED or not others:
            continue
        for _number in range(random.randint(2, 3)):
            project = simulate(cluster, len(projects) + 1, random, today)
            consortium = [*random.sample(firms, random.randint(2, min(4, len(firms)))), random.choice(others)]
            projects.append(project)
            parts.extend(participations(project, consortium, random))
            labels.append(label_of(project, cluster, is_lead=True))
            other = neighbours.get(cluster.pk)
            if other is not None and len(projects) % CO_LABELLED == 0:
                labels.append(label_of(project, other, is_lead=False))
    Project.objects.bulk_create(projects)
    Participation.objects.bulk_create(parts)
    ProjectLabel.objects.bulk_create(labels)
    FundingLine.objects.bulk_create(
        FundingLine(participation=part, funder=funder, amount=part.aid) for part in parts if part.aid
    )
    return projects


def label_of(project: Project, cluster: Cluster, *, is_lead: bool) -> ProjectLabel:
    return ProjectLabel(project=project, cluster=cluster, is_lead=is_lead, labelled_on=project.starts_on)


def next_of_theme(clusters: list[Cluster]) -> dict[int, Cluster]:
    """For each cluster the next of the list with which it shares a theme, the list taken as a ring."""
    themes = {one.pk: {theme.pk for theme in one.themes.all()} for one in clusters}
    found = {}
    for place, one in enumerate(clusters):
        ring = [*clusters[place + 1 :], *clusters[:place]]
        other = next((other for other in ring if themes[one.pk] & themes[other.pk]), None)
        if other is not None:
            found[one.pk] = other
    return found


def simulate(cluster: Cluster, number: int, random: Random, today: date) -> Project:
    themes = [theme.code for theme in cluster.themes.all()] or ["services"]
    word = random.choice(FIRMS.get(random.choice(themes), FIRMS["services"]))
    starts = date(random.randint(2008, today.year), random.randint(1, 12), 1)
    ends = starts.replace(year=starts.year + 3)
    entry = {"source": SOURCE, "on": today.isoformat(), "confidence": int(Confidence.UNVERIFIED), "by": None}
    return Project(
        programme=FUND,
        reference=f"SIM-{number:04d}",
        kind=ProjectKind.PLATFORM if number % 12 == 0 else ProjectKind.COLLABORATIVE,
        call=call_for(starts),
        acronym=f"{random.choice(STEMS).upper()}-{number}",
        title_fr=f"Projet simulé de R&D : {word.lower()}",
        title_en=f"Simulated R&D project {number}",
        abstract_fr="Projet simulé pour la démonstration : il ne décrit aucun projet réel.",
        abstract_en="Simulated for the demonstration: it describes no real project.",
        starts_on=starts,
        ends_on=ends,
        status=ProjectStatus.RUNNING if ends > today else ProjectStatus.CLOSED,
        is_simulated=True,
        provenance=dict.fromkeys(("acronym", "title_fr", "title_en", "starts_on", "ends_on"), entry),
    )


def call_for(starts: date) -> str:
    """The fund's call whose projects started then; where none is known, a call that says it is simulated."""
    known = [call for call in fund_calls() if timedelta(0) <= starts - call.announced.last_day <= A_YEAR]
    last = max(known, key=lambda call: call.number, default=None)
    return f"{FUND} {last.number}" if last else f"{FUND}, simulation {starts.year}"


def participations(project: Project, consortium: list[Organisation], random: Random) -> list[Participation]:
    rows = []
    for number, organisation in enumerate(consortium):
        cost = Decimal(random.randint(120, 1500) * 1000)
        rate = RATES["firm" if organisation.kind == OrganisationKind.FIRM else "research"]
        rows.append(
            Participation(
                project=project,
                organisation=organisation,
                role=ParticipationRole.PARTNER if number else ParticipationRole.LEAD,
                cost=cost,
                aid=(cost * rate).quantize(Decimal(1)),
            )
        )
    project.total_cost = sum((row.cost or Decimal() for row in rows), Decimal())
    project.public_aid = sum((row.aid or Decimal() for row in rows), Decimal())
    return rows
