"""Plain functions that make rows for tests; each states only what a test does not care about."""

from datetime import date
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from grappe.apps.accounts.models import User
from grappe.apps.core.models import Source
from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.projects.models import Participation, Project, ProjectLabel

NUMBERS = count(1)


def make_user(email: str = "", **values: Any) -> User:
    user = User.objects.create_user(email or f"person{next(NUMBERS)}@example.org", "correct horse battery", **values)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_source(code: str = "register", **values: Any) -> Source:
    return Source.objects.get_or_create(code=code, defaults={"title": code.title(), **values})[0]


def make_organisation(legal_name: str = "", **values: Any) -> Organisation:
    return Organisation.objects.create(legal_name=legal_name or f"Organisation {next(NUMBERS)}", **values)


def make_cluster(name: str = "", **values: Any) -> Cluster:
    number = next(NUMBERS)
    return Cluster.objects.create(
        name=name or f"Cluster {number}", slug=values.pop("slug", f"cluster-{number}"), **values
    )


def make_membership(
    organisation: Organisation, cluster: Cluster, since: date = date(2010, 1, 1), **values: Any
) -> Membership:
    membership = Membership.objects.create(organisation=organisation, cluster=cluster, period=(since, None), **values)
    membership.refresh_from_db()
    return membership


def make_project(acronym: str = "", **values: Any) -> Project:
    number = next(NUMBERS)
    values = {"programme": "TEST", "reference": str(number)} | values
    return Project.objects.create(acronym=acronym or f"PROJECT{number}", **values)


def make_label(project: Project, cluster: Cluster | None = None) -> ProjectLabel:
    return ProjectLabel.objects.create(project=project, cluster=cluster or make_cluster())


def make_participation(project: Project, organisation: Organisation, **values: Any) -> Participation:
    return Participation.objects.create(project=project, organisation=organisation, **values)
