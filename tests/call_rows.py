"""Rows of the calls for tests: an open round, a consortium at work on its proposal."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.answers import save_answer
from grappe.apps.calls.domain.partners import add_partner, change_part, join_proposal
from grappe.apps.calls.domain.proposals import open_proposal
from grappe.apps.calls.domain.signatures import sign_part
from grappe.apps.calls.domain.submissions import submit_proposal
from grappe.apps.calls.enums import CallState, CostCategory, ResearchNature, RoundState, ScanState
from grappe.apps.calls.models import (
    Attachment,
    Call,
    CallRound,
    FormQuestion,
    FormSection,
    Proposal,
    ProposalPartner,
    RequiredDocument,
    Scheme,
    Submission,
)
from grappe.apps.calls.scanning import InfectedFileError
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import EditorMandate, Organisation
from tests.factories import NUMBERS, make_organisation, make_user

PERSONNEL = (CostCategory.PERSONNEL, ResearchNature.INDUSTRIAL)


def make_call(**values: Any) -> Call:
    number = next(NUMBERS)
    scheme, _made = Scheme.objects.get_or_create(
        code="fui", defaults={"name_fr": "Fonds unique interministériel", "name_en": "Single Interministerial Fund"}
    )
    values = {
        "scheme": scheme,
        "slug": f"call-{number}",
        "title_fr": f"Appel {number}",
        "title_en": f"Call {number}",
        "state": CallState.PUBLISHED,
        "languages": ["fr", "en"],
    } | values
    return Call.objects.create(**values)


def make_round(call: Call | None = None, **values: Any) -> CallRound:
    number, now = next(NUMBERS), timezone.now()
    values = {
        "slug": f"round-{number}",
        "title_fr": f"Vague {number}",
        "title_en": f"Round {number}",
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=10),
        "state": RoundState.ANNOUNCED,
    } | values
    return CallRound.objects.create(call=call or make_call(), **values)


def make_question(call: Call, section: str = "project", code: str = "", **values: Any) -> FormQuestion:
    for_each = values.pop("is_for_each_partner", False)
    held, _made = FormSection.objects.get_or_create(
        call=call,
        code=section,
        defaults={
            "title_fr": f"Rubrique {section}",
            "title_en": f"Section {section}",
            "is_for_each_partner": for_each,
        },
    )
    code = code or f"question-{next(NUMBERS)}"
    return FormQuestion.objects.create(
        section=held, code=code, **({"label_fr": f"Question {code}", "label_en": f"Question {code}"} | values)
    )


def make_editor(organisation: Organisation, email: str = "") -> User:
    user = make_user(email)
    EditorMandate.objects.create(user=user, organisation=organisation)
    return user


def make_firm(name: str = "", **values: Any) -> Organisation:
    return make_organisation(name, **({"kind": OrganisationKind.FIRM, "country": "FR"} | values))


def make_proposal(held: CallRound | None = None, by: User | None = None, **values: Any) -> Proposal:
    lead = values.pop("lead", None) or make_firm()
    named = {"acronym": f"ACRO{next(NUMBERS)}"} | values
    acronym = named.pop("acronym")
    return open_proposal(
        round=held or make_round(), lead=lead, acronym=acronym, by=by or make_editor(lead), values=named
    )


def lead_of(proposal: Proposal) -> User:
    return proposal.partners.get(is_lead=True).authors.get().user


def make_partner(proposal: Proposal, organisation: Organisation | None = None) -> ProposalPartner:
    """A partner that has joined, with one author."""
    held = organisation or make_firm()
    partner = add_partner(proposal=proposal, organisation=held, by=lead_of(proposal))
    return join_proposal(partner=partner, by=make_editor(held))


def author_of(partner: ProposalPartner) -> User:
    return partner.authors.get().user


def spend(partner: ProposalPartner, amount: int = 100_000, **values: Any) -> ProposalPartner:
    """State costs of personnel for industrial research."""
    return change_part(
        partner=partner,
        values=values,
        costs={PERSONNEL: Decimal(amount)},
        seen=ProposalPartner.objects.get(pk=partner.pk).revision,
        by=author_of(partner),
    )


def make_complete(proposal: Proposal) -> Proposal:
    """Everything a form without questions asks: head, costs, signatures."""
    Proposal.objects.filter(pk=proposal.pk).update(title_fr="Titre", abstract_fr="Résumé", months=36)
    for question in FormQuestion.objects.filter(section__call=proposal.round.call, section__is_for_each_partner=False):
        save_answer(proposal=proposal, question=question, text="Oui", base=0, by=lead_of(proposal))
    for partner in proposal.partners.all():
        held = spend(partner) if not partner.costs.exists() else partner
        sign_part(partner=held, seen=held.revision, by=author_of(partner))
    proposal.refresh_from_db()
    return proposal


def make_attachment(proposal: Proposal, name: str = "plan.pdf") -> Attachment:
    """A file of the whole proposal, whatever its state."""
    call = proposal.round.call
    document, _made = RequiredDocument.objects.get_or_create(
        call=call, code="plan", defaults={"name_fr": "Plan", "name_en": "Plan", "types": ["pdf"]}
    )
    return Attachment.objects.create(
        proposal=proposal,
        document=document,
        file=ContentFile(b"%PDF-1.4", name=name),
        name=name,
        type="pdf",
        size=8,
        digest="0" * 64,
        scan=ScanState.UNSCANNED,
    )


def submitted(proposal: Proposal) -> Submission:
    return submit_proposal(proposal=make_complete(proposal), key=uuid4(), by=lead_of(proposal))


class FindsEverything:
    """A scanner to which every file is infected."""

    def scan(self, file: Any) -> Any:
        raise InfectedFileError(file.name)
