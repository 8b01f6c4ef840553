"""What documents say, kept as plain values with their digest: a letter or an agreement is set from them again."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.conf import settings

from grappe.apps.calls.models import Proposal
from grappe.apps.funding.models import Agreement, FunderDecision, FundingLetter


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the document in one spelling: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write_letter(held: FunderDecision) -> FundingLetter:
    """Keep what the letter of a decision says."""
    content = letter_content(held)
    return FundingLetter.objects.create(
        decision=held, language=held.proposal.language, content=content, digest=digest_of(content)
    )


def letter_content(held: FunderDecision) -> dict[str, Any]:
    return {
        **heading(held.proposal, held),
        "outcome": held.outcome,
        "by_silence": held.is_by_silence,
        "reasons": held.reasons,
        "conditions": held.conditions,
        "amounts": amounts_by_name(held),
    }


def amounts_by_name(held: FunderDecision) -> list[list[str]]:
    totals: dict[str, Decimal] = {}
    for row in held.amounts.select_related("partner__organisation"):
        name = row.partner.organisation.legal_name
        totals[name] = totals.get(name, Decimal(0)) + row.amount
    return [[name, f"{amount:.2f}"] for name, amount in totals.items()]


def heading(proposal: Proposal, held: FunderDecision) -> dict[str, Any]:
    lead = proposal.lead
    return {
        "site": settings.BASE_URL,
        "language": proposal.language,
        "reference": proposal.reference,
        "acronym": proposal.acronym,
        "title": {"fr": proposal.title_fr or proposal.title_en, "en": proposal.title_en or proposal.title_fr},
        "call": {"fr": proposal.round.call.title_fr, "en": proposal.round.call.title_en},
        "funder": held.funder.legal_name,
        "lead": lead.legal_name,
        "lead_address": [line for line in (lead.street, f"{lead.postcode} {lead.city}".strip()) if line],
        "decided_on": held.decided_on.isoformat() if held.decided_on else "",
        "simulated": proposal.is_simulated,
    }


def agreement_content(agreement: Agreement) -> dict[str, Any]:
    """Parties, amounts and dates as they stand."""
    decision = agreement.decision
    lines = agreement.lines.select_related("partner__organisation")
    return {
        **heading(decision.proposal, decision),
        "agreement": agreement.reference,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
        "advance_share": f"{agreement.advance_share:f}",
        "conditions": decision.conditions,
        "parties": [
            [one.organisation.legal_name, one.signatory, one.signed_on.isoformat() if one.signed_on else ""]
            for one in agreement.parties.select_related("organisation")
        ],
        "lines": [
            [one.partner.organisation.legal_name, one.nature, one.form, f"{one.cost:.2f}", f"{one.aid:.2f}"]
            for one in lines
        ],
        "obligations": [
            [one.kind, one.due_on.isoformat(), f"{one.share:f}" if one.share is not None else ""]
            for one in agreement.obligations.all()
        ],
        "amendments": agreement.amendments.count(),
    }
