"""JSON, wording and the packaged rules."""

import json
from dataclasses import fields
from datetime import date
from string import Formatter

import pytest
from tests.engines.sizing.size_examples import firm, graph, holds, sized

from grappe.engines.sizing import (
    TEMPLATES,
    packaged_rules,
    problem_from_json,
    problem_to_json,
    render,
    result_from_json,
    result_to_json,
    rules_from_json,
)
from grappe.engines.sizing.errors import UnreadableDocumentError
from grappe.engines.sizing.rules import Definition

PROBLEM = graph([firm("a", "40.5", 5, 5), firm("b", 60, 9, 9)], [holds("b", "a", "33.3")])


def test_results_travel_unchanged() -> None:
    result = sized(PROBLEM)
    assert result_from_json(result_to_json(result)) == result


def test_a_decimal_is_written_as_it_was_read() -> None:
    document = json.loads(problem_to_json(PROBLEM))
    assert document["format"] == "grappe.sizing.problem/1"
    assert document["content"]["enterprises"][0]["accounts"][0]["awu"] == "40.5"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "Invalid JSON"),
        ('{"format": "grappe.sizing.problem/1", "content": {"subject": "a"}}', "enterprises"),
        ('{"format": "grappe.sizing.problem/2", "content": {"subject": "a", "enterprises": []}}', "problem/2"),
        (
            (
                '{"format": "grappe.sizing.problem/1",'
                ' "content": {"subject": "a", "enterprises": [{"id": "a", "staff": 3}]}}'
            ),
            r"enterprises\.0\.staff",
        ),
    ],
)
def test_unreadable_documents_say_where(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        problem_from_json(text)


def test_a_result_is_not_a_problem() -> None:
    with pytest.raises(UnreadableDocumentError):
        problem_from_json(result_to_json(sized(PROBLEM)))
    with pytest.raises(UnreadableDocumentError):
        rules_from_json(problem_to_json(PROBLEM))


def test_the_packaged_rules_cover_the_programme_and_name_their_sources() -> None:
    book = packaged_rules()
    assert [law.name for law in book.in_force(date(2026, 1, 1))] == ["eu_sme", "fr_2008_1354"]
    for law in book.definitions:
        assert law.source
        assert {provision.status for provision in law.provisions} <= {"read", "to be verified"}
        assert law.provisions


def test_every_field_of_a_definition_is_documented() -> None:
    text = Definition.__doc__ or ""
    silent = {"name", "valid_from", "valid_until", "source", "exempt_investors", "provisions"}
    assert [field.name for field in fields(Definition) if field.name not in silent and field.name not in text] == []


def test_a_step_reads_in_english() -> None:
    lines = [render(step) for step in sized(PROBLEM).under("eu_sme").steps]
    assert "b hold 33.3 % of a: b is added as a partner, for that share." in lines
    assert "2024: 60.48 work units, turnover 7,997,000 EUR, balance sheet 7,997,000 EUR." in lines
    assert lines[-1] == "Category: medium."


def test_templates_hold_named_fields_only() -> None:
    for template in TEMPLATES.values():
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(template))
