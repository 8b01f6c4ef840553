"""The wheel: it holds all that the package needs, and what is installed from it starts and speaks both languages."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.repository.sources import ROOT, kept_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked, code):
    """Run a program on the unpacked wheel, away from the checkout."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=unpacked,
        env=os.environ | {"PYTHONPATH": str(unpacked), "DJANGO_SETTINGS_MODULE": "grappe.conf.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    source = {path.relative_to(ROOT / "src").as_posix() for path in kept_files() if path.is_relative_to(ROOT / "src")}
    held = set(zipfile.ZipFile(wheel).namelist())
    assert source - held == set()
    assert {name for name in held - source if not name.startswith("grappe-")} == {
        f"grappe/locale/{language}/LC_MESSAGES/django.mo" for language in ("fr", "en")
    }


def test_the_licence_goes_with_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_what_is_installed_starts_and_speaks_french(unpacked):
    code = """
import django, grappe
django.setup()
from django.core.management import call_command
from django.test import RequestFactory
from django.template.loader import get_template
from django.utils import translation
call_command("check")
get_template("ui/base.html")
translation.activate("fr")
print(grappe.__file__, translation.gettext("cluster"))
"""
    result = run(unpacked, code)
    assert result.returncode == 0, result.stderr
    assert str(unpacked) in result.stdout
    assert "pôle" in result.stdout


def test_packaged_facts_are_found(unpacked):
    code = "from grappe.kernel import clusters, countries, territories; from grappe.engines import sizing"
    code += "; sizing.packaged_rules()"
    result = run(unpacked, code)
    assert result.returncode == 0, result.stderr
