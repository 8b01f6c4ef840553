import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings

from grappe.cli.migrated import provide_migrated_database
from grappe.engines import aid
from tests.emptying import empty_filled_tables

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


@pytest.fixture(scope="session", autouse=True)
def _aid_rules_without_end(tmp_path_factory):
    """The packaged rules end on a day that the suite outlives: the latest of each kind is left open in its own book."""
    packaged = aid.packaged_rules()
    exemptions, de_minimis = (
        (*rules[:-1], replace(rules[-1], valid_until=None)) for rules in (packaged.exemptions, packaged.de_minimis)
    )
    book = tmp_path_factory.mktemp("rules") / "aid.json"
    book.write_text(aid.rules_to_json(replace(packaged, exemptions=exemptions, de_minimis=de_minimis)))
    # The site's setting, and that of the processes a test starts.
    django_settings.AID_RULES = book
    os.environ["GRAPPE_AID_RULES"] = str(book)


@pytest.fixture(scope="session", autouse=True)
def _light_emptying():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_filled_tables)
        yield


@pytest.fixture(autouse=True)
def _site_language():
    """Each test begins in the language of the site, whatever the one before it left active on this thread."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield
