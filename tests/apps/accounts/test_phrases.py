import re
from pathlib import Path

import grappe
from grappe.apps.accounts.phrases import VERBS, verb_label

RECORDED = re.compile(r'verb="([a-z_]+)"')


def test_every_verb_that_is_recorded_has_its_words():
    code = Path(grappe.__file__).parent / "apps"
    recorded = {verb for path in code.rglob("*.py") for verb in RECORDED.findall(path.read_text(encoding="utf-8"))}
    assert recorded == set(VERBS)


def test_a_verb_of_another_time_stands_as_it_is():
    assert verb_label("paint_house") == "paint_house"
