"""Every letter of calls, reviews and funding is whole in both languages, as it waits in the queue."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import lead_of, make_proposal
from tests.factories import make_cluster, make_user
from tests.funding_rows import lead_part, make_agreement
from tests.review_rows import make_expert, make_panel, make_reading, make_received

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.invitations import invite_author
from grappe.apps.calls.domain.notices import (
    tell_of_answer,
    tell_of_due_label,
    tell_of_label,
    tell_of_outcome,
    tell_of_question,
    tell_of_receipt,
    tell_of_request,
)
from grappe.apps.calls.models import Author, CommitteeSeat, LabelRequest, Proposal, Submission
from grappe.apps.funding.domain.notices import (
    tell_asked_back,
    tell_claimed,
    tell_consortium,
    tell_judged,
    tell_paid,
    tell_parties,
    tell_report_due,
)
from grappe.apps.funding.enums import FunderDuty, Outcome
from grappe.apps.funding.models import CostClaim, FunderMandate, Obligation, PaymentOrder, Recovery
from grappe.apps.reviews.domain.review_letters import invite_to_answer, remind_reader, tell_reader

pytestmark = pytest.mark.django_db
# A message without its French would stand there in English.
ENGLISH = (" your ", " the ", " you ", " is ", " invites ")
LETTERS = 19


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
    draft.refresh_from_db()
    reading.expert.refresh_from_db()
    ProcrastinateJob.objects.filter(task_name="accounts.send_letter").exclude(args__address="new@example.org").delete()
    tell_reader(reading)
    remind_reader(reading, timezone.now() + timedelta(days=3))
    invite_to_answer(expert, "GRAIN", reading.proposal_id)
    tell_parties(agreement)
    for outcome in Outcome:
        decision.outcome = outcome
        tell_consortium(decision)
    tell_of_money(agreement)
    tell_of_the_call(draft)
    assert Author.objects.filter(partner=lead_part(decision)).count() == 1
    rows = (
        ProcrastinateJob.objects.filter(task_name="accounts.send_letter").order_by("id").values_list("args", flat=True)
    )
    return [f"{one['subject']}\n{one['body']}" for one in rows]


def tell_of_money(agreement):
    partner = agreement.lines.get().partner
    days = {"begins_on": agreement.starts_on, "ends_on": agreement.ends_on}
    claim = CostClaim(agreement=agreement, partner=partner, **days)
    # One person both instructs and signs for this funder: the one letter to officers goes to one of the two.
    FunderMandate.objects.exclude(pk=FunderMandate.objects.filter(duty=FunderDuty.OFFICER).latest("pk").pk).delete()
    tell_claimed(claim)
    tell_judged(claim)
    tell_paid(PaymentOrder(agreement=agreement, partner=partner, amount=Decimal("1234.5")))
    tell_report_due(Obligation(agreement=agreement, kind="report", due_on=agreement.ends_on))
    tell_asked_back(Recovery(agreement=agreement, partner=partner, amount=Decimal(1), reasons="…"))


def tell_of_the_call(draft):
    cluster = make_cluster("Photonique")
    CommitteeSeat.objects.create(cluster=cluster, user=make_user(language=lead_of(draft).language), is_chair=True)
    request = LabelRequest.objects.create(proposal=draft, cluster=cluster, due_at=timezone.now())
    for tell in (tell_of_request, tell_of_due_label, tell_of_question, tell_of_answer, tell_of_label):
        tell(request)
    tell_of_receipt(Submission(proposal=draft, code="AB-CD", digest="00", received_at=timezone.now()))
    tell_of_outcome(draft)


def test_every_letter_is_whole_in_both_languages_and_says_where_to_go():
    french, english = write_all("fr"), write_all("en")
    assert len(french) == len(english) == LETTERS
    for fr, en in zip(french, english, strict=True):
        assert "%(" not in fr + en
        assert ("/fr/" in fr, "/en/" in en) == (True, True), (fr, en)
        assert "/fr/" not in en
        assert "/en/" not in fr
        assert not any(word in f" {fr} " for word in ENGLISH), fr
