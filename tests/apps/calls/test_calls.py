"""Calls and rounds: written by the office, opened and closed by the server's clock."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.call_rows import make_call, make_round
from tests.factories import make_user

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.calls.domain.calls import change_round, create_call, create_round, move_round, publish_call
from grappe.apps.calls.enums import CallState, RoundStage, RoundState
from grappe.apps.calls.errors import CallRefusedError
from grappe.apps.calls.models import Scheme
from grappe.apps.calls.queries.stages import moment_of, rounds_by_stage, stage_of

pytestmark = pytest.mark.django_db


def test_a_call_is_prepared_then_published():
    officer = make_user()
    scheme = Scheme.objects.create(code="x", name_fr="X", name_en="X")
    call = create_call(values={"scheme": scheme, "slug": "x-1", "title_fr": "X", "title_en": "X"}, by=officer)

    assert call.state == CallState.DRAFT
    assert call.languages == ["fr", "en"]
    assert publish_call(call=call, by=officer).state == CallState.PUBLISHED
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"create_call", "change_call"}


def test_two_calls_do_not_share_an_address():
    call = make_call(slug="same")
    with pytest.raises(CallRefusedError, match="short address"):
        create_call(values={"scheme": call.scheme, "slug": "same", "title_fr": "X", "title_en": "X"}, by=None)


def test_a_round_closes_after_it_opens():
    now = timezone.now()
    values = {"slug": "r", "title_fr": "R", "title_en": "R", "opens_at": now, "closes_at": now}
    with pytest.raises(CallRefusedError, match="closes after it opens"):
        create_round(call=make_call(), values=values, by=None)
    held = make_round()
    with pytest.raises(CallRefusedError, match="closes after it opens"):
        change_round(round=held, values={"closes_at": held.opens_at}, by=None)


def test_a_round_is_open_from_its_first_instant_until_before_its_last_minute():
    held = make_round()
    instant = timedelta(microseconds=1)

    assert stage_of(held, held.opens_at - instant) == RoundStage.UPCOMING
    assert stage_of(held, held.opens_at) == RoundStage.OPEN
    assert stage_of(held, held.closes_at - instant) == RoundStage.OPEN
    assert stage_of(held, held.closes_at) == RoundStage.CLOSED


def test_a_round_of_an_unpublished_call_is_not_open():
    assert moment_of(make_round(make_call(state=CallState.DRAFT)).pk).stage == RoundStage.UPCOMING


@pytest.mark.parametrize("state", RoundState)
def test_the_list_by_stage_says_what_the_clock_says(state):
    held = make_round(state=state)
    moments = (held.opens_at - timedelta(hours=1), held.opens_at, held.closes_at)

    for at in moments:
        told = [stage for stage in RoundStage if held in rounds_by_stage(at, stage)]
        assert told == [stage_of(held, at)]


def test_a_round_moves_one_step_at_a_time():
    held = make_round(state=RoundState.PREPARED)
    with pytest.raises(CallRefusedError, match="cannot become"):
        move_round(round=held, state=RoundState.DECIDED, by=None)
    for state in (RoundState.ANNOUNCED, RoundState.IN_REVIEW, RoundState.DECIDED):
        held = move_round(round=held, state=state, by=None)
    assert held.state == RoundState.DECIDED
