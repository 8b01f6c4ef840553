"""Every letter of calls, reviews and funding is whole in both languages, as it waits in the queue."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import lead_of, make_proposal
from tests.funding_rows import lead_part, make_agreement
from tests.review_rows import make_expert, make_panel, make_reading, make_received

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.invitations import invite_author
from grappe.apps.calls.models import Author, Proposal
from grappe.apps.funding.domain.notices import tell_consortium, tell_parties
from grappe.apps.funding.enums import Outcome
from grappe.apps.reviews.domain.review_letters import invite_to_answer, remind_reader, tell_reader

pytestmark = pytest.mark.django_db
# A message without its French would stand there in English.
ENGLISH = (" your ", " the ", " you ", " is ", " invites ")
LETTERS = 7


def write_all(language):
    """Each letter once, to people who read this language; returns subjects with their bodies."""
    ProcrastinateJob.objects.filter(task_name="accounts.send_letter").delete()
    draft = make_proposal(acronym="VIGNE")
    Proposal.objects.filter(pk=draft.pk).update(language=language)
    invite_author(partner=draft.partners.get(is_lead=True), email="new@example.org", by=lead_of(draft))
    panel = make_panel()
    expert = make_expert(panel)
    reading = make_reading(panel, make_received(panel.round, acronym="GRAIN"), expert)
    agreement = make_agreement()
    decision = agreement.decision
    User.objects.update(language=language)
    reading.expert.refresh_from_db()
    ProcrastinateJob.objects.filter(task_name="accounts.send_letter").exclude(args__address="new@example.org").delete()
    tell_reader(reading)
    remind_reader(reading, timezone.now() + timedelta(days=3))
    invite_to_answer(expert, "GRAIN", reading.proposal_id)
    tell_parties(agreement)
    for outcome in Outcome:
        decision.outcome = outcome
        tell_consortium(decision)
    assert Author.objects.filter(partner=lead_part(decision)).count() == 1
    rows = (
        ProcrastinateJob.objects.filter(task_name="accounts.send_letter").order_by("id").values_list("args", flat=True)
    )
    return [f"{one['subject']}\n{one['body']}" for one in rows]


def test_every_letter_is_whole_in_both_languages_and_says_where_to_go():
    french, english = write_all("fr"), write_all("en")
    assert len(french) == len(english) == LETTERS
    for fr, en in zip(french, english, strict=True):
        assert "%(" not in fr + en
        assert ("/fr/" in fr, "/en/" in en) == (True, True), (fr, en)
        assert "/fr/" not in en
        assert "/en/" not in fr
        assert not any(word in f" {fr} " for word in ENGLISH), fr
