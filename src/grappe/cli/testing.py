"""A pytest plugin: the suite runs on the server that is named, or on an embedded one that throws its data away.

Tests that drive a browser take the fixture ``chromium``. Without a Chromium they are skipped, and the summary says so
loudly; with ``GRAPPE_BROWSER=required`` the run stops before it starts.
"""

import os
from pathlib import Path

import pytest

from grappe.cli import embedded
from grappe.cli.chromium import HOW_TO_GET_ONE, find_chromium

NO_CHROMIUM = "no Chromium"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Provide the database before Django's own plugin reads the settings."""
    root = early_config.rootpath
    os.environ["GRAPPE_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
    os.environ.setdefault("GRAPPE_DATA_DIR", str(root / "var" / "test"))
    real_data = root.parent / "shared" / "data"
    if "GRAPPE_REAL_DATA" not in os.environ and real_data.is_dir():
        os.environ["GRAPPE_REAL_DATA"] = str(real_data)
    embedded.provide_database(Path(os.environ["GRAPPE_DATA_DIR"]), durable=False)


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark that this plugin gives."""
    config.addinivalue_line("markers", "browser: drives a Chromium; given to every test that takes the fixture")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium to drive; without one the test never gets here."""
    path = find_chromium()
    if path is None:
        pytest.skip(f"No Chromium here. {HOW_TO_GET_ONE}")
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and skip it (or stop) where there is none."""
    driving = [item for item in items if "chromium" in getattr(item, "fixturenames", ()) or "browser" in item.keywords]
    for item in driving:
        item.add_marker("browser")
    wish = os.environ.get("GRAPPE_BROWSER", "")
    if not driving or (find_chromium() and wish != "never"):
        return
    if wish == "required":
        raise pytest.UsageError(f"{len(driving)} tests need a Chromium and there is none. {HOW_TO_GET_ONE}")
    for item in driving:
        item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM if wish != "never" else "GRAPPE_BROWSER=never"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tried is said where it will be read: just above the closing line, by however many workers."""
    reports = terminalreporter.stats.get("skipped", [])
    skipped = sum(NO_CHROMIUM in str(report.longrepr) for report in reports)
    if skipped:
        terminalreporter.section("BROWSER TESTS SKIPPED", yellow=True, bold=True)
        terminalreporter.line(f"{skipped} tests need a Chromium and did not run. {HOW_TO_GET_ONE}")
