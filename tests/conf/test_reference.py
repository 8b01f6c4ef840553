"""The pages that the code tells are those in docs/reference."""

import re

import pytest

from grappe.conf.environment import Environment
from grappe.conf.reference import FOLDER, PAGES, TOOLS
from tests.repository.sources import kept_files, short


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_in_step_with_the_code(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "run `make reference`"


def test_every_variable_that_anything_reads_is_documented():
    known = {f"GRAPPE_{name.upper()}" for name in Environment.model_fields} | set(TOOLS)
    read = {
        (short(path), name)
        for path in kept_files()
        if path.is_relative_to(FOLDER.parent.parent)
        and short(path).startswith(("src/", ".ci/", "Makefile", "benchmarks/"))
        for name in re.findall(r"\bGRAPPE_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8", errors="ignore"))
    }
    assert sorted((path, name) for path, name in read if name not in known) == []
