"""A process that dies in the middle, and two people who import the same file at once."""

import subprocess
import sys
import threading

import pytest
from django.db import connection
from tests.apps.imports.test_registers import LEAD, ORGANISATION_HEADER, PARTNER, PROJECT, PROJECT_HEADER
from tests.power_cuts import wait_until_the_server_noticed

from grappe.apps.directory.models import Organisation
from grappe.apps.imports.domain.interruptions import close_interrupted_runs
from grappe.apps.imports.domain.runs import perform_import, plan_import
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.imports.models import ImportRun
from grappe.apps.projects.models import Project

pytestmark = pytest.mark.django_db(transaction=True)

DYING = """
import os, django
django.setup()
from pathlib import Path
from django.db import connections
connections["default"].settings_dict["NAME"] = {database!r}
from grappe.apps.imports.domain import runs
from grappe.apps.imports.models import ImportRun

def die(*_args, **_values):
    print("written", flush=True)
    os.kill(os.getpid(), 9)

runs.record_action = die
run = ImportRun.objects.get(pk={run})
runs.perform_import(run=run, path=Path({path!r}))
"""


def test_a_run_killed_at_its_last_statement_leaves_the_old_state_and_says_so(write, settings):
    path = write("project.csv", PROJECT_HEADER, PROJECT)
    run = plan_import(path=path, kind=ImportKind.CORDIS_PROJECTS, by=None)
    code = DYING.format(database=connection.settings_dict["NAME"], run=run.pk, path=str(path))
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=120)
    assert ended.stdout == "written\n", ended.stderr
    assert ended.returncode == -9
    wait_until_the_server_noticed()
    run.refresh_from_db()
    assert (run.state, Project.objects.count()) == (ImportState.RUNNING, 0)
    assert close_interrupted_runs() == 1
    run.refresh_from_db()
    assert (run.state, run.message["code"]) == (ImportState.BROKEN, "interrupted")


def test_a_run_that_goes_on_is_not_taken_for_dead(write):
    path = write("project.csv", PROJECT_HEADER, PROJECT)
    run = plan_import(path=path, kind=ImportKind.CORDIS_PROJECTS, by=None)
    found = []

    def look(_step):
        other = threading.Thread(target=lambda: (found.append(close_interrupted_runs()), connection.close()))
        other.start()
        other.join()

    perform_import(run=run, path=path, tell=look)
    assert found
    assert set(found) == {0}
    assert ImportRun.objects.get().state == ImportState.DONE


def test_two_who_import_the_same_file_at_once_make_each_record_once(write):
    projects = write("project.csv", PROJECT_HEADER, PROJECT)
    perform_import(run=plan_import(path=projects, kind=ImportKind.CORDIS_PROJECTS, by=None), path=projects)
    path = write("organization.csv", ORGANISATION_HEADER, LEAD, PARTNER)

    def bring_in():
        try:
            perform_import(run=plan_import(path=path, kind=ImportKind.CORDIS_ORGANISATIONS, by=None), path=path)
        finally:
            connection.close()

    both = [threading.Thread(target=bring_in) for _person in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert Organisation.objects.count() == 2
    runs = ImportRun.objects.filter(kind=ImportKind.CORDIS_ORGANISATIONS)
    assert {run.state for run in runs} == {ImportState.DONE}
    assert sorted(run.created for run in runs) == [0, 4]
