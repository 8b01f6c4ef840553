"""Regional tables: loaded once, judged, named, accounted for; the same file changes nothing."""

from datetime import date

import pytest
from tests.factories import make_cluster, make_membership, make_organisation, make_user

from grappe.analytics.sources.declared import Declared, declared_in, declared_tables
from grappe.analytics.sources.faults import BadRowsError
from grappe.apps.accounts.models import AuditEntry
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Territory, Theme
from grappe.apps.observatory.domain.register import load_register_table
from grappe.apps.observatory.domain.tables import TablesNotAllowedError, load_table
from grappe.apps.observatory.models import CodeName, RegionalCell, RegionalTable

ROWS = (
    "year,region,industry,jobs\n"
    "2020,84,62,400\n2020,84,01,100\n2020,11,62,500\n2020,11,01,1000\n"
    "2021,84,62,600\n2021,84,01,100\n2021,11,62,500\n2021,11,01,1000\n"
)
TABLE = Declared(
    code="own",
    file="own.csv",
    name_fr="Emplois",
    name_en="Jobs",
    publisher="Own",
    edition="eco-2007",
    request={"layout": "sites", "territory": "fr-2016", "nomenclature": "nace-rev2", "on_bad": "refuse"},
)


@pytest.fixture
def folder(db, tmp_path, settings):
    settings.DATA_DIR = tmp_path / "var"
    (tmp_path / "own.csv").write_text(ROWS)
    return tmp_path


def test_cells_are_judged_named_and_accounted_for(folder):
    loaded = load_table(declared=TABLE, folder=folder, by=None)
    table = loaded.table
    assert (table.years, table.industries, loaded.cells, loaded.is_new) == ([2020, 2021], 2, 8, True)
    assert table.provenance["rows"]["in"] == 8
    assert list(table.provenance["inputs"]) == ["own.csv"]
    cell = table.cells.get(year=2020, region="84", industry="62")
    assert cell.quotient == pytest.approx((400 / 500) / (900 / 2000))
    assert cell.low < cell.quotient < cell.high
    assert CodeName.objects.get(scheme="fr-2016", code="84").name_fr == "Auvergne-Rhône-Alpes"
    assert CodeName.objects.get(scheme="nace-rev2", code="62").name_en.startswith("Computer programming")
    assert AuditEntry.objects.get(verb="load_regional_table").detail["cells"] == 8


def test_the_same_file_changes_nothing_and_another_takes_its_place(folder):
    load_table(declared=TABLE, folder=folder, by=None)
    before = set(RegionalCell.objects.values_list("pk", flat=True))
    assert not load_table(declared=TABLE, folder=folder, by=None).is_new
    assert set(RegionalCell.objects.values_list("pk", flat=True)) == before
    (folder / "own.csv").write_text(ROWS.replace("84,62,600", "84,62,700"))
    assert load_table(declared=TABLE, folder=folder, by=None).is_new
    assert RegionalTable.objects.count() == 1
    assert RegionalCell.objects.get(year=2021, region="84", industry="62").amount == 700


def test_bad_rows_are_refused_and_leave_the_table_as_it_was(folder):
    load_table(declared=TABLE, folder=folder, by=None)
    (folder / "own.csv").write_text(ROWS.replace("84,62,600", "84,62,-600"))
    with pytest.raises(BadRowsError, match="negative jobs: 1 row"):
        load_table(declared=TABLE, folder=folder, by=None)
    assert RegionalCell.objects.get(year=2021, region="84", industry="62").amount == 600


def test_only_the_programme_office_loads(folder):
    with pytest.raises(TablesNotAllowedError):
        load_table(declared=TABLE, folder=folder, by=make_user())


def test_memberships_by_region_and_theme(db):
    load_reference()
    cluster = make_cluster()
    cluster.themes.set(Theme.objects.filter(code__in=["energy", "services"]))
    for code in ("69", "75"):
        department = Territory.objects.get(kind="department", code=code)
        member = make_organisation(department=department, is_simulated=True)
        make_membership(member, cluster, is_simulated=True)
    loaded = load_register_table(today=date(2026, 1, 1), by=None)
    assert loaded is not None
    assert loaded.table.is_simulated
    assert set(loaded.table.cells.values_list("region", "industry", "amount")) == {
        (region, theme, 1.0) for region in ("11", "84") for theme in ("energy", "services")
    }


def test_memberships_of_past_years_are_counted_on_their_last_day(db):
    load_reference()
    cluster = make_cluster()
    cluster.themes.set(Theme.objects.filter(code="energy"))
    rhone = Territory.objects.get(kind="department", code="69")
    for period in ((date(2023, 6, 1), None), (date(2022, 3, 1), date(2023, 12, 31)), (None, date(2026, 3, 1))):
        held = make_membership(make_organisation(department=rhone), cluster)
        type(held).objects.filter(pk=held.pk).update(period=period)
    loaded = load_register_table(today=date(2026, 2, 1), by=None)
    assert loaded is not None
    # The second ends on the last day of 2023; of the third only today is known.
    assert list(loaded.table.cells.order_by("year").values_list("year", "amount")) == [
        (2022, 1.0), (2023, 1.0), (2024, 1.0), (2025, 1.0), (2026, 2.0)
    ]  # fmt: skip
    assert (loaded.table.first_year, loaded.table.is_simulated) == (2022, False)


def test_declared_tables_are_told_apart_and_found_by_their_files(tmp_path):
    codes = [one.code for one in declared_tables()]
    assert len(set(codes)) == len(codes)
    assert declared_in(tmp_path) == []


@pytest.mark.real_data
def test_every_declared_table_loads(folder, real_data):
    tables = [one for one in declared_in(real_data) if not one.code.startswith("us-")]
    for declared in tables:
        assert load_table(declared=declared, folder=real_data, by=None).cells > 0
    population = RegionalTable.objects.get(code="population-regions")
    assert population.provenance["rows"]["in"] == 3866
    assert population.cells.filter(year=2019).count() == 18
