"""Networks are computed from a terminal; a start does not wait for large ones."""

from tests.regional_rows import make_network

from grappe.apps.observatory.models import CollaborationNetwork
from grappe.cli.observatory_networks import load_networks


def test_large_networks_are_named_and_left_to_the_command(db, settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    make_network()
    CollaborationNetwork.objects.all().delete()
    load_networks(by=None, most=7)
    assert "network of organisations: 8 parts, left to the worker" in capsys.readouterr().out
    assert not CollaborationNetwork.objects.exists()
    load_networks(by=None)
    assert "network of organisations: 4 bodies, 4 ties, 4 projects" in capsys.readouterr().out
