"""The fast way and the plain way leave the same database, whatever the file holds and whatever was held before."""

import csv
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_organisation, make_user

from grappe.analytics.intake.layouts import LAYOUTS
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.models import Organisation, ValueConflict
from grappe.apps.imports.domain.plain import import_plainly
from grappe.apps.imports.domain.runs import perform_import, plan_import
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.projects.domain.values import correct_project
from grappe.apps.projects.models import Participation, Project, ProjectConflict

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OBSERVED = date(2024, 5, 1)
PICS = ["", "999990001", "999990002", "999990003", "12"]
VATS = ["", "FR83404833048", "DE136695976", "FR00000000000"]
NAMES = ["NAMIB LABS", "Namib Labs", "École d'été", "ECOLE D'ETE", "", "ACME"]
COUNTRIES = ["NA", "FR", "EL", "GR", "UK", "", "XX"]
CITIES = ["", "Windhoek", "Grenoble", "  Le   Mans "]
POSTCODES = ["", "38000", "72000", "9000"]
ROLES = ["coordinator", "participant", "thirdParty", "?"]
AMOUNTS = ["", "100", "1 234,56", "-1", "1.500"]
ORGANISATION_COLUMNS = {
    "projectID": ["1", "2", "9"],
    "organisationID": PICS,
    "vatNumber": VATS,
    "name": NAMES,
    "shortName": ["", "NL"],
    "activityType": ["HES", "PRC", "OTH", "?"],
    "street": ["", "1 Dune"],
    "postCode": POSTCODES,
    "city": CITIES,
    "country": COUNTRIES,
    "geolocation": ["", "-22.5,17.1", "somewhere"],
    "organizationURL": ["", "namib.example", "not one"],
    "role": ROLES,
    "ecContribution": AMOUNTS,
    "totalCost": AMOUNTS,
}
PROJECT_COLUMNS = {
    "id": ["1", "2", "3", ""],
    "acronym": ["", "ALPHA", "BETA"],
    "status": ["SIGNED", "CLOSED", "?"],
    "title": ["First", "Second", ""],
    "startDate": ["", "2020-01-01", "01/02/2021", "31/02/2021"],
    "endDate": ["", "2019-12-31", "2022-01-01"],
    "totalCost": AMOUNTS,
    "ecMaxContribution": AMOUNTS,
    "frameworkProgramme": ["H2020", "HORIZON"],
    "objective": ["", "Why\nand how", "  spaces  "],
}
HELD = st.fixed_dictionaries(
    {
        "legal_name": st.sampled_from([name for name in NAMES if name]),
        "country": st.sampled_from(["NA", "FR", "GR", ""]),
        "city": st.sampled_from(["", "Windhoek", "Elsewhere"]),
        "pic": st.sampled_from(PICS[:4]),
        "siren": st.sampled_from(["", "404833048"]),
        "by_person": st.booleans(),
        "merged": st.booleans(),
    }
)


def table(columns):
    return st.lists(st.tuples(*(st.sampled_from(values) for values in columns.values())), min_size=1, max_size=14)


def write_file(folder, columns, rows):
    path = Path(folder) / "file.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([list(columns), *rows])
    return path


def hold(organisations, person):
    """What the register held before the file came."""
    for reference in ("1", "2"):
        Project.objects.get_or_create(programme="H2020", reference=reference)
    said = {"acronym": "Said", "total_cost": "100", "starts_on": "2020-06-01"}
    correct_project(project=Project.objects.get(reference="2"), values=said, reason="known", by=person)
    kept = None
    for one in organisations:
        held = make_organisation(one["legal_name"], country=one["country"], city=one["city"])
        for scheme in ("pic", "siren"):
            if one[scheme] and not held.identifiers.model.objects.filter(scheme=scheme, value=one[scheme]).exists():
                held.identifiers.create(scheme=scheme, value=one[scheme])
        if one["by_person"]:
            correct_values(organisation=held, values={"city": "Said by a person"}, reason="known", by=person)
        if one["merged"] and kept is not None and not held.identifiers.exists():
            Organisation.objects.filter(pk=held.pk).update(merged_into=kept)
        elif kept is None:
            kept = held


