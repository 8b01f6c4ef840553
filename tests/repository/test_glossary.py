"""GLOSSARY.md is authoritative: the code and the French catalogue are held to it."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from django.apps import apps
from django.db.models import Choices

from grappe.cli.messages import PACKAGE, catalogue_path

GLOSSARY = PACKAGE.parent.parent / "GLOSSARY.md"
# A message may say a term in other words only for a reason given here.
SAID_OTHERWISE = {
    "lead label": "the first of several labels: no partner leads here",
    "business angel": "the trade's own word has a French one",
}


class Term(NamedTuple):
    english: str
    french: str
    names: tuple[str, ...]
    never: tuple[str, ...]


def terms():
    text = GLOSSARY.read_text(encoding="utf-8").split("## Words in use")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    return [
        Term(
            english=cells[0].strip(),
            french=cells[1].strip(),
            names=tuple(re.findall(r"`([\w.]+)`", cells[2])),
            never=tuple(word.strip() for word in cells[3].split(",") if word.strip()),
        )
        for cells in rows
    ]


def choice_classes():
    waiting, found = list(Choices.__subclasses__()), {}
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("grappe."):
            found[one.__name__] = one
    return found


def model_names():
    # History tables are made by the machine and bear their model's name.
    mine = [model for model in apps.get_models() if model.__module__.startswith("grappe.")]
    return {model.__name__ for model in mine if not hasattr(model, "pgh_tracked_model")}


def test_every_model_and_list_of_choices_has_its_word():
    known = {name.split(".")[0] for term in terms() for name in term.names}
    assert (model_names() | set(choice_classes())) - known == set(), "add their word to GLOSSARY.md"


def test_every_name_in_the_glossary_exists():
    abstract = {"Sourced"}
    existing = model_names() | set(choice_classes()) | abstract
    members = {f"{name}.{member}" for name, one in choice_classes().items() for member in one.__members__}
    assert {name for term in terms() for name in term.names} - existing - members == set()


def test_one_idea_has_one_word():
    english = [term.english for term in terms()]
    french = [term.french for term in terms()]
    assert sorted(set(english)) == sorted(english)
    assert sorted(set(french)) == sorted(french)


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.english)
def test_the_catalogue_says_the_glossary_s_french(term):
    catalogue = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue_path("fr")))}
    for english in (term.english, term.english.capitalize()):
        if english in catalogue:
            assert catalogue[english].lower() == term.french


@pytest.mark.parametrize(
    ("english", "french"),
    [("cluster", "pôle"), ("organisation", "organisation"), ("project", "projet"), ("label", "label")],
)
def test_sentences_use_the_glossary_s_words(english, french):
    """Whole messages about a thing name it in French by its word."""
    wrong = {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(catalogue_path("fr")))
        if entry.msgid not in SAID_OTHERWISE
        and re.search(rf"\b{english}s?\b", without_placeholders(entry.msgid), re.IGNORECASE)
        and not re.search(french, without_placeholders(entry.msgstr or entry.msgstr_plural[0]), re.IGNORECASE)
    }
    assert wrong == {}


def without_placeholders(text):
    return re.sub(r"%\(\w+\)\w|\{\w*\}", "", text)


def named_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def words_of(name):
    return set(re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().split("_"))


def test_no_name_uses_a_word_that_the_glossary_refuses():
    refused = {word for term in terms() for word in term.never} | {f"{w}s" for term in terms() for w in term.never}
    wrong = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in python_files(PACKAGE)
        for name in {path.stem, *named_in(ast.parse(path.read_text(encoding="utf-8")))}
        if words_of(name) & refused
    ]
    assert wrong == []


def python_files(root: Path):
    return [path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts]
