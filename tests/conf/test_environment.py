import os

import pytest

from grappe.conf.environment import Environment, SettingsRefusedError, misspelt, read_environment

KEY = "k" * 50


@pytest.fixture
def environment(monkeypatch):
    """Set exactly these settings, without the ones that the suite itself runs with."""

    def set_only(**values):
        for name in [name for name in os.environ if name.startswith("GRAPPE_")]:
            monkeypatch.delenv(name)
        for name, value in values.items():
            monkeypatch.setenv(f"GRAPPE_{name.upper()}", value)

    return set_only


def test_production_is_the_default_and_asks_for_key_and_hosts_at_once(environment):
    environment()
    with pytest.raises(SettingsRefusedError) as refused:
        read_environment()
    assert "GRAPPE_SECRET_KEY must hold at least 50 characters" in str(refused.value)
    assert "GRAPPE_ALLOWED_HOSTS must name the hosts" in str(refused.value)
    assert "set GRAPPE_MODE=demo" in str(refused.value)


def test_whoever_asks_for_production_is_not_sent_to_the_demonstration(environment):
    environment(mode="production")
    with pytest.raises(SettingsRefusedError) as refused:
        read_environment()
    assert "demo" not in str(refused.value)


def test_production_starts_with_a_key_and_hosts(environment):
    environment(secret_key=KEY, allowed_hosts="grappe.example.org, www.example.org ,")
    settings = read_environment()
    assert settings.mode == "production"
    assert settings.allowed_hosts == ["grappe.example.org", "www.example.org"]
    assert settings.https


def test_a_short_key_is_refused_in_production_only(environment):
    environment(secret_key="short", allowed_hosts="a.example")
    with pytest.raises(SettingsRefusedError, match="GRAPPE_SECRET_KEY"):
        read_environment()
    environment(secret_key="short", mode="demo")
    assert read_environment().mode == "demo"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("mode", "prod", "'production', 'demo' or 'test'"),
        ("database_url", "mysql://localhost/grappe", "must start with postgresql://"),
        ("upload_max_mb", "0", "greater than or equal to 1"),
        ("upload_max_mb", "many", "valid integer"),
        ("proxies", "9", "less than or equal to 5"),
        ("language", "de", "'fr' or 'en'"),
        ("https", "perhaps", "valid boolean"),
        ("time_zone", "Mars/Olympus", "must be a time zone"),
        ("base_url", "grappe.example.org", "must be an address without a path"),
        ("base_url", "https://example.org/grappe", "must be an address without a path"),
        ("email_url", "mail.example.org", "must look like smtp://"),
        ("tile_url", "https://tiles.example.org/", "hold {z}, {x} and {y}"),
    ],
)
def test_a_bad_setting_is_named_with_what_to_write(environment, name, value, advice):
    environment(**({"mode": "demo"} | {name: value}))
    with pytest.raises(SettingsRefusedError) as refused:
        read_environment()
    line = next(line for line in str(refused.value).splitlines() if f"GRAPPE_{name.upper()}: " in line)
    assert advice in line


def test_several_bad_settings_are_named_together(environment):
    environment(mode="demo", language="de", proxies="-1")
    with pytest.raises(SettingsRefusedError) as refused:
        read_environment()
    assert "GRAPPE_LANGUAGE" in str(refused.value)
    assert "GRAPPE_PROXIES" in str(refused.value)


def test_a_refusal_never_shows_the_secret(environment):
    environment(secret_key="only-i-know-this", allowed_hosts="a.example")
    with pytest.raises(SettingsRefusedError) as refused:
        read_environment()
    assert "only-i-know-this" not in str(refused.value)


def test_a_slip_of_the_pen_is_refused(environment):
    environment(mode="demo", alowed_hosts="a.example")
    with pytest.raises(SettingsRefusedError, match="did you mean GRAPPE_ALLOWED_HOSTS"):
        read_environment()


def test_variables_of_others_are_let_be():
    assert list(misspelt(["PATH", "GRAPPE_BROWSER", "GRAPPE_CHROMIUM", "GRAPPE_CI_SECONDS"])) == []


def test_every_setting_is_described():
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []


def test_an_address_may_end_with_a_slash(environment):
    environment(mode="demo", base_url="https://grappe.example.org/")
    assert read_environment().base_url == "https://grappe.example.org"
