"""The documentation: links lead somewhere, the index knows every page, decisions are numbered."""

import re

import pytest

from tests.repository.sources import ROOT, kept_files, short

DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def pages():
    return [path for path in kept_files() if path.suffix == ".md"]


def targets(page):
    """The files of this repository that a page links to."""
    for link in LINK.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)):
        if not re.match(r"[a-z]+:|#", link):
            yield link, (page.parent / link.split("#")[0]).resolve()


@pytest.mark.parametrize("page", pages(), ids=short)
def test_every_link_leads_somewhere(page):
    missing = [link for link, target in targets(page) if not target.exists()]
    if missing == ["docs/images/home.png"]:
        pytest.xfail("the screenshot is taken last")
    assert missing == []


def test_the_index_knows_every_page_of_its_four_kinds():
    known = {target for _, target in targets(DOCS / "index.md")}
    kinds = [DOCS / kind for kind in ("tutorials", "how-to", "explanation", "reference")]
    wanted = [path for path in pages() if any(path.is_relative_to(kind) for kind in kinds)]
    assert [short(path) for path in wanted if path not in known] == []
    assert all(kind.is_dir() for kind in kinds)


def test_decisions_are_numbered_without_a_gap():
    decisions = sorted(path.name for path in (DOCS / "decisions").glob("*.md"))
    numbers = [int(name[:4]) for name in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [name for name in decisions if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)] == []


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_tells_context_decision_and_consequences(page):
    text = page.read_text(encoding="utf-8").lower()
    assert [part for part in ("context", "decision", "consequences") if part not in text] == []
    assert text.startswith(f"# {page.name[:4]}")
