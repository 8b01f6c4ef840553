import re
from datetime import date

import pytest
from django.db import transaction
from tests.factories import make_organisation

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.load import load_demonstration
from grappe.apps.demonstration.members import add_members
from grappe.apps.demonstration.people import OFFICER
from grappe.apps.demonstration.projects import add_projects, call_for
from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import (
    Claim,
    Cluster,
    Correction,
    Membership,
    MergeProposal,
    Organisation,
    ValueConflict,
)
from grappe.apps.projects.models import Participation, Project
from grappe.kernel.programme import fund_calls
from grappe.kernel.territories import departments

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 1, 15)


def test_the_demonstration_loads_once_and_marks_what_is_simulated():
    loaded = load_demonstration(password="a password for tests", today=DAY)
    assert loaded.members > 1500
    assert not Membership.objects.filter(is_simulated=False).exists()
    assert not Organisation.objects.filter(is_simulated=False).exclude(kind="cluster_body").exists()
    assert not User.objects.filter(is_simulated=False).exists()
    real = Project.objects.filter(is_simulated=False)
    assert set(real.values_list("programme", flat=True)) == {"success-story"}
    assert not Participation.objects.filter(project__in=real).exists()
    assert load_demonstration(password="a password for tests", today=DAY) is None
    look_at_the_office()
    look_at_the_towns()


def look_at_the_office():
    """No list of the office is empty, and all that stands in it is simulated."""
    officer = User.objects.get(email=OFFICER)
    (claim,) = Claim.objects.filter(status="pending")
    assert officer.has_perm("directory.decide_claim", claim)
    assert Correction.objects.filter(status="pending").count() == 2
    assert set(ValueConflict.objects.values_list("field", flat=True)) == {"legal_name", "city"}
    pairs = MergeProposal.objects.select_related("kept", "merged")
    assert pairs.count() == 4
    assert all(pair.kept.is_simulated and pair.merged.is_simulated and pair.evidence for pair in pairs)


def test_simulated_calls_do_not_contradict_the_years_of_the_real_ones():
    announced = {call.number: call.announced.last_day for call in fund_calls()}
    for year in range(2008, 2027):
        for month in range(1, 13):
            starts = date(year, month, 1)
            named = re.fullmatch(r"FUI (\d+)", call_for(starts))
            if named is None:
                assert call_for(starts) == f"FUI, simulation {year}"
            else:
                assert 0 <= (starts - announced[int(named[1])]).days <= 365


def look_at_the_towns():
    """Simulated members sit in the chief town of their department."""
    towns = {one.chief_town for one in departments().values()}
    members = Organisation.objects.filter(is_simulated=True, kind="school")
    assert members.exists()
    assert set(members.values_list("city", flat=True)) <= towns
    assert not members.exclude(legal_name__regex=r"^École \w+ \(.+\) \d+$").exists()


def test_two_loads_simulate_the_same_crowd():
    """Of three clusters; what comes after the members and their projects draws from the same kind of seed."""
    load_reference()
    load_programme(today=DAY)
    clusters = list(Cluster.objects.filter(country="FR").prefetch_related("themes", "territories").order_by("slug")[:3])

    def load():
        with transaction.atomic():
            funder = make_organisation(legal_name="Funder", is_simulated=True)
            add_members(clusters, seed=1, today=DAY)
            add_projects(clusters, seed=2, today=DAY, funder=funder)
            names = list(Organisation.objects.order_by("pk").values_list("legal_name", "city"))
            costs = list(Participation.objects.order_by("pk").values_list("organisation__legal_name", "cost", "aid"))
            transaction.set_rollback(True)
        return names, costs

    first = load()
    assert len(first[0]) > 60
    assert len(first[1]) > 20
    assert load() == first
