"""The records that addresses of the calls name, for the walk over every address."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import File

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.answers import save_answer
from grappe.apps.calls.domain.attachments import attach_file
from grappe.apps.calls.domain.comments import comment_proposal
from grappe.apps.calls.domain.labels import ask_label
from grappe.apps.calls.domain.partners import add_other_aid, add_partner
from grappe.apps.calls.enums import AidForm
from grappe.apps.calls.models import CommitteeSeat, Proposal, RequiredDocument
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.models import Cluster, Organisation
from tests.call_rows import make_firm, make_proposal, make_question, make_round
from tests.factories import make_user

WHOLE = (
    "proposal",
    "proposal_head",
    "withdraw_proposal",
    "submit_proposal",
    "reopen_proposal",
    "proposal_receipt",
    "proposal_section",
    "proposal_answer",
    "part_answer",
    "merge_answer",
    "proposal_part",
    "sign_part",
    "decline_part",
    "add_other_aid",
    "remove_other_aid",
    "add_partner",
    "remove_partner",
    "invite_author",
    "proposal_suggestions",
    "ask_to_join",
    "proposal_files",
    "proposal_file",
    "remove_attachment",
    "proposal_labels",
    "withdraw_label_request",
    "answer_committee",
    "proposal_comments",
    "settle_comment",
    "proposal_versions",
)


def call_records(person: User, cluster: Cluster, member: Organisation) -> dict[str, dict[str, Any]]:
    """The person leads a draft, in which the member is asked to join, and asks the cluster for its label."""
    held = make_round(slug="the-round")
    lead = make_firm()
    appoint_editor(user=person, organisation=lead, by=None)
    proposal = make_proposal(held, by=person, lead=lead)
    invited = add_partner(proposal=proposal, organisation=member, by=person)
    label = ask_label(proposal=proposal, cluster=cluster, by=person)
    seat = CommitteeSeat.objects.create(cluster=cluster, user=make_user())
    named = inside(proposal, person) | {"request_pk": label.pk}
    at_the_round = {"slug": held.slug}
    return {
        "public:call": {"slug": held.call.slug},
        "api-v1:read_call": {"slug": held.call.slug},
        "member:open_proposal": {"round": held.slug},
        "member:join_proposal": {"partner": invited.pk},
        "member:decline_proposal": {"partner": invited.pk},
        "member:partner_invitation": {"code": "unknown"},
        **{f"member:{name}": named for name in WHOLE},
        "office:call": {"slug": held.call.slug},
        "office:example_call": {"name": "pspc"},
        "office:bring_example_call": {"name": "regional"},
        "office:round": at_the_round,
        "office:move_round": at_the_round,
        "office:round_budget": at_the_round,
        "office:proposal": {"pk": proposal.pk},
        "office:proposal_file": {"pk": proposal.pk, "attachment": named["attachment"]},
        "office:proposal_outcome": {"pk": proposal.pk},
        "office:label": {"pk": label.pk},
        "office:label_": {"pk": label.pk},
        "office:unseat": {"pk": seat.pk},
    }


def inside(proposal: Proposal, person: User) -> dict[str, Any]:
    """One of everything a proposal holds."""
    call, own = proposal.round.call, proposal.partners.get(is_lead=True)
    question = make_question(call, "project")
    save_answer(proposal=proposal, question=question, text="Un", base=0, by=person)
    late = save_answer(proposal=proposal, question=question, text="Deux", base=0, by=person).aside
    document = RequiredDocument.objects.create(call=call, code="plan", name_fr="Plan", name_en="Plan", types=["pdf"])
    file = File(BytesIO(b"%PDF-1.4"), name="plan.pdf")
    attachment = attach_file(proposal=proposal, document=document, file=file, name="plan.pdf", by=person)
    aid = {"giver": "X", "form": AidForm.DE_MINIMIS, "granted_on": date(2026, 1, 1), "amount": Decimal(1)}
    return {
        "pk": proposal.pk,
        "code": "project",
        "question": question.pk,
        "partner": own.pk,
        "revision": late.pk if late else 0,
        "aid": add_other_aid(partner=own, values=aid, by=person).pk,
        "attachment": attachment.pk,
        "comment": comment_proposal(proposal=proposal, text="À voir", by=person).pk,
    }
