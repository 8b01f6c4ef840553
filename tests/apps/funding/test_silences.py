"""The packaged rules of silence: read, dated without overlap, adopted once and never under way."""

from datetime import date, timedelta

import pytest
from tests.funding_rows import make_decision, make_funder, person_of
from typer.testing import CliRunner

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.funding.domain.instruction import ask_document, receive_document
from grappe.apps.funding.domain.silences import adopt_silence
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.exchange.silences import packaged_silences
from grappe.apps.funding.models import SilenceRule
from grappe.apps.funding.queries.clocks import clock_of, months_after, rule_for
from grappe.cli.main import app

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(2010, 3, 1), date(2015, 3, 1), date(2026, 3, 1)])
def test_one_general_rule_holds_on_any_day_and_refuses_after_two_months(day):
    """A request of aid is of a financial nature: silence never accepts it."""
    for rule in packaged_silences():
        adopt_silence(code=rule.code, by=None)
    decision = make_decision()
    SilenceRule.objects.exclude(months=2).delete()
    held = SilenceRule.objects.exclude(valid_from__gt=day).exclude(valid_until__lt=day)
    assert [(one.months, one.effect) for one in held] == [(2, "refuse")]
    assert rule_for(decision.proposal.round.call, decision.funder, day) == held[0]


def test_every_packaged_rule_has_a_source_and_says_what_is_not_verified():
    for rule in packaged_silences():
        assert rule.source
        assert rule.text_fr != rule.text_en
        assert rule.status == "verified" or rule.note_en or "première" in rule.source


def test_a_rule_is_adopted_once_and_open_files_keep_theirs():
    funder, before = make_funder(), make_decision()
    rule = adopt_silence(code="crpa-financial", funder=funder, by=None)
    assert adopt_silence(code="crpa-financial", funder=funder, by=None) == rule
    assert AuditEntry.objects.filter(verb="adopt_silence").count() == 1
    before.refresh_from_db()
    assert before.rule is None
    assert make_decision(before.proposal, funder).rule == rule
    with pytest.raises(DecisionRefusedError, match="crpa-financial"):
        adopt_silence(code="crpa", by=None)


def test_silence_that_accepts_counts_anew_from_the_last_document():
    decision = make_decision()
    words = {"text_fr": "Accord.", "text_en": "Accepted.", "source": "a law"}
    decision.rule = SilenceRule.objects.create(months=2, effect="accept", **words)
    decision.save()
    by, day = person_of(decision.funder), decision.received_on
    ask_document(decision=decision, document="Accounts", on=day + timedelta(days=3), by=by)
    receive_document(decision=decision, on=day + timedelta(days=20), by=by)
    assert clock_of(decision).due_on == months_after(day + timedelta(days=20), 2)


def test_the_command_lists_and_refuses_by_name():
    listed = CliRunner().invoke(app, ["funding", "silences"])
    assert "crpa-financial: 2 months, silence refuses; from 2016-01-01 to ..." in listed.output
    assert "to be verified" in listed.output
    assert CliRunner().invoke(app, ["funding", "adopt", "crpa-financial"]).exit_code == 0
    assert CliRunner().invoke(app, ["funding", "adopt", "crpa-financial", "--call", "none"]).exit_code == 2
