import re

import pytest
from django.utils import translation
from tests.forum_rows import make_edition, make_profile, make_slot, make_table

from grappe.apps.forum.bridge.planning import compute_plan
from grappe.apps.forum.bridge.reasons import account_for
from grappe.apps.forum.bridge.sayings import Said
from grappe.apps.forum.domain.plans import ask_plan, publish_plan
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.phrases.findings import SENTENCES, sentence
from grappe.engines.meetings.wording import TEMPLATES


@pytest.fixture
def plan(db):
    """Three who all want to meet, one slot, one table: one meeting fits."""
    edition = make_edition()
    make_slot(edition, 0), make_table(edition)
    profiles = [make_profile(edition, name=name) for name in ("Alpha", "Beta", "Gamma")]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        request = request_meeting(sender=profiles[one], recipient=profiles[other], by=None)
        accept_request(request=request, by=None)
    return publish_plan(plan=compute_plan(ask_plan(edition=edition, seconds=1, by=None).pk), by=None)


def test_every_request_left_out_has_a_reason_and_a_remedy(plan):
    account = account_for(plan, gains=True)
    assert account.is_complete
    assert len(account.left_out) == 2
    for one in account.left_out:
        assert any(name in sentence(one.reasons[0]) for name in ("Alpha", "Beta", "Gamma"))
        assert sentence(one.change)
    assert {one.what.code for one in account.gains} >= {"gain.table", "gain.slot"}


def test_one_request_is_explained_alone_and_one_with_a_place_needs_no_reason(plan):
    placed = plan.meetings.get().request
    left = plan.edition.meeting_requests.exclude(pk=placed.pk).first()
    assert [one.request for one in account_for(plan, requests=[left]).left_out] == [left]
    assert account_for(plan, requests=[placed]).left_out == ()


def test_the_engine_s_findings_have_words_that_use_only_its_facts():
    spoken = {code for code in TEMPLATES if not code.startswith(("obstacle.", "figure.")) and "unknown" not in code}
    assert spoken - {"bound"} == set(SENTENCES)
    for code, text in SENTENCES.items():
        with translation.override("en"):
            assert set(re.findall(r"%\((\w+)\)", str(text))) <= set(re.findall(r"\{(\w+)\}", TEMPLATES[code])), code


def test_an_unknown_finding_is_still_said():
    assert "new.rule" in sentence(Said("new.rule"))
