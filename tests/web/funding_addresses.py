"""What addresses of the funding name: a signed decision and its agreement, on a proposal that the person leads."""

from typing import Any

from grappe.apps.accounts.models import User
from tests.funding_rows import make_agreement, make_decision, make_granted, make_received, person_of


def funding_records(person: User) -> dict[str, dict[str, Any]]:
    decision = make_granted(make_decision(make_received(by=person)))
    agreement = make_agreement(decision)
    mandate = person_of(decision.funder).funder_mandates.get()
    known = {
        "funding": {},
        "funding_silences": {},
        "funding_dismiss": {"pk": mandate.pk},
        "funding_portfolio": {"slug": decision.proposal.round.slug},
        "funding_decision": {"pk": decision.pk},
        "funding_letter": {"pk": decision.pk},
        "funding_decision_step": {"pk": decision.pk, "what": "sign"},
        "funding_agreement": {"pk": agreement.pk},
        "funding_agreement_file": {"pk": agreement.pk},
        "funding_agreement_step": {"pk": agreement.pk, "what": "close"},
    }
    public = {"public:grants-file": {"name": "subventions", "kind": "csv"}}
    return public | {f"{area}:{name}": named for area in ("office", "member") for name, named in known.items()}
