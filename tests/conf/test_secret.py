import stat

from grappe.conf.environment import Environment
from grappe.conf.secret import made_once, signing_key


def test_a_demonstration_makes_its_key_once_for_its_owner_only(tmp_path):
    path = tmp_path / "data" / "secret_key"
    key = made_once(path)
    assert len(key) >= 50
    assert made_once(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_demonstrations_have_two_keys(tmp_path):
    assert made_once(tmp_path / "one") != made_once(tmp_path / "two")


def test_the_configured_key_is_taken(tmp_path):
    environment = Environment(mode="demo", secret_key="x" * 50, data_dir=tmp_path)
    assert signing_key(environment) == "x" * 50
    assert not (tmp_path / "secret_key").exists()
