"""A pytest plugin: the suite runs on the server that is named, or on an embedded one that throws its data away."""

import os
from pathlib import Path

import pytest

from grappe.cli import embedded


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