def signature(organisation):
    """All that an organisation says, its number and its times apart."""
    values = {field.attname: getattr(organisation, field.attname) for field in Organisation._meta.concrete_fields}
    for name in ("id", "created_at", "updated_at", "merged_into_id", "search"):
        values.pop(name)
    provenance = values.pop("provenance")
    values["provenance"] = {
        name: {k: v for k, v in entry.items() if v is not None} for name, entry in provenance.items()
    }
    values["identifiers"] = sorted(organisation.identifiers.values_list("scheme", "value"))
    values["merged_into"] = signature(organisation.merged_into) if organisation.merged_into else None
    return repr(sorted(values.items()))


def picture():
    """The database as it stands, in terms that do not depend on numbers."""
    signatures = {one.pk: signature(one) for one in Organisation.objects.all()}
    hidden = ("id", "created_at", "updated_at", "search")
    projects = [
        repr(sorted((name, value) for name, value in row.items() if name not in hidden and name != "provenance"))
        + repr(
            sorted(
                (name, sorted((k, v) for k, v in entry.items() if v is not None))
                for name, entry in row["provenance"].items()
            )
        )
        for row in Project.objects.values()
    ]
    participations = [
        (one.project.reference, signatures[one.organisation_id], one.reference, one.role, one.cost, one.aid)
        for one in Participation.objects.select_related("project")
    ]
    conflicts = [
        (signatures[one.organisation_id], one.field, one.held, one.offered, one.status)
        for one in ValueConflict.objects.all()
    ]
    conflicts += [
        (one.project.reference, one.field, one.held, one.offered, one.status)
        for one in ProjectConflict.objects.select_related("project")
    ]
    return Counter(signatures.values()), Counter(projects), Counter(participations), Counter(conflicts)


class Undo(Exception):  # noqa: N818 - the way out of a transaction
    pass


def after(importing, organisations, person):
    """What an import leaves behind, on the same register."""
    try:
        with transaction.atomic():
            hold(organisations, person)
            importing()
            found = picture()
            raise Undo  # noqa: TRY301
    except Undo:
        return found


def fast(path, kind):
    run = plan_import(path=path, kind=kind, by=None, keep_good_rows=True, observed_on=OBSERVED)
    assert perform_import(run=run, path=path).state == ImportState.DONE


@pytest.fixture
def register():
    load_reference()
    return make_user()


@settings(max_examples=25)
@given(rows=table(ORGANISATION_COLUMNS), organisations=st.lists(HELD, max_size=4))
def test_organisations_and_participations(register, rows, organisations):
    layout = LAYOUTS[ImportKind.CORDIS_ORGANISATIONS]
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(folder, ORGANISATION_COLUMNS, rows)
        plain = after(lambda: import_plainly(path, layout, OBSERVED), organisations, register)
        assert after(lambda: fast(path, ImportKind.CORDIS_ORGANISATIONS), organisations, register) == plain


def claiming(pic, vat):
    return ("1", pic, vat, "NAMIB LABS", "", "HES", "", "", "", "NA", "", "", "coordinator", "", "")


@pytest.mark.parametrize("earlier", [[], [("", "")], [("", "FR83404833048")]])
@pytest.mark.parametrize("is_held", [True, False])
def test_one_number_claimed_by_two_records(register, tmp_path, earlier, is_held):
    """One of the two takes over what is held under the name, the other is new: the earlier line has the number."""
    held = {"legal_name": "NAMIB LABS", "country": "NA", "city": "", "pic": "", "siren": ""}
    organisations = [held | {"by_person": False, "merged": False}] if is_held else []
    claims = [*earlier, ("999990002", "FR83404833048"), ("999990001", "FR83404833048")]
    path = write_file(tmp_path, ORGANISATION_COLUMNS, [claiming(*claim) for claim in claims])
    layout = LAYOUTS[ImportKind.CORDIS_ORGANISATIONS]
    plain = after(lambda: import_plainly(path, layout, OBSERVED), organisations, register)
    assert after(lambda: fast(path, ImportKind.CORDIS_ORGANISATIONS), organisations, register) == plain


@settings(max_examples=15)
@given(rows=table(PROJECT_COLUMNS))
def test_projects(register, rows):
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(folder, PROJECT_COLUMNS, rows)
        plain = after(lambda: import_plainly(path, LAYOUTS[ImportKind.CORDIS_PROJECTS], OBSERVED), [], register)
        assert after(lambda: fast(path, ImportKind.CORDIS_PROJECTS), [], register) == plain
