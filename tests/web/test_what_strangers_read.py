"""A rival applicant who is also an expert, another cluster's officer and another funder's walks over every address.

The table of roles says who is let in; this says that whoever is let in for something else reads nothing of the file.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.domain.tokens import create_token
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.models import Answer, AnswerRevision, Proposal, ProposalComment
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.funding.bridge.ceilings import Wish
from grappe.apps.funding.domain.instruction import draft_decision
from grappe.apps.funding.models import FunderDecision
from tests.call_rows import make_editor, make_firm, make_proposal
from tests.factories import make_cluster
from tests.funding_rows import lead_part, make_decision, make_funder, make_received, person_of
from tests.web.addresses import World, addresses, make_world, path_of

SECRET = "zanzibar"


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world()


def hide_in(proposals: list[Proposal]) -> None:
    """The same word in everything that these files hold, their receipts and letters apart."""
    pks = [one.pk for one in proposals]
    words = {"title_fr": SECRET, "title_en": SECRET, "abstract_fr": SECRET, "abstract_en": SECRET, "acronym": SECRET}
    Proposal.objects.filter(pk__in=pks).update(**words)
    Answer.objects.filter(proposal__in=pks).update(text=SECRET)
    AnswerRevision.objects.filter(answer__proposal__in=pks).update(text=SECRET)
    ProposalComment.objects.filter(proposal__in=pks).update(text=SECRET)


def draft_of_another(world: World) -> FunderDecision:
    """A funder's file on a proposal, prepared and not signed: the addresses of the funding name it."""
    decision = make_decision(make_received())
    by = person_of(decision.funder)
    wishes = {lead_part(decision).pk: Wish(Decimal(12_345))}
    draft_decision(decision=decision, wishes=wishes, conditions=SECRET, seen=0, by=by)
    for name, values in world.arguments.items():
        if name in {"office:funding_decision", "office:funding_letter", "office:funding_decision_step"}:
            values["pk"] = decision.pk
    return decision


def stranger(world: World) -> tuple[Client, str]:
    """Somebody with a part in the same round, every duty elsewhere, and none here."""
    proposal = Proposal.objects.get(pk=world.arguments["member:proposal"]["pk"])
    firm = make_firm()
    user = make_editor(firm)
    make_proposal(proposal.round, by=user, lead=firm)
    grant_role(user=user, role=Role.EXPERT, by=None)
    appoint_officer(user=user, cluster=make_cluster(), by=None)
    funder = person_of(make_funder()).funder_mandates.get().funder
    make_decision(make_received(), funder)
    funder.funder_mandates.update(user=user)
    token = create_token(name="walk", scopes=["read"], valid_for=timedelta(days=1), by=user)[1]
    client = Client()
    client.force_login(user)
    return client, token


def body_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.slow
# allauth's own templates ask for variables that are not always there.
@pytest.mark.ignore_template_errors
def test_nobody_reads_a_file_in_which_she_has_no_part(world):
    named = {world.arguments[name]["pk"] for name in ("member:proposal", "member:panel_file", "member:hearing")}
    draft = draft_of_another(world)
    hide_in([*Proposal.objects.filter(pk__in=named), draft.proposal])
    client, token = stranger(world)
    leaks, read = [], 0
    for name, parameters in addresses():
        if name.startswith(("admin:", "debug")):
            continue
        path = path_of(world, name, parameters)
        headers = {"Authorization": f"Bearer {token}"} if name.startswith("api-") else {}
        answer = (Client() if headers else client).get(path, headers=headers)
        read += answer.status_code == 200
        if SECRET.encode() in body_of(answer).lower():
            leaks.append(f"{name}: {path}")
    assert leaks == []
    assert read > 50


@pytest.mark.slow
@pytest.mark.ignore_template_errors
def test_the_word_is_there_for_those_whose_file_it_is(world):
    """The walk above would prove nothing where no page shows the word at all."""
    proposal = Proposal.objects.get(pk=world.arguments["member:proposal"]["pk"])
    hide_in([proposal])
    answer = world.clients["person"].get(f"/fr/workspace/proposals/{proposal.pk}/")
    assert SECRET.encode() in answer.content
