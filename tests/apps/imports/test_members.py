"""The spreadsheet of a cluster office: what comes in, what is refused and where, and that nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.factories import make_cluster, make_membership, make_organisation, make_user

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import AnnualAccounts, Membership, Organisation
from grappe.apps.imports.domain.mappings import remember_mapping
from grappe.apps.imports.domain.report import read_report
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.imports.models import ColumnMapping

pytestmark = pytest.mark.django_db

HEADER = [
    "Raison sociale", "SIREN", "SIRET", "N° TVA", "Type de structure", "Collège", "Date d'adhésion", "Date de sortie",
    "Adresse", "Code postal", "Commune", "Pays", "Effectif", "Code APE", "Site web",
]  # fmt: skip
GOOD = [
    "Aérolabs", "732829320", "73282932000074", "", "PME", "Entreprises", "01/02/2019", "", "3 rue du Pôle", "38000",
    "Grenoble", "France", "42,5", "62.01Z", "www.aerolabs.example",
]  # fmt: skip


def row(**cells):
    """A good row of a firm of its own, with some cells changed."""
    values = dict(zip(HEADER, GOOD, strict=True)) | {"SIREN": "", "SIRET": ""} | cells
    return [values[name] for name in HEADER]


# name -> (cells, column of the fault, value as reported, code)
PLANTED = {
    "no name": ({"Raison sociale": ""}, "Raison sociale", "", "missing"),
    "a name too long": ({"Raison sociale": "x" * 301}, "Raison sociale", "x" * 301, "too_long"),
    "a SIREN whose check fails": ({"SIREN": "732829321"}, "SIREN", "732829321", "not_a_siren"),
    "a SIRET with a digit too few": ({"SIRET": "732829320000"}, "SIRET", "732829320000", "not_a_siret"),
    "a SIRET of another SIREN": (
        {"SIREN": "552081317", "SIRET": "73282932000074"}, "SIRET", "73282932000074", "siren_and_siret_disagree",
    ),
    "a VAT number that is none": ({"N° TVA": "FR00123456789"}, "N° TVA", "FR00123456789", "not_a_vat_number"),
    "an unknown kind": ({"Type de structure": "Licorne"}, "Type de structure", "Licorne", "unknown_choice"),
    "no date": ({"Date d'adhésion": ""}, "Date d'adhésion", "", "missing"),
    "a day that does not exist": ({"Date d'adhésion": "31/02/2020"}, "Date d'adhésion", "31/02/2020", "no_such_day"),
    "a date in words of no calendar": ({"Date d'adhésion": "bientôt"}, "Date d'adhésion", "bientôt", "not_a_date"),
    "a date to come": ({"Date d'adhésion": "01/01/2190"}, "Date d'adhésion", "01/01/2190", "in_the_future"),
    "an end before the start": (
        {"Date d'adhésion": "01/02/2019", "Date de sortie": "01/01/2018"}, "Date de sortie", "01/01/2018",
        "ends_before_start",
    ),
    "a postcode of nowhere": ({"Code postal": "99999"}, "Code postal", "99999", "not_a_postcode"),
    "an unknown country": ({"Pays": "Freedonia"}, "Pays", "Freedonia", "unknown_country"),
    "a headcount in words": ({"Effectif": "une dizaine"}, "Effectif", "une dizaine", "not_a_number"),
    "a headcount below zero": ({"Effectif": "-3"}, "Effectif", "-3", "negative"),
    "a headcount that can be read two ways": ({"Effectif": "1.234"}, "Effectif", "1.234", "ambiguous_number"),
    "a member written twice": (
        {"Raison sociale": "AEROLABS", "SIREN": "732829320"}, "Raison sociale", "AEROLABS", "repeated",
    ),
    "an activity code that is none": ({"Code APE": "informatique"}, "Code APE", "informatique", "not_a_code"),
    "a website that is none": ({"Site web": "voir plus bas"}, "Site web", "voir plus bas", "not_an_address"),
}  # fmt: skip
LEFT_OUT = {"an activity code that is none", "a website that is none"}


def faulty_table():
    """The good row, then one row a fault, each of a firm of its own name."""
    faulty = [
        row(**{"Raison sociale": f"Firm {place}"} | cells) for place, (cells, *_rest) in enumerate(PLANTED.values())
    ]
    return [HEADER, GOOD, *faulty]


@pytest.fixture
def cluster():
    load_reference()
    return make_cluster("Minatec", slug="minatec")


@pytest.mark.parametrize("name", ["members.xlsx", "members.csv"])
def test_each_of_twenty_planted_faults_is_reported_and_nothing_is_lost(write, run, cluster, name):
    path = write(name, *faulty_table())
    refused = run(path, ImportKind.MEMBERS, cluster=cluster)
    assert len(PLANTED) == 20
    reported = {(one.line, one.column, one.value, str(one.code)) for one in read_report(refused.report.path)}
    assert reported == {
        (line, column, value, code) for line, (_cells, column, value, code) in enumerate(PLANTED.values(), start=3)
    }
    assert (refused.state, refused.read, refused.refused, refused.left_out) == (ImportState.REFUSED, 21, 18, 2)
    assert (Organisation.objects.count(), Membership.objects.count()) == (0, 0)
    kept = run(path, ImportKind.MEMBERS, cluster=cluster, keep_good_rows=True)
    assert kept.state == ImportState.DONE
    assert Membership.objects.count() == kept.read - kept.refused == 3


def test_a_member_comes_in_with_all_that_its_row_says(write, run, cluster):
    run(write("members.csv", HEADER, GOOD, encoding="cp1252"), ImportKind.MEMBERS, cluster=cluster)
    membership = Membership.objects.select_related("organisation").get()
    organisation = membership.organisation
    assert (organisation.legal_name, organisation.kind, organisation.country) == ("Aérolabs", "firm", "FR")
    assert (organisation.department.code, organisation.activity_code) == ("38", "62.01Z")
    assert organisation.website == "http://www.aerolabs.example"
    assert set(organisation.identifiers.values_list("scheme", "value")) == {
        ("siren", "732829320"), ("siret", "73282932000074"),
    }  # fmt: skip
    assert (membership.period.lower, membership.period.upper) == (date(2019, 2, 1), None)
    assert (membership.fee_class, membership.college.name_fr) == ("sme", "Entreprises")
    accounts = AnnualAccounts.objects.get()
    assert accounts.headcount == Decimal("42.50")
    assert organisation.provenance["city"] == {
        "source": "office-minatec", "on": timezone.localdate().isoformat(), "confidence": 50,
    }  # fmt: skip


def test_a_list_imported_twice_changes_nothing(write, run, cluster):
    path = write("members.xlsx", HEADER, GOOD)
    run(path, ImportKind.MEMBERS, cluster=cluster)
    before = [list(model.objects.order_by("pk").values()) for model in (Organisation, Membership, AnnualAccounts)]
    again = run(path, ImportKind.MEMBERS, cluster=cluster)
    assert (again.state, again.created, again.changed) == (ImportState.DONE, 0, 0)
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Organisation, Membership, AnnualAccounts)
    ]


def test_numbers_and_days_of_a_spreadsheet_are_read_as_it_shows_them(write, run, cluster):
    cells = {"SIRET": 73282932000074, "Code postal": 1000, "Commune": "Bourg-en-Bresse", "Effectif": 12.0}
    members = write("members.xlsx", HEADER, row(**cells, **{"Date d'adhésion": date(2019, 2, 1)}))
    assert run(members, ImportKind.MEMBERS, cluster=cluster).state == ImportState.DONE
    organisation = Organisation.objects.get()
    assert (organisation.postcode, organisation.department.code) == ("01000", "01")
    assert organisation.identifiers.filter(scheme="siren", value="732829320").exists()
    assert Membership.objects.get().period.lower == date(2019, 2, 1)


def test_a_title_above_the_table_is_passed_over_and_lines_stay_those_of_the_spreadsheet(write, run, cluster):
    path = write("members.xlsx", ["Adhérents 2024"], [], HEADER, GOOD, row(**{"Date d'adhésion": "??"}))
    refused = run(path, ImportKind.MEMBERS, cluster=cluster)
    assert [(one["line"], one["column"]) for one in refused.preview["refused"]] == [(5, "Date d'adhésion")]


def test_a_member_is_linked_to_the_organisation_held_by_number_or_by_name(write, run, cluster):
    by_number, by_name = make_organisation("Another name"), make_organisation("ÉCOLE DES MINES", country="FR")
    by_number.identifiers.create(scheme="siren", value="732829320")
    run(write("m.csv", HEADER, GOOD, row(**{"Raison sociale": "Ecole des mines"})), ImportKind.MEMBERS, cluster=cluster)
    assert {one.organisation_id for one in Membership.objects.all()} == {by_number.pk, by_name.pk}
    by_name.refresh_from_db()
    assert by_name.legal_name == "ÉCOLE DES MINES"


def test_a_corrected_date_moves_the_membership_and_an_end_closes_it(write, run, cluster):
    run(write("1.csv", HEADER, GOOD), ImportKind.MEMBERS, cluster=cluster)
    moved = [*GOOD[:6], "01/03/2018", "31/12/2022", *GOOD[8:]]
    run(write("2.csv", HEADER, moved), ImportKind.MEMBERS, cluster=cluster)
    period = Membership.objects.get().period
    assert (period.lower, period.upper) == (date(2018, 3, 1), date(2022, 12, 31))


def test_a_membership_that_a_person_dated_is_not_moved(write, run, cluster):
    organisation = make_organisation("Aérolabs", country="FR")
    make_membership(organisation, cluster, date(2015, 1, 1), provenance={"period": {"by": make_user().pk}})
    refused = run(write("m.csv", HEADER, GOOD), ImportKind.MEMBERS, cluster=cluster)
    assert [one["code"] for one in refused.preview["refused"]] == ["overlaps_membership"]


def test_a_remembered_mapping_is_used_for_the_next_file(write, run, cluster):
    header, cells = ["Libellé", "Entrée au pôle", "Observations"], ["Aérolabs", "2019", "à rappeler"]
    unknown = run(write("m.csv", header, cells), ImportKind.MEMBERS, cluster=cluster)
    assert (unknown.state, unknown.message["code"]) == (ImportState.UNREADABLE, "no_mapping")
    remember_mapping(
        cluster=cluster,
        mapping={"Libellé": "legal_name", "Entrée au pôle": "since", "Observations": ""},
        by=make_user(),
    )
    assert run(write("n.csv", header, cells), ImportKind.MEMBERS, cluster=cluster).state == ImportState.DONE
    assert Membership.objects.get().period.lower == date(2019, 1, 1)
    assert ColumnMapping.objects.get().targets["libelle"] == "legal_name"


def test_a_file_without_a_cluster_or_of_another_kind_writes_nothing(write, run, cluster):
    path = write("m.csv", HEADER, GOOD)
    assert run(path, ImportKind.MEMBERS).message["code"] == "no_cluster"
    assert run(write("x.csv", ["a", "b"], ["1", "2"]), ImportKind.MEMBERS, cluster=cluster).state == "unreadable"
    assert not Organisation.objects.exists()


def test_a_headcount_that_comes_in_computes_the_size_anew(write, run, cluster):
    run(write("first.csv", HEADER, GOOD), ImportKind.MEMBERS, cluster=cluster)
    firm = Organisation.objects.get()
    year = AnnualAccounts.objects.get().year
    for earlier in (1, 2, 3):
        AnnualAccounts.objects.create(organisation=firm, year=year - earlier, headcount=6)
    AnnualAccounts.objects.update(turnover=1_000_000, balance_sheet=1_000_000)
    assert firm.size_assessments.count() == 2
    cells = dict(zip(HEADER, GOOD, strict=True)) | {"Effectif": "6"}
    run(write("second.csv", HEADER, list(cells.values())), ImportKind.MEMBERS, cluster=cluster)
    firm.refresh_from_db()
    assert AnnualAccounts.objects.get(year=year).headcount == 6
    assert firm.size_category == firm.size_assessments.get(definition="eu_sme").category == "micro"


def test_new_colleges_are_announced_with_their_lines(write, run, cluster):
    other = row(**{"Raison sociale": "Autre", "Collège": "Collectivités"})
    done = run(write("list.csv", HEADER, GOOD, other), ImportKind.MEMBERS, cluster=cluster, dry_run=True)
    assert done.detail["records"]["college"]["created"] == 2
    assert done.preview["colleges"] == [{"line": 2, "name": "Entreprises"}, {"line": 3, "name": "Collectivités"}]


def test_a_department_is_checked_where_the_list_has_one(write, run, cluster):
    rows = [
        [*row(**{"Raison sociale": f"Firm {place}"}), text]
        for place, text in enumerate(["38", "Isère", "isere", "2a", "99", "Loire-Isère", ""])
    ]
    done = run(
        write("list.csv", [*HEADER, "Département"], *rows), ImportKind.MEMBERS, cluster=cluster, keep_good_rows=True
    )
    told = [(one.line, one.column, one.value, str(one.code)) for one in read_report(done.report.path)]
    assert told == [
        (6, "Département", "99", "unknown_department"),
        (7, "Département", "Loire-Isère", "unknown_department"),
    ]
    assert Membership.objects.count() == 5
