"""The spreadsheet of an office as it comes out of years of use: titles, merged cells, second sheets, pasted text."""

import csv
from datetime import date

import openpyxl
import pytest
from tests.factories import make_cluster

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Membership, Organisation
from grappe.apps.imports.domain.report import read_report
from grappe.apps.imports.enums import ImportKind, ImportState

pytestmark = pytest.mark.django_db

HEADER = [
    "Raison sociale",
    "N° SIREN",
    "Collège",
    "Date d'adhésion",
    "Date de sortie",
    "CP",
    "Ville",
    "Pays",
    "Effectif",
]
FIRMS = 160
TOP = 4  # a title, a blank row and the groups of the columns stand above the header


def firm(place):
    return [f"Société Éléments {place}", "", "Entreprises", "01/02/2019", "", "38000", "Grenoble", "France", "42,5"]


def changed(place, **cells):
    return [cells.get(name, value) for name, value in zip(HEADER, firm(place), strict=True)]


def swapped(place, one, other):
    cells = dict(zip(HEADER, firm(place), strict=True))
    return [{one: cells[other], other: cells[one]}.get(name, cell) for name, cell in cells.items()]


# place -> (row, what is reported of it: column, value, code)
FAULTS = {
    3: (changed(3, **{"N° SIREN": "732 829 321"}), [("N° SIREN", "732 829 321", "not_a_siren")]),
    8: (
        changed(8, **{"Date d'adhésion": "31/02/2019"}),
        [("Date d'adhésion", "31/02/2019", "no_such_day")],
    ),
    12: (firm(11), [("Raison sociale", "Société Éléments 11", "repeated")]),
    17: (changed(17, **{"Raison sociale": ""}), [("Raison sociale", "", "missing")]),
    21: (changed(21, Effectif="=40+2"), [("Effectif", "=40+2", "uncomputed_formula")]),
    26: (changed(26, Effectif="#REF!"), [("Effectif", "#REF!", "broken_formula")]),
    31: (
        changed(31, **{"Raison sociale": "", "N° SIREN": "Société Éléments 31"}),
        [("Raison sociale", "", "missing"), ("N° SIREN", "Société Éléments 31", "not_a_siren")],
    ),
    35: (swapped(35, "CP", "Ville"), [("CP", "Grenoble", "not_a_postcode")]),
    40: (changed(40, **{"Raison sociale": "long " * 70}), [("Raison sociale", "long " * 70, "too_long")]),
    44: (
        changed(44, **{"Date de sortie": "01/01/2018"}),
        [("Date de sortie", "01/01/2018", "ends_before_start")],
    ),
    49: (
        changed(49, **{"Raison sociale": "Soci\ufffdt\ufffd Perdue"}),
        [("Raison sociale", "Soci\ufffdt\ufffd Perdue", "lost_letters")],
    ),
    53: (changed(53, Ville="Chamb?ry"), [("Ville", "Chamb?ry", "lost_letters")]),
    58: (changed(58, Pays="Absurdistan"), [("Pays", "Absurdistan", "unknown_country")]),
    62: (changed(62, Effectif="une dizaine"), [("Effectif", "une dizaine", "not_a_number")]),
    67: (changed(67, Effectif="1.250"), [("Effectif", "1.250", "ambiguous_number")]),
    71: (changed(71, Effectif="-5"), [("Effectif", "-5", "negative")]),
    76: (changed(76, **{"Date d'adhésion": "43497"}), [("Date d'adhésion", "43497", "not_a_date")]),
    80: (
        changed(80, **{"Date d'adhésion": "01/01/2190"}),
        [("Date d'adhésion", "01/01/2190", "in_the_future")],
    ),
    85: (HEADER, [("", " | ".join(HEADER), "repeated_header")]),
    FIRMS: (
        ["TOTAL", *[""] * 7, "5 432"],
        [("Date d'adhésion", "", "missing")],
    ),
}
# What looks wrong and is none: a blank row, Namibia, UTF-8 pasted as cp1252.
SOUND = {
    90: [""] * len(HEADER),
    94: changed(94, Pays="NA", CP="", Ville="Windhoek"),
    99: changed(99, Ville="BesanÃ§on"),
}


