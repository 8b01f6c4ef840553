"""Networks that the worker computes: one at a time, with the progress told, closed when it dies."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_user
from tests.regional_rows import make_network

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.observatory.bridge import network as bridge
from grappe.apps.observatory.domain.network_runs import (
    BEGINS,
    NetworkRunningError,
    ask_for_network,
    perform_network,
    whole_part,
)
from grappe.apps.observatory.domain.networks import NetworksNotAllowedError
from grappe.apps.observatory.enums import NetworkKind, NetworkRunState, NetworkStage
from grappe.apps.observatory.models import CollaborationNetwork, NetworkRun
from grappe.apps.observatory.tasks import compute
from grappe.cli.observatory_networks import load_networks

KIND = NetworkKind.ORGANISATIONS
PAGE = "/en/observatory/collaboration/?kind=organisations"


@pytest.fixture(autouse=True)
def folder(db, tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def officer():
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    return user


def test_a_run_is_done_once_and_keeps_the_network():
    make_network()
    CollaborationNetwork.objects.all().delete()
    run = ask_for_network(kind=KIND, by=None)
    with pytest.raises(NetworkRunningError):
        ask_for_network(kind=KIND, by=None)
    assert compute(run_id=run.pk) == NetworkRunState.DONE
    assert CollaborationNetwork.objects.get().bodies == 4
    first = CollaborationNetwork.objects.get().computed_at
    assert perform_network(run_id=run.pk).fraction_done == 1
    assert CollaborationNetwork.objects.get().computed_at == first
    assert ask_for_network(kind=KIND, by=None).pk != run.pk


def test_the_engine_tells_every_stage_in_order():
    make_network()
    told = []
    bridge.solved(bridge.problem_of(KIND), lambda stage, part: told.append(whole_part(stage, part)))
    assert told == sorted(told)
    assert {whole_part(NetworkStage.PATHS, 1), whole_part(NetworkStage.COMMUNITIES, 1)} <= set(told)
    assert list(BEGINS) == list(NetworkStage)


def test_a_run_that_fails_says_why_and_leaves_the_old_network(settings, tmp_path):
    make_network()
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("no folder")
    run = ask_for_network(kind=KIND, by=None)
    with pytest.raises(OSError, match="file"):
        perform_network(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.fraction_done) == (NetworkRunState.FAILED, pytest.approx(0.9))
    assert CollaborationNetwork.objects.count() == 1


def test_a_run_that_died_stands_in_nobodys_way():
    run = ask_for_network(kind=KIND, by=None)
    late = timezone.now() - timedelta(hours=1)
    NetworkRun.objects.filter(pk=run.pk).update(state=NetworkRunState.COMPUTING, told_at=late)
    ask_for_network(kind=KIND, by=None)
    run.refresh_from_db()
    assert (run.state, run.failure) == (NetworkRunState.FAILED, "interrupted")


def test_a_large_network_is_left_to_the_worker_once(capsys):
    make_network()
    for _again in range(2):
        load_networks(by=None, most=7)
    assert "8 parts, computed on" in capsys.readouterr().out
    CollaborationNetwork.objects.all().delete()
    load_networks(by=None, most=7)
    assert "left to the worker" in capsys.readouterr().out
    assert ProcrastinateJob.objects.filter(task_name="observatory.compute_network").count() == 1
    load_networks(by=None, most=7)
    assert "being computed" in capsys.readouterr().out


def test_the_office_asks_and_everybody_reads_how_far_it_is(client, officer):
    with pytest.raises(NetworksNotAllowedError):
        ask_for_network(kind=KIND, by=make_user())
    assert "Compute this network anew" not in client.get(PAGE).content.decode()
    client.force_login(officer)
    assert "Compute this network anew" in client.get(PAGE).content.decode()
    answer = client.post("/en/office/networks/organisations/compute/", follow=True).content.decode()
    assert "The computation was asked for" in answer
    assert "Compute this network anew" not in answer
    NetworkRun.objects.update(stage=NetworkStage.COMMUNITIES, fraction_done=0.5, told_at=timezone.now())
    client.logout()
    part = client.get(f"{PAGE}&progress").content.decode()
    assert "finding communities, 50 %" in " ".join(part.split())
    assert "<html" not in part
    client.force_login(officer)
    assert client.post("/en/office/networks/firms/compute/").status_code == 404
    again = client.post("/en/office/networks/organisations/compute/", follow=True).content.decode()
    assert "is being computed already" in again
