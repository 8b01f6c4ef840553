"""Load the whole demonstration, once."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.calls import add_calls
from grappe.apps.demonstration.forum import add_forum
from grappe.apps.demonstration.members import add_members
from grappe.apps.demonstration.office_work import add_office_work
from grappe.apps.demonstration.partnerships import add_partnerships
from grappe.apps.demonstration.people import OFFICER, add_people
from grappe.apps.demonstration.projects import add_projects
from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.forum.domain.facts import load_editions
from grappe.apps.partnerships.domain.agreement_facts import load_agreements
from grappe.apps.partnerships.domain.stays import load_stay_rules
from grappe.apps.projects.domain.stories import load_stories
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary

SEED = 2005
SHOWN_CLUSTER = "scs"


@dataclass(frozen=True)
class Loaded:
    """What came in."""

    clusters: int
    members: int
    projects: int


def load_demonstration(*, password: str, today: date | None = None) -> Loaded | None:
    """Load clusters, simulated members, projects and people in one transaction; nothing where they stand already."""
    day = today or timezone.localdate()
    load_reference()
    with transaction.atomic():
        clusters = load_programme(today=day)
        load_editions(today=day)
        if User.objects.filter(email=OFFICER).exists():
            return None
        french = list(Cluster.objects.filter(country="FR").prefetch_related("themes", "territories").order_by("slug"))
        load_stories(today=day)
        load_agreements(today=day)
        load_stay_rules()
        members = add_members(french, seed=SEED, today=day)
        funder = Organisation.objects.create(
            kind=OrganisationKind.PUBLIC_AUTHORITY,
            legal_name="Fonds unique interministériel (aide simulée)",
            country="FR",
            is_simulated=True,
        )
        projects = add_projects(french, seed=SEED + 1, today=day, funder=funder)
        cluster = next((one for one in french if one.slug == SHOWN_CLUSTER), french[0])
        shown = Organisation.objects.filter(
            memberships__cluster=cluster, kind=OrganisationKind.FIRM, is_simulated=True
        ).order_by("pk")[0]
        people = add_people(password, cluster=cluster, organisation=shown)
        add_office_work(cluster, people, today=day)
        add_forum(people, organisation=shown, today=day)
        add_calls(people, clusters=french, cluster=cluster, shown=shown)
        add_partnerships(people, cluster=cluster, shown=shown)
        refresh_vocabulary()
    return Loaded(clusters=clusters, members=len(members), projects=len(projects))
