"""The contracts between the storeys hold, and each of them fails on a breach written into a copy of the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from grappe.cli.messages import PACKAGE

ROOT = PACKAGE.parent.parent
STOREYS = "The storeys: each imports only what is below it"
STACK = "The stack of the apps"
NO_DJANGO = "No Django below the apps"
INDEPENDENT_ENGINES = "Engines are independent of each other"
THROUGH_A_BRIDGE = "Engines only through a bridge, the command line or analytics"
AUDIENCES = "Pages of one audience know nothing of another's"


class Breach(NamedTuple):
    module: str
    statement: str
    contract: str


BREACHES = [
    Breach("kernel/breach.py", "import grappe.engines", STOREYS),
    Breach("engines/breach.py", "import grappe.analytics", STOREYS),
    Breach("analytics/breach.py", "from grappe.apps.core import models", STOREYS),
    Breach("apps/directory/breach.py", "import grappe.cli", STOREYS),
    Breach("apps/directory/breach.py", "import grappe.web.ui.context", STOREYS),
    Breach("cli/breach.py", "import grappe.web", STOREYS),
    Breach("api/breach.py", "import grappe.web", STOREYS),
    Breach("web/breach.py", "import grappe.api", STOREYS),
    Breach("web/ui/breach.py", "import grappe.conf.settings", STOREYS),
    Breach("apps/core/breach.py", "import grappe.apps.accounts.models", STACK),
    Breach("apps/accounts/breach.py", "import grappe.apps.directory.models", STACK),
    Breach("apps/directory/breach.py", "import grappe.apps.projects.models", STACK),
    Breach("apps/stranger/__init__.py", "import grappe.apps.core.models", STACK),
    Breach("kernel/breach.py", "import django", NO_DJANGO),
    Breach("engines/breach.py", "import psycopg", NO_DJANGO),
    Breach("analytics/breach.py", "from django.db import models", NO_DJANGO),
    Breach("engines/other/__init__.py", "import grappe.engines.sizing", INDEPENDENT_ENGINES),
    Breach("apps/directory/domain/breach.py", "from grappe.engines import sizing", THROUGH_A_BRIDGE),
    Breach("web/public/breach.py", "import grappe.engines.sizing", THROUGH_A_BRIDGE),
    Breach("web/public/breach.py", "import grappe.web.office", AUDIENCES),
    Breach("web/ui/breach.py", "import grappe.web.public", AUDIENCES),
]


@pytest.fixture(scope="module")
def clean_copy(tmp_path_factory):
    """The package and its contracts, code only."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        PACKAGE,
        folder / "grappe",
        ignore=lambda directory, names: [name for name in names if not is_code(directory, name)],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def is_code(directory, name):
    return (Path(directory, name).is_dir() and name != "__pycache__") or name.endswith(".py")


def lint(folder):
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def broken(output):
    return {line.split(" BROKEN")[0] for line in output.splitlines() if " BROKEN" in line}


def test_the_contracts_hold(clean_copy):
    result = lint(clean_copy)
    assert broken(result.stdout) == set()
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: f"{breach.module} {breach.statement}")
def test_a_breach_is_refused(clean_copy, breach):
    path = clean_copy / "grappe" / breach.module
    made = [folder for folder in (path.parent,) if not folder.exists()]
    path.parent.mkdir(exist_ok=True)
    path.write_text(breach.statement + "\n")
    try:
        result = lint(clean_copy)
    finally:
        path.unlink()
        for folder in made:
            shutil.rmtree(folder)

    assert result.returncode != 0
    assert breach.contract in broken(result.stdout), result.stdout + result.stderr


def test_every_contract_has_a_breach_here():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {contract["name"] for contract in settings["contracts"]} == {breach.contract for breach in BREACHES}
