"""A proposal that is funded is a public project, from its first agreement to the closing of its last."""

import pytest
from tests.funding_rows import make_agreement, make_decision, make_funder, make_granted

from grappe.apps.funding.enums import AgreementState
from grappe.apps.funding.models import Agreement
from grappe.apps.projects.domain.funded import keep_funded_project
from grappe.apps.projects.enums import ProjectStatus
from grappe.apps.projects.models import Project

pytestmark = pytest.mark.django_db


def close(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.CLOSED)
    return keep_funded_project(agreement=agreement, by=None)


def test_it_bears_the_programme_s_spelling_and_one_record_for_all_its_funders():
    first = make_agreement()
    proposal = first.decision.proposal
    make_agreement(make_granted(make_decision(proposal, make_funder()), amount=5_000))
    project = Project.objects.get(reference=proposal.reference)
    assert (project.programme, project.status, project.public_aid) == ("FUI", ProjectStatus.RUNNING, 45_000)
    assert project.origin_of("call")["source"] == "agreement"


def test_it_is_over_once_every_funder_has_closed():
    first = make_agreement()
    second = make_agreement(make_granted(make_decision(first.decision.proposal, make_funder()), amount=5_000))
    assert close(first).status == ProjectStatus.RUNNING
    assert close(second).status == ProjectStatus.CLOSED


def test_what_a_person_stated_stays():
    agreement = make_agreement()
    project = Project.objects.get()
    project.status, project.provenance["status"] = ProjectStatus.TERMINATED, {"by": 1, "source": "form"}
    project.save()
    assert close(agreement).status == ProjectStatus.TERMINATED
