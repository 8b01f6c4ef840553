"""A funder's people at work in the office, and what nobody else may open."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.models import EditorMandate
from grappe.apps.funding.enums import DecisionState, FunderDuty, PaymentState
from grappe.apps.funding.models import Agreement, PaymentOrder
from grappe.apps.funding.queries.clocks import clock_of
from grappe.engines import aid
from tests.call_rows import make_attachment
from tests.factories import make_user
from tests.funding_rows import (
    lead_part,
    make_agreement,
    make_budget,
    make_decision,
    make_funder,
    make_received,
    person_of,
)

pytestmark = pytest.mark.django_db


def at(client, user):
    client.force_login(user)
    return client


def step(kind, record, what):
    return reverse(f"office:funding_{kind}_step", args=[record.pk, what])


def test_a_funder_reads_the_proposals_it_has_a_file_on_and_their_files(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    decision = make_decision()
    proposal, file = decision.proposal, make_attachment(decision.proposal)
    by, stranger, tied = person_of(decision.funder), person_of(make_funder()), person_of(decision.funder)
    EditorMandate.objects.create(user=tied, organisation=proposal.lead)
    paths = [
        reverse("office:proposal", args=[proposal.pk]),
        reverse("office:proposal_file", args=[proposal.pk, file.pk]),
    ]
    page = at(client, by).get(reverse("office:funding_decision", args=[decision.pk])).text
    assert paths[0] in page
    assert paths[1] in client.get(paths[0]).text
    assert b"".join(client.get(paths[1]).streaming_content) == b"%PDF-1.4"
    for user in (stranger, tied):
        assert [at(client, user).get(path).status_code for path in paths] == [404, 404]


def test_a_funder_instructs_decides_signs_and_prepares_an_agreement(client):
    decision = make_decision()
    by, partner = person_of(decision.funder, *FunderDuty), lead_part(decision)
    at(client, by)
    assert client.get(reverse("office:funding")).status_code == 200
    assert client.get(reverse("office:funding_decision", args=[decision.pk])).status_code == 200
    amount = {f"amount_{partner.pk}": "90000", f"form_{partner.pk}": "exempted", "seen": "0"}
    refused = client.post(step("decision", decision, "draft"), amount)
    assert refused.status_code == 422
    assert "50" in refused.text
    client.post(step("decision", decision, "draft"), amount | {f"amount_{partner.pk}": "30000"})
    client.post(step("decision", decision, "decide"), {"outcome": "granted"})
    client.post(step("decision", decision, "sign"))
    decision.refresh_from_db()
    assert decision.state == DecisionState.SIGNED
    assert client.get(reverse("office:funding_letter", args=[decision.pk]))["Content-Type"] == "application/pdf"
    days = {"starts_on": "2027-01-01", "ends_on": "2029-01-01", "language": "fr", "advance_share": "0.3"}
    answer = client.post(step("decision", decision, "agree"), days)
    assert answer.url == reverse("office:funding_agreement", args=[Agreement.objects.get().pk])
    assert client.get(answer.url).status_code == 200


def test_a_payment_is_approved_by_two_people_on_the_page(client):
    agreement = make_agreement()
    first, second = (person_of(agreement.decision.funder, *FunderDuty) for _ in range(2))
    partner = lead_part(agreement.decision)
    sent = {"payment-partner": partner.pk, "payment-amount": "500", "payment-key": uuid4(), "payment-is_advance": "on"}
    for _ in range(2):
        at(client, first).post(step("agreement", agreement, "prepare"), sent)
    order = PaymentOrder.objects.get()
    client.post(step("agreement", agreement, "order"), {"pk": order.pk})
    client.post(step("agreement", agreement, "approve"), {"pk": order.pk})
    order.refresh_from_db()
    assert order.state == PaymentState.ORDERED
    at(client, second).post(step("agreement", agreement, "approve"), {"pk": order.pk})
    order.refresh_from_db()
    assert order.state == PaymentState.APPROVED
    assert client.get(reverse("office:funding_agreement", args=[agreement.pk])).status_code == 200


def test_no_page_of_one_funder_opens_to_another_nor_to_the_consortium(client):
    agreement = make_agreement()
    draft = make_decision(agreement.decision.proposal, make_funder())
    mine, lead = person_of(draft.funder, *FunderDuty), lead_part(draft).authors.get().user
    theirs = [("decision", agreement.decision), ("agreement", agreement)]
    for person, records in ((mine, theirs), (lead, [*theirs, ("decision", draft)])):
        at(client, person)
        for kind, record in records:
            address = reverse(f"office:funding_{kind}", args=[record.pk])
            assert client.get(address).status_code == 403, (person, address)
            for what in ("draft", "decide", "sign", "order", "approve", "judge", "close", "amend", "recover"):
                assert client.post(step(kind, record, what)).status_code in {403, 404}
    assert draft.proposal.reference not in at(client, person_of(make_funder())).get(reverse("office:funding")).text


def test_the_lead_reads_letter_and_agreement_and_claims_costs(client):
    agreement = make_agreement()
    partner = lead_part(agreement.decision)
    at(client, partner.authors.get().user)
    assert agreement.reference in client.get(reverse("member:funding")).text
    address = reverse("member:funding_agreement", args=[agreement.pk])
    assert client.get(address).status_code == 200
    assert client.get(reverse("member:funding_letter", args=[agreement.decision_id])).status_code == 200
    sent = {
        "key": uuid4(),
        "partner": partner.pk,
        "begins_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        "cost_personnel_industrial": "1000",
    }
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert agreement.cost_claims.get().costs.get().amount == 1000


def test_the_best_portfolio_says_who_pays_and_why_not(client):
    proposals = [make_received()]
    proposals.append(make_received(proposals[0].round))
    funder = make_funder("Fonds")
    make_budget(proposals[0], funder, 60_000)
    address = reverse("office:funding_portfolio", args=[proposals[0].round.slug])
    at(client, person_of(funder))
    assert client.get(address).status_code == 200
    shown = client.get(address, {"compute": "1", f"score-{proposals[1].pk}": "7"}).text
    assert "Fonds: 50" in shown.replace("\u00a0", " ").replace("Fonds :", "Fonds:")
    kept = client.get(address, {"compute": "1", "keep": [one.pk for one in proposals]})
    assert kept.status_code == 200
    assert at(client, person_of(make_funder())).get(address).status_code == 403


def test_after_the_last_rules_the_page_says_which_period_is_missing_and_nothing_is_granted(client, settings, tmp_path):
    packaged = aid.packaged_rules()
    former = tuple(one for one in packaged.exemptions if one.valid_until and one.valid_until < date(2024, 1, 1))
    settings.AID_RULES = tmp_path / "ended.json"
    settings.AID_RULES.write_text(aid.rules_to_json(replace(packaged, exemptions=former)))
    decision = make_decision()
    at(client, person_of(decision.funder, *FunderDuty))
    shown = client.get(reverse("office:funding_decision", args=[decision.pk]))
    assert shown.status_code == 200
    assert "GRAPPE_AID_RULES" in shown.text
    sent = {f"amount_{lead_part(decision).pk}": "1000", "seen": "0"}
    refused = client.post(step("decision", decision, "draft"), sent)
    assert refused.status_code == 422
    assert "30 juin 2023" in refused.text
    assert not decision.amounts.exists()


def test_the_office_adopts_a_rule_and_a_funder_sees_which_silence_becomes_what_and_when(client):
    office, funder = make_user(), make_funder()
    grant_role(user=office, role=Role.PROGRAMME_OFFICER, by=None)
    received = make_received()
    make_budget(received, funder)
    address = reverse("office:funding_silences")
    rule = {"code": "crpa-financial", "call": "", "funder": str(funder.pk)}
    assert at(client, person_of(funder)).post(address, rule).status_code == 403
    assert at(client, office).post(address, rule | {"code": "made-up"}).status_code == 422
    assert client.post(address, rule).url == address
    assert "L. 231-4" in client.get(address).text
    decision = make_decision(received, funder)
    told = at(client, person_of(funder)).get(address).text
    day = date_format(clock_of(decision).due_on, "DATE_FORMAT")
    assert day in told.replace("\xa0", " ") or day in told
    assert decision.proposal.reference in told
    assert str(decision.rule.get_effect_display()) in told
