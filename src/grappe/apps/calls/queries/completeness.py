"""What a proposal still lacks before it can be submitted, line by line."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import FormQuestion, Proposal, ProposalPartner, RequiredDocument


def lacking_of(proposal: Proposal) -> list[str]:
    """Sentences in the reader's language; none when the proposal is complete."""
    partners = list(active_partners(proposal))
    return [
        *head_lacking(proposal),
        *answers_lacking(proposal, partners),
        *documents_lacking(proposal, partners),
        *signatures_lacking(partners),
    ]


def active_partners(proposal: Proposal) -> QuerySet[ProposalPartner]:
    return proposal.partners.exclude(state=PartnerState.DECLINED).select_related("organisation")


def head_lacking(proposal: Proposal) -> Iterator[str]:
    language = proposal.language
    if not getattr(proposal, f"title_{language}"):
        yield _("The title in the language of the proposal.")
    if not getattr(proposal, f"abstract_{language}"):
        yield _("The abstract in the language of the proposal.")
    if proposal.months is None:
        yield _("The duration.")


def answers_lacking(proposal: Proposal, partners: list[ProposalPartner]) -> Iterator[str]:
    given: set[tuple[int, int | None]] = set(proposal.answers.exclude(text="").values_list("question_id", "partner_id"))
    wanted = FormQuestion.objects.filter(section__call=proposal.round.call_id, is_required=True)
    for question in wanted.select_related("section").order_by("section__rank", "section_id", "rank", "pk"):
        names = {"question": told(question, "label")}
        if not question.section.is_for_each_partner:
            if (question.pk, None) not in given:
                yield _("An answer to “%(question)s”.") % names
            continue
        for partner in partners:
            if (question.pk, partner.pk) not in given:
                who = names | {"partner": partner.organisation.legal_name}
                yield _("An answer of %(partner)s to “%(question)s”.") % who


def documents_lacking(proposal: Proposal, partners: list[ProposalPartner]) -> Iterator[str]:
    given: set[tuple[int, int | None]] = set(
        proposal.attachments.filter(removed_at=None).values_list("document_id", "partner_id")
    )
    for document in RequiredDocument.objects.filter(call=proposal.round.call_id, is_required=True):
        names = {"document": told(document, "name")}
        if not document.is_for_each_partner:
            if (document.pk, None) not in given:
                yield _("The document “%(document)s”.") % names
            continue
        for partner in partners:
            if (document.pk, partner.pk) not in given:
                yield _("The document “%(document)s” of %(partner)s.") % (
                    names | {"partner": partner.organisation.legal_name}
                )


def signatures_lacking(partners: list[ProposalPartner]) -> Iterator[str]:
    for partner in partners:
        if partner.state != PartnerState.SIGNED:
            yield _("The signature of %(partner)s.") % {"partner": partner.organisation.legal_name}


def told(row: FormQuestion | RequiredDocument, field: str) -> str:
    return str(getattr(row, f"{field}_{'fr' if get_language() == 'fr' else 'en'}"))