def rows():
    return [FAULTS[place][0] if place in FAULTS else SOUND.get(place, firm(place)) for place in range(FIRMS + 1)]


def table():
    groups = ["Identité", "", "Adhésion", "", "", "Adresse", "", "", ""]
    return [["Adhérents du pôle, 15/03/2024"], [], groups, HEADER, *rows()]


def expected(spreadsheet):
    found = {
        (TOP + 1 + place, column, value, code)
        for place, (_row, faults) in FAULTS.items()
        for column, value, code in faults
    }
    if spreadsheet:
        return found | {(TOP, "", "Radiés", "other_sheet")}
    # A text file knows no formula: both are words where a number should stand.
    words = {(line, column, value, "not_a_number") for line, column, value, code in found if code.endswith("formula")}
    return {one for one in found if not one[3].endswith("formula")} | words


@pytest.fixture
def cluster():
    load_reference()
    return make_cluster("Minatec", slug="minatec")


@pytest.fixture
def spreadsheet(tmp_path):
    """Titles and a college merged over three rows, a real day, and a second sheet that nobody remembers."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in table():
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("A1:I1")
    sheet.merge_cells(start_row=TOP + 101, end_row=TOP + 103, start_column=3, end_column=3)
    sheet.cell(TOP + 101, 4).value = date(2019, 2, 1)
    workbook.create_sheet("Radiés").append(HEADER)
    workbook.save(tmp_path / "members.xlsx")
    return tmp_path / "members.xlsx"


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "members.csv"
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table())
    return path


def told(run):
    return {(one.line, one.column, one.value, str(one.code)) for one in read_report(run.report.path)}


def test_every_fault_of_a_spreadsheet_is_told_and_the_rest_comes_in_once(spreadsheet, run, cluster):
    refused = run(spreadsheet, ImportKind.MEMBERS, cluster=cluster)
    assert told(refused) == expected(spreadsheet=True)
    assert (refused.state, Organisation.objects.count()) == (ImportState.REFUSED, 0)
    kept = run(spreadsheet, ImportKind.MEMBERS, cluster=cluster, keep_good_rows=True)
    assert Membership.objects.count() == FIRMS - len(FAULTS)  # beside the blank row
    assert not Membership.objects.filter(college=None).exists()
    assert (
        Organisation.objects.filter(city="Besançon").count() == Organisation.objects.filter(country="NA").count() == 1
    )
    again = run(spreadsheet, ImportKind.MEMBERS, cluster=cluster, keep_good_rows=True)
    assert (kept.refused, again.created, again.changed) == (refused.refused, 0, 0)


def test_the_same_list_as_text_of_an_old_machine_tells_the_same(text_file, run, cluster):
    refused = run(text_file, ImportKind.MEMBERS, cluster=cluster)
    lost = {(line, column, value.replace("\ufffd", "?"), code) for line, column, value, code in expected(False)}
    assert told(refused) == lost
    run(text_file, ImportKind.MEMBERS, cluster=cluster, keep_good_rows=True)
    assert Organisation.objects.filter(city="Besançon").count() == 1


def test_the_file_of_a_register_is_no_list_of_members(write, run, cluster):
    header = ["projectID", "organisationID", "name", "activityType", "country", "role", "ecContribution"]
    path = write("organization.csv", header, ["1", "999997930", "CNRS", "REC", "FR", "coordinator", "100"])
    refused = run(path, ImportKind.MEMBERS, cluster=cluster, mapping={"name": "legal_name"})
    assert (refused.state, refused.message["code"]) == (ImportState.UNREADABLE, "wrong_kind")
    assert not Organisation.objects.exists()


def test_a_second_column_of_one_name_is_told_from_the_first(write, run, cluster):
    path = write("m.csv", ["Nom", "Nom", "Ville"], ["Aérolabs", "Dupont", "Lyon"])
    mapping = {"Nom": "legal_name", "Nom (2)": "short_name", "Ville": "city"}
    assert run(path, ImportKind.MEMBERS, cluster=cluster, mapping=mapping).state == ImportState.DONE
    assert Organisation.objects.get().short_name == "Dupont"
