"""The pages of imports, from the file that is sent to the report that is fetched."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Membership
from grappe.apps.imports.enums import ImportState
from grappe.apps.imports.models import ColumnMapping, ImportRun
from grappe.apps.imports.tasks import perform
from tests.factories import make_cluster, make_user

pytestmark = pytest.mark.django_db

CSV = "Raison sociale;Entrée au pôle;Code postal\nAérolabs;01/02/2019;38000\n=2+3;31/02/2020;38000\n"


@pytest.fixture(autouse=True)
def uploads_go_to_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def programme_officer():
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=make_user(is_superuser=True))
    return user


@pytest.fixture
def cluster():
    load_reference()
    return make_cluster("Minatec", slug="minatec")


@pytest.fixture
def officer(cluster, programme_officer):
    user = make_user()
    appoint_officer(user=user, cluster=cluster, by=programme_officer)
    return user


def send(client, content=CSV, kind="members", cluster="minatec", name="adhérents.csv"):
    file = SimpleUploadedFile(name, content.encode("cp1252") if isinstance(content, str) else content)
    return client.post(reverse("office:imports"), {"kind": kind, "cluster": cluster, "file": file})


def choose_columns(client, run):
    address = reverse("office:import_columns", args=[run.pk])
    return client.post(address, {"column-0": "legal_name", "column-1": "since", "column-2": "postcode"})


def work():
    """What the worker would do now."""
    for job in ProcrastinateJob.objects.filter(task_name="imports.perform", status="todo"):
        perform(**job.args)


def test_a_list_of_members_is_sent_looked_at_and_imported(client, officer, cluster):
    client.force_login(officer)
    answer = send(client)
    run = ImportRun.objects.get()
    assert answer["Location"] == reverse("office:import_columns", args=[run.pk])
    proposed = client.get(answer["Location"]).content.decode()
    assert "Raison sociale" in proposed
    assert "Aérolabs" in proposed
    assert choose_columns(client, run)["Location"] == reverse("office:import", args=[run.pk])
    assert ColumnMapping.objects.get(cluster=cluster).targets["entree au pole"] == "since"
    work()
    run.refresh_from_db()
    assert (run.state, run.refused, Membership.objects.count()) == (ImportState.REFUSED, 1, 0)
    page = client.get(reverse("office:import", args=[run.pk])).content.decode()
    assert "31/02/2020" in page
    answer = client.post(reverse("office:confirm_import", args=[run.pk]), {"keep_good_rows": "1"})
    work()
    good = ImportRun.objects.latest("pk")
    assert answer["Location"] == reverse("office:import", args=[good.pk])
    assert (good.state, Membership.objects.count()) == (ImportState.DONE, 1)
    assert not good.upload or not good.upload.storage.exists(good.upload.name)


def test_the_report_speaks_the_reader_s_language_and_runs_no_formula(client, officer, cluster):
    client.force_login(officer)
    send(client)
    run = ImportRun.objects.get()
    choose_columns(client, run)
    run.refresh_from_db()
    content = CSV.replace("31/02/2020", "=2+3")
    send(client, content)
    run = ImportRun.objects.latest("pk")
    choose_columns(client, run)
    work()
    french = client.get(f"/fr/office/imports/{run.pk}/report.csv").getvalue().decode("utf-8-sig")
    assert french.splitlines()[0] == "Fichier,Ligne,Colonne,Valeur,Motif,Effet"
    assert french.splitlines()[1].startswith("adhérents.csv,3,Entrée au pôle,'=2+3,Ce n'est pas une date")
    english = client.get(f"/en/office/imports/{run.pk}/report.csv").getvalue().decode("utf-8-sig")
    assert "This is not a date" in english
    sheet = client.get(f"/en/office/imports/{run.pk}/report.xlsx").getvalue()
    import openpyxl

    cell = openpyxl.load_workbook(io.BytesIO(sheet)).active["D2"]
    assert (cell.value, cell.data_type) == ("=2+3", "s")


def test_another_cluster_s_import_is_hidden_and_registers_are_the_programme_office_s(client, officer, cluster):
    make_cluster("Other", slug="other")
    client.force_login(officer)
    assert send(client, cluster="other").status_code == 200
    assert send(client, kind="register", cluster="").status_code == 200
    assert not ImportRun.objects.exists()
    send(client)
    stranger = make_user()
    client.force_login(stranger)
    assert client.get(reverse("office:imports")).status_code == 403
    assert client.get(reverse("office:import", args=[ImportRun.objects.get().pk])).status_code == 403


def test_a_register_file_is_known_by_its_columns(client, programme_officer):
    client.force_login(programme_officer)
    header = "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;frameworkProgramme;objective\n"
    rows = "1;ALPHA;SIGNED;First;2020-01-01;2021-01-01;1;1;H2020;Why\n"
    answer = send(client, header + rows, kind="register", cluster="", name="project.csv")
    work()
    run = ImportRun.objects.get()
    assert answer["Location"] == reverse("office:import", args=[run.pk])
    assert (run.kind, run.state) == ("cordis_projects", ImportState.PREVIEWED)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"one column only\n1\n"])
def test_a_file_that_is_no_table_is_refused_on_the_spot(client, officer, content):
    client.force_login(officer)
    answer = send(client, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


def test_a_file_over_the_limit_is_dropped_and_told(client, officer, settings):
    settings.UPLOAD_MAX_BYTES = 10
    client.force_login(officer)
    answer = send(client)
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not ImportRun.objects.exists()


def test_two_columns_for_one_thing_are_refused(client, officer):
    client.force_login(officer)
    send(client)
    run = ImportRun.objects.get()
    address = reverse("office:import_columns", args=[run.pk])
    answer = client.post(address, {"column-0": "legal_name", "column-1": "legal_name", "column-2": "aside"})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_the_state_alone_is_sent_to_a_page_that_asks_for_it(client, officer):
    client.force_login(officer)
    send(client)
    run = ImportRun.objects.get()
    whole = client.get(reverse("office:import", args=[run.pk])).content.decode()
    part = client.get(reverse("office:import", args=[run.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert part.startswith('<div id="state"')
