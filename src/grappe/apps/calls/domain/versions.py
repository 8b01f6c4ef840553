"""The whole of a proposal as it stands, in one document with one digest."""

import hashlib
import json
from typing import Any

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_proposal
from grappe.apps.calls.enums import PartnerState, VersionReason
from grappe.apps.calls.models import Attachment, Proposal, ProposalPartner, ProposalVersion

FORMAT = "grappe-proposal/1"


def keep_version(
    *, proposal: Proposal, reason: VersionReason = VersionReason.SAVED, by: User | None
) -> ProposalVersion:
    """Keep the proposal as it stands; the same content twice in a row is one version, unless it is submitted."""
    with recorded(by=by, verb="keep_version"):
        held = lock_proposal(proposal)
        content = content_of(held)
        digest = digest_of(content)
        last = held.versions.first()
        if last is not None and last.digest == digest and reason != VersionReason.SUBMITTED:
            return last
        version = ProposalVersion.objects.create(
            proposal=held,
            number=last.number + 1 if last else 1,
            content=content,
            digest=digest,
            reason=reason,
            made_by=by,
        )
        record_action(by=by, verb="keep_version", target=held, number=version.number)
    return version


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the document in one spelling: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(proposal: Proposal) -> dict[str, Any]:
    """Everything a proposal says, as plain values; comments and texts kept aside are not part of it."""
    partners = proposal.partners.exclude(state=PartnerState.DECLINED)
    rows = partners.select_related("organisation", "territory").prefetch_related("costs", "other_aids")
    return {
        "format": FORMAT,
        "reference": proposal.reference,
        "round": proposal.round.slug,
        "language": proposal.language,
        "acronym": proposal.acronym,
        "title": {"fr": proposal.title_fr, "en": proposal.title_en},
        "abstract": {"fr": proposal.abstract_fr, "en": proposal.abstract_en},
        "starts_on": proposal.starts_on.isoformat() if proposal.starts_on else None,
        "months": proposal.months,
        "themes": sorted(proposal.themes.values_list("code", flat=True)),
        "answers": answers_of(proposal, None),
        "attachments": attachments_of(proposal, None),
        "partners": [part_content(partner) for partner in rows],
    }


def part_content(partner: ProposalPartner) -> dict[str, Any]:
    """What one partner signs."""
    organisation = partner.organisation
    return {
        "organisation": organisation.pk,
        "name": organisation.legal_name,
        "kind": organisation.kind,
        "size": organisation.size_category,
        "is_lead": partner.is_lead,
        "role": partner.role,
        "territory": partner.territory.code if partner.territory else None,
        "rate_class": partner.rate_class,
        "is_economic": partner.is_economic,
        "may_publish": partner.may_publish,
        "contact": [partner.contact_name, partner.contact_email],
        "people": partner.people,
        "person_months": plain(partner.person_months),
        "hires": partner.hires,
        "own_funds": plain(partner.own_funds),
        "aid_requested": plain(partner.aid_requested),
        "costs": {f"{cost.category}-{cost.nature}": plain(cost.amount) for cost in partner.costs.all()},
        "other_aid": [
            [aid.giver, aid.form, aid.granted_on.isoformat(), plain(aid.amount), aid.is_for_same_costs, aid.purpose]
            for aid in partner.other_aids.all()
        ],
        "answers": answers_of(partner.proposal, partner),
        "attachments": attachments_of(partner.proposal, partner),
    }


def plain(amount: Any) -> str | None:
    return None if amount is None else f"{amount:f}"


def answers_of(proposal: Proposal, partner: ProposalPartner | None) -> dict[str, str]:
    found = proposal.answers.filter(partner=partner).exclude(text="").select_related("question__section")
    return {f"{answer.question.section.code}.{answer.question.code}": answer.text for answer in found}


def attachments_of(proposal: Proposal, partner: ProposalPartner | None) -> list[list[str]]:
    found = Attachment.objects.filter(proposal=proposal, partner=partner, removed_at=None).select_related("document")
    return [[one.document.code, one.name, one.digest] for one in found]
