"""Real registers, one project in sixteen of the large files: benchmarks/imports reads them whole."""

import shutil

import duckdb
import pytest

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Organisation
from grappe.apps.imports.domain.real_data import import_real_data, known_files
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.projects.models import Participation, Project

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

WHOLE = ["projects_eu/text_projects.parquet", "projects_eu/text_participants.parquet"]
WHOLE += ["projects_fr/anr_pia_projects.parquet", "projects_fr/anr_pia_partners.parquet"]
KEPT = {
    "projects_eu/fp7_organisations": "hash(pic) % 16 = 0",
    "projects_eu/fp7_projects": "project_id::BIGINT % 16 = 0",
    "projects_eu/h2020_projects": "rcn::BIGINT % 16 = 0",
    "projects_eu/h2020_participations": "rcn::BIGINT % 16 = 0",
    "projects_eu/h2020_organisations": (
        "pic IN (SELECT pic FROM '{folder}/projects_eu/h2020_participations.parquet' WHERE rcn::BIGINT % 16 = 0)"
        " OR country IN ('NA', 'EL', 'UK') AND hash(pic) % 4 = 0"
    ),
    "projects_fr/anr_dos_partners": "hash(code) % 16 = 0",
}


@pytest.fixture(scope="module")
def sample(real_data, tmp_path_factory):
    """A folder like that of the real data, with every file of it, the large ones cut to whole projects."""
    folder = tmp_path_factory.mktemp("registers")
    for name in ("projects_eu", "projects_fr"):
        (folder / name).mkdir()
    shutil.copytree(real_data / "projects_eu" / "fixtures", folder / "projects_eu" / "fixtures")
    for path in WHOLE:
        shutil.copyfile(real_data / path, folder / path)
    for name, condition in KEPT.items():
        kept = f"SELECT * FROM '{real_data}/{name}.parquet' WHERE {condition.format(folder=real_data)}"
        with duckdb.connect() as session:
            session.execute(f"COPY ({kept}) TO '{folder}/{name}.parquet'")
    return folder


def test_the_register_files_of_a_folder_are_known_by_their_columns(real_data, sample):
    known = [file.path.relative_to(real_data) for file in known_files(real_data)]
    assert len(known) == 13
    assert [file.path.relative_to(sample) for file in known_files(sample)] == known


@pytest.mark.slow
def test_real_registers_come_in_and_only_once(sample):
    load_reference()
    runs = import_real_data(sample, by=None)
    assert {run.state for run in runs} == {ImportState.DONE}
    # Rows of ANR that name no partner, and a project that ends before it starts.
    refused = {run.kind: run.refused for run in runs if run.refused}
    assert refused == {ImportKind.FP7_PROJECTS: 1, ImportKind.ANR_PIA_PARTNERS: 19, ImportKind.ANR_DOS_PARTNERS: 6}
    assert Organisation.objects.count() > 12_000
    assert Project.objects.count() > 5_900
    assert Participation.objects.count() > 23_000
    assert Organisation.objects.filter(country="NA").exists()
    assert not Organisation.objects.filter(country__in=["EL", "UK"]).exists()
    assert import_real_data(sample, by=None) == []
