"""Every static file a template names exists: production refuses a page that names another."""

import re

import pytest
from django.contrib.staticfiles import finders

from grappe.cli.messages import PACKAGE

NAMED = re.compile(r"""{%\s*static\s+(['"])(?P<path>[^'"]*)\1""")
USES = [
    (template.relative_to(PACKAGE).as_posix(), found["path"])
    for template in sorted(PACKAGE.rglob("templates/**/*.html"))
    for found in NAMED.finditer(template.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("template", "path"), USES)
def test_the_named_file_exists(template, path):
    assert path, f"{template} names an empty path"
    assert finders.find(path), f"{template} names {path}, which no package or app ships"
