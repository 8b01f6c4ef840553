import hashlib
import re
import tomllib

from grappe.cli.messages import PACKAGE

ROOT = PACKAGE.parent.parent
# Of the words of the English text of the EUPL 1.2 as published in the SPDX licence list, its appendix included.
EUPL_WORDS = "8f1e9a00ef534a1352fe422d83d70d8d24aaf7412176e3e2fbd3c4655d4be726"


def test_the_licence_is_the_whole_text_of_the_eupl():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    words = re.sub(r"[‘’']", "'", text).split()
    assert words[:6] == ["EUROPEAN", "UNION", "PUBLIC", "LICENCE", "v.", "1.2"]
    assert hashlib.sha256(" ".join(words).encode()).hexdigest() == EUPL_WORDS


def test_the_package_states_the_same_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"
