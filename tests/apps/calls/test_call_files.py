"""A call as data: the example is kept whole, a faulty file is refused by line and changes nothing."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from importlib import resources

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.call_rows import make_proposal

from grappe.apps.calls.domain.call_files import import_call
from grappe.apps.calls.errors import CallRefusedError
from grappe.apps.calls.examples import NAMES, example
from grappe.apps.calls.exchange.lines import UnreadableCallFileError
from grappe.apps.calls.exchange.reading import read_call
from grappe.apps.calls.models import Call, CallRound

MINIMAL = """format: grappe-call/1
slug: small
scheme: {code: own, name: {fr: Propre, en: Own}}
title: {fr: Petit, en: Small}
rounds:
  - slug: small-1
    title: {fr: Vague, en: Round}
    opens_at: 2026-07-01 09:00
    closes_at: 2026-09-01 12:00
"""


def faults(text):
    with pytest.raises(UnreadableCallFileError) as refusal:
        read_call(text.encode())
    return [(fault.line, fault.message) for fault in refusal.value.faults]


@pytest.mark.django_db
def test_the_example_is_kept_whole_and_again():
    call = import_call(data=example("fui.yaml"), by=None)
    counts = (call.eligibilityrule_rows.count(), call.aidrate_rows.count(), call.criterion_rows.count())
    assert counts == (11, 7, 5)
    assert import_call(data=example("fui.yaml"), by=None).pk == call.pk
    assert (call.sections.count(), call.documents.count(), call.rounds.count()) == (3, 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_kept_with_a_source_for_each_rule_and_rate(name):
    call = import_call(data=example(f"{name}.yaml"), by=None)
    stated = [*call.eligibilityrule_rows.all(), *call.aidrate_rows.all()]
    assert [str(one) for one in stated if not one.source] == []
    assert call.sections.exists()
    assert call.criterion_rows.exists()


def test_every_file_beside_the_examples_is_named():
    folder = resources.files("grappe.apps.calls.examples")
    assert {one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")} == set(NAMES)


@pytest.mark.django_db
def test_a_rate_is_told_by_round_size_territory_and_label():
    rates = {}
    for name in ("fui-rounds", "pspc"):
        for one in import_call(data=example(f"{name}.yaml"), by=None).aidrate_rows.select_related("round"):
            key = (one.round and one.round.slug, one.beneficiary, one.in_territory, one.is_labelled)
            rates[key] = float(one.rate)
    assert rates["fui-21", "sme", True, None] == 0.45
    assert rates["fui-25", "sme", True, None] == 0.50
    assert rates["fui-25", "sme", False, None] == 0.35
    assert rates["pspc-regions-1", "sme", None, False] == 0.35
    assert rates["pspc-regions-1", "sme", None, True] == 0.50


@pytest.mark.django_db
def test_hours_are_those_of_the_round_s_zone():
    import_call(data=MINIMAL.encode(), by=None)
    assert CallRound.objects.get().closes_at == datetime(2026, 9, 1, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_json_is_read_as_yaml_is():
    document = yaml.safe_load(MINIMAL)
    text = json.dumps(document, default=str, indent=1)
    assert import_call(data=text.encode(), by=None).title_en == "Small"


@pytest.mark.django_db
def test_a_call_that_is_answered_is_not_replaced():
    import_call(data=MINIMAL.encode(), values={"state": "published"}, by=None)
    now = {"opens_at": datetime(2020, 1, 1, tzinfo=UTC), "closes_at": datetime(2100, 1, 1, tzinfo=UTC)}
    CallRound.objects.update(state="announced", **now)
    make_proposal(CallRound.objects.select_related("call").get())
    with pytest.raises(CallRefusedError, match="answer this call"):
        import_call(data=MINIMAL.encode(), by=None)


@pytest.mark.django_db
def test_a_faulty_file_changes_nothing():
    with pytest.raises(UnreadableCallFileError):
        import_call(data=MINIMAL.replace("2026-09-01", "2026-06-01").encode(), by=None)
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (MINIMAL + "slug: again\n", 10, "second time"),
        (MINIMAL + "rules:\n  - {code: firm, text: {fr: a, en: b}}\n", 11, "rules.0.code"),
        (MINIMAL + "rates:\n  - beneficiary: sme\n    rate: 1.5\n", 12, "less than or equal to 1"),
        (MINIMAL + "criteria:\n  - {code: a, round: none, name: {fr: a, en: b}}\n", 11, "no round none"),
        (MINIMAL + "unknown: 1\n", 10, "unknown"),
        (MINIMAL.replace("2026-09-01 12:00", "2026-09-01T12:00+02:00"), 6, "without an offset"),
        (MINIMAL + "a: &x 1\nb: *x\n", 11, "aliases"),
        ("format: [", 1, ""),
        ("", 1, ""),
    ],
)
def test_each_fault_names_its_line(text, line, told):
    found = faults(text)
    assert found[0][0] == line
    assert told in found[0][1]


@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_file_is_read_or_refused(data):
    with pytest.raises(UnreadableCallFileError):
        read_call(data)


@given(st.integers(0, len(MINIMAL) - 1), st.characters(exclude_categories=("Cs",)))
def test_a_letter_changed_anywhere_is_read_or_refused(place, letter):
    text = MINIMAL[:place] + letter + MINIMAL[place + 1 :]
    with suppress(UnreadableCallFileError):
        assert read_call(text.encode()).format == "grappe-call/1"
