"""The programme's figures, counted on rows one can count by hand; a vintage stays as it was published."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories import (
    make_cluster,
    make_label,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)
from tests.funding_rows import make_agreement

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import AuditEntry
from grappe.apps.calls.enums import CallState, PartnerState
from grappe.apps.calls.models import Call, ProposalPartner, Scheme
from grappe.apps.directory.enums import SizeDefinition
from grappe.apps.directory.models import Organisation, SizeAssessment
from grappe.apps.observatory.domain.vintages import AlreadyPublishedError, NotAllowedError, publish_vintage
from grappe.apps.observatory.models import ScoreboardVintage
from grappe.apps.observatory.queries.scoreboard import FUNDERS, scoreboard
from grappe.apps.observatory.queries.shares import totals_of
from grappe.apps.projects.models import FundingLine, Project
from grappe.apps.projects.queries.programme import own_projects

TODAY = date(2026, 1, 1)


@pytest.fixture
def rows(db):
    """Three members (one of them simulated, one in two clusters) and one who left; two projects."""
    cluster, other = make_cluster(), make_cluster()
    small = make_organisation("Petite", kind="firm", country="FR")
    size = {
        "definition": SizeDefinition.EU_SME,
        "category": "small",
        "assessed_on": TODAY,
        "rules_version": "1",
        "problem": {},
        "result": {},
    }
    SizeAssessment.objects.create(organisation=small, **size)
    lab = make_organisation("Labo", kind="laboratory", country="FR")
    made = make_organisation("Simulée", kind="firm", country="FR", is_simulated=True)
    for member in (small, lab, made):
        make_membership(member, cluster)
    make_membership(small, other)
    left = make_membership(make_organisation("Partie", kind="firm"), cluster)
    type(left).objects.filter(pk=left.pk).update(period=(date(2010, 1, 1), date(2015, 1, 1)))
    project = make_project(starts_on=date(2024, 5, 1), public_aid=300)
    make_label(project, cluster)
    abroad = make_organisation("Fremd", kind="firm", country="DE")
    for partner, aid in ((small, 100), (lab, 150), (abroad, 50)):
        part = make_participation(project, partner, aid=Decimal(aid))
        FundingLine.objects.create(participation=part, funder=make_organisation(f"Funder of {partner}"), amount=aid)
    make_label(make_project(starts_on=date(2024, 6, 1), public_aid=1000, is_simulated=True), other)
    return small


def test_each_member_counts_once_and_shares_are_of_what_is_known(rows):
    tables = scoreboard(today=TODAY, with_simulated=False)
    assert sorted(row[:3] for row in tables["members_by_size"]) == [["firm", "small", 1], ["laboratory", "", 1]]
    assert tables["projects_by_year"] == [[2024, 1, 0, 300, 0]]
    assert tables["countries_together"] == [["DE", 1, 0]]
    totals = totals_of(tables)
    assert (totals.members, totals.firms, totals.sme_share_of_members) == (2, 1, 50)
    assert totals.sme_share_of_aid == pytest.approx(100 * 100 / 300)
    assert totals.sme_share_of_sized_firms == 100
    assert totals.simulated == 0


def test_simulated_records_are_counted_apart(rows):
    tables = scoreboard(today=TODAY, with_simulated=True)
    assert totals_of(tables).members == 3
    assert totals_of(tables).simulated == 2
    assert tables["projects_by_year"] == [[2024, 2, 0, 1300, 1]]


def test_funders_beyond_the_first_stand_together(rows):
    part = make_participation(make_project(programme="FUI"), make_organisation())
    for number in range(FUNDERS):
        FundingLine.objects.create(participation=part, funder=make_organisation(), amount=1000 + number)
    table = scoreboard(today=TODAY, with_simulated=True)["aid_by_funder"]
    assert len(table) == FUNDERS + 1
    assert table[-1][:2] == ["", 300]


def test_regions_that_share_a_project(db):
    from grappe.apps.directory.domain.reference import load_reference
    from grappe.apps.directory.models import Territory

    load_reference()
    project = make_project(programme="FUI")
    for code in ("69", "31", "38"):
        department = Territory.objects.get(kind="department", code=code)
        make_participation(project, make_organisation(department=department))
    assert scoreboard(today=TODAY, with_simulated=True)["regions_together"] == [
        ["Auvergne-Rhône-Alpes", "Auvergne-Rhône-Alpes", "Occitanie", "Occitania", 1, 0]
    ]


def test_a_vintage_is_published_once_and_stays_as_it_was(rows):
    officer = make_user()
    with pytest.raises(NotAllowedError):
        publish_vintage(year=2025, today=TODAY, by=officer)
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    officer = type(officer).objects.get(pk=officer.pk)
    vintage = publish_vintage(year=2025, today=TODAY, by=officer)
    assert totals_of(vintage.tables).members == 2
    make_label(imported())
    Organisation.objects.filter(pk=rows.pk).update(kind="laboratory")
    frozen = totals_of(ScoreboardVintage.objects.get(year=2025).tables)
    assert (frozen.sme_members, frozen.projects, frozen.beside) == (1, 1, 0)
    with pytest.raises(AlreadyPublishedError):
        publish_vintage(year=2025, today=TODAY, by=officer)
    assert AuditEntry.objects.filter(verb="publish_scoreboard").count() == 1


def imported(programme="H2020"):
    """A project as a load of another programme leaves it: French, German and Spanish partners, money, no label."""
    project = make_project(programme=programme, starts_on=date(2024, 3, 1), public_aid=7000, total_cost=9000)
    for country in ("FR", "DE", "ES"):
        part = make_participation(project, make_organisation(kind="firm", country=country), aid=Decimal(2000))
        FundingLine.objects.create(participation=part, funder=make_organisation("Commission"), amount=2000)
    return project


def test_an_imported_project_changes_the_count_beside_and_nothing_else(rows):
    before = scoreboard(today=TODAY, with_simulated=True)
    assert before["projects_beside"] == []
    for programme in ("H2020", "H2020", "ANR-PIA"):
        imported(programme)
    after = scoreboard(today=TODAY, with_simulated=True)
    assert after == before | {"projects_beside": [["H2020", 2, 0], ["ANR-PIA", 1, 0]]}
    assert totals_of(after).beside == 3


def test_a_label_makes_an_imported_project_the_programme_s_own(rows):
    label = make_label(imported(), make_cluster())
    make_label(label.project, make_cluster())
    tables = scoreboard(today=TODAY, with_simulated=False)
    assert tables["projects_beside"] == []
    assert tables["projects_by_year"] == [[2024, 2, 9000, 7300, 0]]
    assert tables["countries_together"] == [["DE", 2, 0], ["ES", 1, 0]]
    assert totals_of(tables).aid_of_parts == 6300


def test_a_published_call_of_the_programme_makes_its_projects_its_own(rows):
    project = imported("PSPC")
    scheme = Scheme.objects.create(code="pspc", name_fr="PSPC", name_en="PSPC")
    call = Call.objects.create(slug="pspc", scheme=scheme, title_fr="PSPC", title_en="PSPC", state=CallState.DRAFT)

    def is_own():
        return own_projects().filter(pk=project.pk).exists()

    assert not is_own()
    Call.objects.filter(pk=call.pk).update(state=CallState.OVER)
    assert is_own()
    Call.objects.filter(pk=call.pk).update(owner_cluster=make_cluster())
    assert not is_own()


def test_a_funded_proposal_is_the_programme_s_own_project(db):
    agreement = make_agreement()
    project = Project.objects.get(reference=agreement.decision.proposal.reference)
    project.labels.all().delete()
    assert list(own_projects()) == [project]


def test_people_at_work_are_those_whom_partners_of_funded_proposals_stated(db):
    agreement = make_agreement()
    proposal = agreement.decision.proposal
    assert proposal.partners.exists()
    proposal.partners.update(people=None, person_months=None, hires=None)
    assert scoreboard(today=TODAY, with_simulated=False)["people_at_work"] == []
    first = proposal.partners.filter(state=PartnerState.SIGNED).first()
    ProposalPartner.objects.filter(pk=first.pk).update(people=3, person_months=Decimal("40.5"), hires=2)
    tables = scoreboard(today=TODAY, with_simulated=False)
    assert tables["people_at_work"] == [[first.organisation.kind, 1, 3, 40, 2, 0]]
    assert totals_of(tables).at_work == 3
    # A proposal that nobody funded is nobody's work yet.
    Project.objects.filter(reference=proposal.reference).delete()
    assert scoreboard(today=TODAY, with_simulated=False)["people_at_work"] == []


def test_the_number_of_queries_does_not_grow(rows, django_assert_num_queries):
    with django_assert_num_queries(9):
        scoreboard(today=TODAY, with_simulated=True)
