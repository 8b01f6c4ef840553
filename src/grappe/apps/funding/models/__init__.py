from grappe.apps.funding.models.agreement import Agreement, AgreementLine, AgreementParty, Amendment, Obligation
from grappe.apps.funding.models.cost_claim import ClaimedCost, CostClaim
from grappe.apps.funding.models.decision import DecisionAmount, DecisionPause, FunderDecision, FundingLetter
from grappe.apps.funding.models.mandate import FunderMandate
from grappe.apps.funding.models.payment import PaymentOrder, Recovery
from grappe.apps.funding.models.silence import SilenceRule

__all__ = [
    "Agreement",
    "AgreementLine",
    "AgreementParty",
    "Amendment",
    "ClaimedCost",
    "CostClaim",
    "DecisionAmount",
    "DecisionPause",
    "FunderDecision",
    "FunderMandate",
    "FundingLetter",
    "Obligation",
    "PaymentOrder",
    "Recovery",
    "SilenceRule",
]
