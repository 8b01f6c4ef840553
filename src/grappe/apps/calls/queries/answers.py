"""A section's questions beside what stands as answer."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from grappe.apps.calls.models import Answer, FormQuestion, FormSection, Proposal, ProposalPartner


@dataclass(frozen=True)
class Asked:
    """One question, its answer if there is one, and a fresh key for the next sending."""

    question: FormQuestion
    answer: Answer | None
    key: UUID


def asked_in(section: FormSection, proposal: Proposal, partner: ProposalPartner | None) -> list[Asked]:
    rows = proposal.answers.filter(question__section=section, partner=partner).select_related("updated_by")
    held = {answer.question_id: answer for answer in rows}
    return [Asked(question, held.get(question.pk), uuid4()) for question in section.questions.all()]
