import pytest

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Organisation
from grappe.apps.imports.domain.real_data import import_real_data, known_files
from grappe.apps.imports.enums import ImportState
from grappe.apps.projects.models import Participation, Project

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


def test_the_register_files_of_a_folder_are_known_by_their_columns(real_data):
    assert len(known_files(real_data)) == 13


@pytest.mark.slow
def test_the_real_registers_come_in_whole_and_only_once(real_data):
    load_reference()
    runs = import_real_data(real_data, by=None)
    assert {run.state for run in runs} == {ImportState.DONE}
    # The 58 rows of ANR that name no partner and two projects that end before they start.
    assert sum(run.refused for run in runs) == 60
    assert Organisation.objects.count() > 75_000
    assert Project.objects.count() > 67_000
    assert Participation.objects.count() > 175_000
    assert Organisation.objects.filter(country="NA").exists()
    assert not Organisation.objects.filter(country__in=["EL", "UK"]).exists()
    assert import_real_data(real_data, by=None) == []
