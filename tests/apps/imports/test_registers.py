"""Files of registers, end to end: what they bring, that twice changes nothing, that refusals leave no trace."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories import make_organisation, make_user

from grappe.apps.directory.domain.conflicts import keep_held_value
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.models import Identifier, Organisation, ValueConflict
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.projects.domain.values import accept_project_conflict, correct_project
from grappe.apps.projects.models import Participation, Project, ProjectConflict

pytestmark = pytest.mark.django_db

PROJECT_HEADER = [
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution",
    "frameworkProgramme", "subCall", "objective",
]  # fmt: skip
PROJECT = ["101", "ALPHA", "SIGNED", "First things", "2020-01-01", "2023-12-31", "1000,50", "800", "H2020", "C1", "Why"]
ORGANISATION_HEADER = [
    "projectID", "organisationID", "vatNumber", "name", "shortName", "activityType", "street", "postCode", "city",
    "country", "geolocation", "organizationURL", "role", "ecContribution", "totalCost",
]  # fmt: skip
LEAD = ["101", "999990001", "", "NAMIB LABS", "NL", "PRC", "1 Dune", "9000", "Windhoek", "NA", "-22.5,17.1",
        "namib.example", "coordinator", "500", "600"]  # fmt: skip
PARTNER = ["101", "999990002", "FR83404833048", "LABORATOIRE ÉTÉ", "", "REC", "2 rue", "38000", "Grenoble", "FR", "",
           "", "participant", "300.25", ""]  # fmt: skip


def test_cordis_brings_projects_then_organisations_with_their_part(write, run):
    load_reference()
    projects = run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    partners = run(
        write("organization.csv", ORGANISATION_HEADER, LEAD, PARTNER, delimiter=","), ImportKind.CORDIS_ORGANISATIONS
    )
    assert (projects.state, partners.state) == (ImportState.DONE, ImportState.DONE)
    project = Project.objects.get(programme="H2020", reference="101")
    assert (project.acronym, project.total_cost, project.status) == ("ALPHA", Decimal("1000.50"), "running")
    assert project.provenance["acronym"]["source"] == "cordis"
    lead, partner = Participation.objects.filter(project=project).order_by("role")
    assert (lead.role, lead.organisation.country, lead.aid) == ("lead", "NA", 500)
    assert partner.organisation.department.code == "38"
    assert set(partner.organisation.identifiers.values_list("scheme", "value")) == {
        ("pic", "999990002"), ("siren", "404833048"), ("vat", "FR83404833048"),
    }  # fmt: skip


def test_a_file_imported_twice_changes_nothing(write, run):
    path = write("project.csv", PROJECT_HEADER, PROJECT)
    run(path, ImportKind.CORDIS_PROJECTS)
    before = Project.objects.values().get()
    again = run(path, ImportKind.CORDIS_PROJECTS)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert Project.objects.values().get() == before


def test_one_bad_row_keeps_the_whole_file_out_unless_asked_otherwise(write, run):
    bad = [*PROJECT[:4], "2020-01-01", "2019-01-01", *PROJECT[6:]]
    path = write("project.csv", PROJECT_HEADER, PROJECT, ["102", *bad[1:]])
    refused = run(path, ImportKind.CORDIS_PROJECTS)
    assert (refused.state, refused.refused, Project.objects.count()) == (ImportState.REFUSED, 1, 0)
    assert refused.preview["refused"][0]["line"] == 3
    assert refused.preview["refused"][0]["column"] == "endDate"
    kept = run(path, ImportKind.CORDIS_PROJECTS, keep_good_rows=True)
    assert (kept.state, kept.refused, Project.objects.count()) == (ImportState.DONE, 1, 1)


def test_a_preview_writes_nothing_and_says_what_would_change(write, run):
    path = write("project.csv", PROJECT_HEADER, PROJECT)
    run(path, ImportKind.CORDIS_PROJECTS)
    changed = write("project2.csv", PROJECT_HEADER, [*PROJECT[:3], "Second things", *PROJECT[4:]])
    preview = run(changed, ImportKind.CORDIS_PROJECTS, dry_run=True)
    assert preview.state == ImportState.PREVIEWED
    assert preview.preview["changed"][0]["fields"] == {"title_en": ["First things", "Second things"]}
    assert Project.objects.get().title_en == "First things"


def test_a_file_of_the_wrong_kind_is_refused_and_named(write, run):
    refused = run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_ORGANISATIONS)
    assert refused.state == ImportState.UNREADABLE
    assert refused.message["params"]["looks_like"] == "cordis_projects"
    assert not Project.objects.exists()


def test_an_unknown_project_is_refused_by_line(write, run):
    refused = run(write("organization.csv", ORGANISATION_HEADER, LEAD), ImportKind.CORDIS_ORGANISATIONS)
    assert [(one["line"], one["code"]) for one in refused.preview["refused"]] == [(2, "unknown_project")]
    assert not Organisation.objects.exists()


def test_what_a_person_said_stays_and_the_conflict_is_listed_once(write, run):
    run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    organisation = make_organisation("NAMIB LABS", country="NA", city="Swakopmund")
    correct_values(organisation=organisation, values={"city": "Walvis Bay"}, reason="moved", by=make_user())
    path = write("organization.csv", ORGANISATION_HEADER, LEAD)
    run(path, ImportKind.CORDIS_ORGANISATIONS)
    run(path, ImportKind.CORDIS_ORGANISATIONS)
    organisation.refresh_from_db()
    assert organisation.city == "Walvis Bay"
    assert Identifier.objects.get(scheme="pic").organisation == organisation
    conflict = ValueConflict.objects.get()
    assert (conflict.field, conflict.held, conflict.offered) == ("city", "Walvis Bay", "Windhoek")


def test_a_conflict_decided_for_the_person_is_not_listed_again(write, run):
    run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    organisation = make_organisation("NAMIB LABS", country="NA")
    correct_values(organisation=organisation, values={"city": "Walvis Bay"}, reason="moved", by=make_user())
    path = write("organization.csv", ORGANISATION_HEADER, LEAD)
    run(path, ImportKind.CORDIS_ORGANISATIONS)
    ValueConflict.objects.update(status="refused")
    run(path, ImportKind.CORDIS_ORGANISATIONS)
    assert ValueConflict.objects.filter(status="pending").count() == 0


def contested_project(write, run):
    run(write("first.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    project = Project.objects.get(reference=PROJECT[0])
    values = {"acronym": "Said", "starts_on": "2020-02-02", "total_cost": "12.50"}
    correct_project(project=project, values=values, reason="known", by=make_user())
    again = write("again.csv", PROJECT_HEADER, PROJECT)
    run(again, ImportKind.CORDIS_PROJECTS)
    return project, again


def test_what_a_person_said_of_a_project_stays_and_the_conflicts_are_listed_once(write, run):
    project, again = contested_project(write, run)
    before = Project.objects.values("acronym", "starts_on", "total_cost").get(pk=project.pk)
    run(again, ImportKind.CORDIS_PROJECTS)
    assert before == {"acronym": "Said", "starts_on": date(2020, 2, 2), "total_cost": Decimal("12.50")}
    assert Project.objects.values("acronym", "starts_on", "total_cost").get(pk=project.pk) == before
    listed = {one.field: one.held for one in ProjectConflict.objects.filter(project=project)}
    assert listed == {"acronym": "Said", "starts_on": "2020-02-02", "total_cost": 12.5}


def test_a_conflict_of_a_project_is_decided_for_good(write, run):
    project, again = contested_project(write, run)
    keep_held_value(conflict=ProjectConflict.objects.get(field="acronym"), by=make_user())
    for conflict in ProjectConflict.objects.filter(status="pending"):
        accept_project_conflict(conflict=conflict, by=make_user())
    run(again, ImportKind.CORDIS_PROJECTS)
    project.refresh_from_db()
    assert project.acronym == "Said"
    assert project.starts_on != date(2020, 2, 2)
    assert project.total_cost != Decimal("12.50")
    assert not ProjectConflict.objects.filter(status="pending").exists()


def test_a_merged_record_leads_to_the_kept_one(write, run):
    run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    kept = make_organisation("NAMIBIAN LABORATORIES", country="NA")
    make_organisation("NAMIB LABS", country="NA", merged_into=kept)
    run(write("organization.csv", ORGANISATION_HEADER, LEAD), ImportKind.CORDIS_ORGANISATIONS)
    assert Participation.objects.get().organisation == kept


def test_a_second_lead_comes_in_as_a_partner_and_is_told(write, run):
    run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    second = [*PARTNER[:12], "coordinator", *PARTNER[13:]]
    done = run(write("organization.csv", ORGANISATION_HEADER, LEAD, second), ImportKind.CORDIS_ORGANISATIONS)
    assert (done.state, done.left_out) == (ImportState.DONE, 1)
    assert Participation.objects.filter(role="lead").count() == 1
    (told,) = done.preview["refused"]
    assert (told["code"], told["column"], told["value"]) == ("second_lead", "projectID", second[0])


def test_a_new_lead_takes_the_place_of_the_former_one(write, run):
    run(write("project.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    run(write("one.csv", ORGANISATION_HEADER, LEAD, PARTNER), ImportKind.CORDIS_ORGANISATIONS)
    former, new = [*LEAD[:12], "participant", *LEAD[13:]], [*PARTNER[:12], "coordinator", *PARTNER[13:]]
    run(write("two.csv", ORGANISATION_HEADER, new, former), ImportKind.CORDIS_ORGANISATIONS)
    assert Participation.objects.get(role="lead").organisation.legal_name == "LABORATOIRE ÉTÉ"


def test_a_backslash_and_an_n_are_a_text_like_any_other(write, run):
    run(write("project.csv", PROJECT_HEADER, [*PROJECT[:3], "\\N", *PROJECT[4:]]), ImportKind.CORDIS_PROJECTS)
    assert Project.objects.get().title_en == "\\N"


SIRENE_HEADER = [
    "siren", "nic", "siret", "denominationUniteLegale", "activitePrincipaleEtablissement", "codePostalEtablissement",
    "libelleCommuneEtablissement", "etablissementSiege", "etatAdministratifEtablissement", "trancheEffectifs",
]  # fmt: skip
SEAT = ["732829320", "00074", "73282932000074", "AEROLABS", "62.01Z", "38000", "GRENOBLE", "true", "A", "12"]


def test_sirene_brings_seats_and_passes_over_branches_and_closed_doors(write, run):
    load_reference()
    branch = ["732829320", "00082", "73282932000082", "AEROLABS", "62.01Z", "75001", "PARIS", "false", "A", ""]
    closed = ["404833048", "00022", "40483304800022", "CLOSED", "62.01Z", "75001", "PARIS", "true", "F", ""]
    done = run(write("e.csv", SIRENE_HEADER, SEAT, branch, closed, delimiter=","), ImportKind.SIRENE)
    assert (done.state, done.read, done.created) == (ImportState.DONE, 3, 1)
    organisation = Organisation.objects.get()
    assert (organisation.city, organisation.department.code, organisation.activity_code) == ("GRENOBLE", "38", "62.01Z")
    assert set(organisation.identifiers.values_list("scheme", "value")) == {
        ("siren", "732829320"), ("siret", "73282932000074"),
    }  # fmt: skip


def test_sirene_fills_in_an_organisation_known_by_number_and_leaves_withheld_values_alone(write, run):
    organisation = make_organisation("Aérolabs SAS", country="FR", city="Meylan")
    organisation.identifiers.create(scheme="siren", value="732829320")
    withheld = [*SEAT[:3], "[ND]", "62.01Z", "[ND]", "[ND]", *SEAT[7:]]
    done = run(write("e.csv", SIRENE_HEADER, withheld), ImportKind.SIRENE)
    organisation.refresh_from_db()
    assert (done.changed, organisation.legal_name, organisation.city) == (1, "Aérolabs SAS", "Meylan")


def test_a_unit_without_a_name_that_nobody_holds_is_refused_by_its_number(write, run):
    refused = run(write("e.csv", SIRENE_HEADER, [*SEAT[:3], "", *SEAT[4:]]), ImportKind.SIRENE)
    assert [(one["column"], one["value"], one["code"]) for one in refused.preview["refused"]] == [
        ("siren", "732829320", "unknown_organisation")
    ]


ANR_HEADER = ["code", "acronyme", "code_partenaire", "coordinateur", "organisme", "categorie", "code_rnsr", "ville",
              "pays", "programme"]  # fmt: skip


def test_anr_spellings_that_fold_alike_are_one_organisation_with_several_parts(write, run):
    rows = [
        ["ANR-1", "ALPHA", "ANR-1-01", "true", "École d'Été", "Laboratoire public", "", "Grenoble", "France", "CE05"],
        ["ANR-1", "ALPHA", "ANR-1-02", "false", "ECOLE D'ETE", "Laboratoire public", "", "", "France", "CE05"],
        ["ANR-2", "BETA", "ANR-2-01", "true", "Ecole d'été", "", "", "", "Allemagne", "CE06"],
    ]
    done = run(write("p.csv", ANR_HEADER, *rows), ImportKind.ANR_DOS_PARTNERS)
    assert done.state == ImportState.DONE
    assert sorted(Organisation.objects.values_list("country", "city")) == [("DE", ""), ("FR", "Grenoble")]
    french = Organisation.objects.get(country="FR")
    assert sorted(french.participations.values_list("reference", "role")) == [
        ("ANR-1-01", "lead"), ("ANR-1-02", "partner"),
    ]  # fmt: skip
    assert Project.objects.get(reference="ANR-2").call == "CE06"


def test_a_period_that_only_the_held_start_makes_impossible_is_left_out(write, run):
    run(write("one.csv", PROJECT_HEADER, PROJECT), ImportKind.CORDIS_PROJECTS)
    early = [*PROJECT[:4], "", "2019-01-01", *PROJECT[6:]]
    done = run(write("two.csv", PROJECT_HEADER, early), ImportKind.CORDIS_PROJECTS)
    assert (done.state, done.left_out, done.preview["refused"][0]["code"]) == (
        ImportState.DONE, 1, "ends_before_start",
    )  # fmt: skip
    assert Project.objects.get().ends_on.isoformat() == "2023-12-31"
