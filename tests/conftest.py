import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

from grappe.cli.migrated import provide_migrated_database

# A merge is judged on the same examples every time; everybody else's runs go looking for new ones.
settings.register_profile(
    "grappe",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("grappe")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; the test is skipped where it is absent, since a newcomer has only the repository."""
    folder = os.environ.get("GRAPPE_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real data here: set GRAPPE_REAL_DATA to their folder")
    return Path(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Let Django copy the test database from a migrated one: what is left to migrate is then nothing."""
    name = provide_migrated_database(os.environ["GRAPPE_DATABASE_URL"])
    django_settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = name


@pytest.fixture(autouse=True)
def _site_language():
    """Each test begins in the language of the site, whatever the one before it left active on this thread."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield
