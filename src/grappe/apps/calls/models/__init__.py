from grappe.apps.calls.models.answer import Answer, AnswerRevision, ProposalComment
from grappe.apps.calls.models.attachment import Attachment
from grappe.apps.calls.models.call import Call, CallRound, RoundBudget, RoundMilestone, Scheme
from grappe.apps.calls.models.form import FormQuestion, FormSection, RequiredDocument
from grappe.apps.calls.models.label import CommitteeSeat, LabelMessage, LabelOpinion, LabelRequest, Recusal
from grappe.apps.calls.models.partner import Author, OtherAid, PartnerCost, PartnerInvitation, ProposalPartner
from grappe.apps.calls.models.proposal import Proposal, ProposalVersion, Submission
from grappe.apps.calls.models.rule import AidRate, Criterion, EligibilityRule

__all__ = [
    "AidRate",
    "Answer",
    "AnswerRevision",
    "Attachment",
    "Author",
    "Call",
    "CallRound",
    "CommitteeSeat",
    "Criterion",
    "EligibilityRule",
    "FormQuestion",
    "FormSection",
    "LabelMessage",
    "LabelOpinion",
    "LabelRequest",
    "OtherAid",
    "PartnerCost",
    "PartnerInvitation",
    "Proposal",
    "ProposalComment",
    "ProposalPartner",
    "ProposalVersion",
    "Recusal",
    "RequiredDocument",
    "RoundBudget",
    "RoundMilestone",
    "Scheme",
    "Submission",
]
