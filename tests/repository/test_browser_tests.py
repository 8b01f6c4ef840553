"""Browser tests await what they expect: a plain assert reads the page before a slow machine has turned it."""

import re
from pathlib import Path

HASTY = re.compile(r"assert .*\b(?:page|desk|pages\[\d\])\.(?:url|content|title|locator|get_by_\w+|input_value)\b")
BROWSER_TESTS = sorted((Path(__file__).parents[1] / "e2e").glob("test_*.py"))


def test_no_browser_test_reads_a_page_without_waiting():
    hasty = [
        f"{path.name}:{number}: {line.strip()}"
        for path in BROWSER_TESTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if HASTY.search(line)
    ]
    assert hasty == []


def test_the_rule_sees_a_hasty_line():
    assert HASTY.search('assert page.locator("tr").count() == 5')
    assert not HASTY.search('expect(page.locator("tr")).to_have_count(5)')
