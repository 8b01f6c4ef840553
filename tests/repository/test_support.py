"""What is promised stands in one place: Python versions, locks, settings and licence of the dependencies."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+?)(?: ;.*)? \\$")
SUPPORTED = ("3.11", "3.12", "3.13")


def locked(kind):
    lines = (ROOT / "requirements" / f"{kind}.lock").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(found[1]): found[2] for line in lines if (found := PINNED.match(line))}


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("runtime", PROJECT["project"]["dependencies"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["dev"]),
        ("encoder", PROJECT["project"]["optional-dependencies"]["encoder"]),
        ("build", PROJECT["build-system"]["requires"]),
    ],
)
def test_the_lock_holds_every_dependency(kind, wanted):
    held = locked(kind)
    for requirement in map(Requirement, wanted):
        version = held.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {kind}.lock: run `make lock`"
        assert requirement.specifier.contains(version, prereleases=True)


def test_the_locks_agree_with_each_other():
    runtime, build = locked("runtime"), locked("build")
    development, encoder = locked("dev"), locked("encoder")
    assert runtime == {name: encoder.get(name) for name in runtime}
    assert {name for name in runtime.keys() & development.keys() if runtime[name] != development[name]} == set()
    assert {name for name in build.keys() & development.keys() if build[name] != development[name]} == set()


@pytest.mark.parametrize("kind", ["runtime", "encoder", "dev", "build"])
def test_every_locked_package_has_its_hashes_and_no_address(kind):
    text = (ROOT / "requirements" / f"{kind}.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package.split("==")[0] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_the_supported_pythons_are_the_same_everywhere():
    classifiers = {
        line.rsplit(" ", 1)[1]
        for line in PROJECT["project"]["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    }
    assert classifiers == set(SUPPORTED)
    assert PROJECT["project"]["requires-python"] == f">={SUPPORTED[0]}"
    assert PROJECT["tool"]["mypy"]["python_version"] == SUPPORTED[0]
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{SUPPORTED[0].replace('.', '')}"
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "Python 3.11, 3.12 or 3.13" in contributing
