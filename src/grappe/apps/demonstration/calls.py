"""Simulated proposals on real clusters: one round open, one in review, one decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.answers import save_answer
from grappe.apps.calls.domain.call_files import import_call
from grappe.apps.calls.domain.calls import move_round
from grappe.apps.calls.domain.committees import seat_member
from grappe.apps.calls.domain.labels import ask_label, decide_label
from grappe.apps.calls.domain.partners import add_partner, change_part, join_proposal
from grappe.apps.calls.domain.proposals import describe_proposal, open_proposal, record_outcome
from grappe.apps.calls.domain.signatures import sign_part
from grappe.apps.calls.domain.submissions import submit_proposal
from grappe.apps.calls.enums import CallState, LabelState, ProposalState, RoundState
from grappe.apps.calls.examples import example
from grappe.apps.calls.models import (
    Call,
    CallRound,
    FormQuestion,
    LabelRequest,
    Proposal,
    ProposalPartner,
    RoundBudget,
    Submission,
)
from grappe.apps.calls.rules import forget_rights
from grappe.apps.demonstration.funding import BUDGET, Desk, add_funders, fund_round
from grappe.apps.demonstration.people import AUTHOR, CHAIR, MEMBER, PROGRAMME
from grappe.apps.demonstration.reviews import Room, add_closed_panel, add_experts, add_panel_at_work, decide_in_panel
from grappe.apps.demonstration.words import STEMS
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation, Theme

COSTS = ((280_000, 120_000), (190_000, 60_000), (150_000, 40_000), (210_000, 30_000))
OUTCOMES = (
    (ProposalState.SELECTED, ""),
    (ProposalState.REFUSED, "Le marché visé n’est pas démontré (simulé)."),
    (ProposalState.SELECTED, ""),
    (ProposalState.RESERVE, ""),
)
REVIEWED = 4
LABELLED = "Dans la stratégie du pôle (simulé)."


@dataclass(frozen=True)
class Scene:
    """Who acts, and what the proposals are made of."""

    people: dict[str, User]
    clusters: list[Cluster]
    questions: list[FormQuestion]


def add_calls(people: dict[str, User], *, clusters: list[Cluster], cluster: Cluster, shown: Organisation) -> None:
    """Three rounds of one simulated call of the Single Interministerial Fund."""
    call = import_call(
        data=example("fui.yaml"), values={"is_simulated": True, "state": CallState.PUBLISHED}, by=people[PROGRAMME]
    )
    seat_member(cluster=cluster, user=people[CHAIR], is_chair=True, by=people[PROGRAMME])
    others = [one for one in clusters if one.pk != cluster.pk and one.territories.exists()]
    questions = list(FormQuestion.objects.filter(section__call=call).select_related("section"))
    scene = Scene(people, [cluster, *others[:11]], questions)
    add_open_round(scene, call, shown)
    room, desks = add_experts(people), add_funders(people)
    reviewed = add_past_round(call, 101, ("en expertise", "in review"), timezone.now() - timedelta(days=40), desks)
    for number in range(REVIEWED):
        add_received(scene, reviewed, number)
    close(reviewed, timezone.now() - timedelta(days=12), people[PROGRAMME])
    add_panel_at_work(room, reviewed)
    add_decided_round(scene, call, room, desks)


def add_decided_round(scene: Scene, call: Call, room: Room, desks: list[Desk]) -> None:
    """Reviewed by a panel that is closed, decided by two funders, with projects that have lived a year."""
    by = scene.people[PROGRAMME]
    decided = add_past_round(call, 100, ("décidée", "decided"), timezone.now() - timedelta(days=640), desks)
    received = [add_received(scene, decided, REVIEWED + number) for number in range(len(OUTCOMES))]
    close(decided, timezone.now() - timedelta(days=600), by)
    add_closed_panel(room, decided)
    for proposal, (state, reason) in zip(received, OUTCOMES, strict=True):
        record_outcome(proposal=proposal, state=state, reason=reason, by=by)
    decide_in_panel(room, decided)
    fund_round(desks, decided, scene.people[AUTHOR])
    move_round(round=decided, state=RoundState.DECIDED, by=by)


def add_open_round(scene: Scene, call: Call, shown: Organisation) -> None:
    """Drafts: one the demonstration's member leads, one it is asked to join, one a committee examines."""
    now = timezone.now()
    held = call.rounds.get()
    held.opens_at, held.closes_at = (
        now - timedelta(days=20),
        (now + timedelta(days=60)).astimezone(held.zone).replace(hour=12, minute=0, second=0, microsecond=0),
    )
    held.labels_due_at = held.closes_at - timedelta(days=3)
    held.save()
    move_round(round=held, state=RoundState.ANNOUNCED, by=scene.people[PROGRAMME])
    own = open_draft(scene, held, 20, cluster=scene.clusters[0], lead=shown)
    ask_label(proposal=own, cluster=scene.clusters[0], by=scene.people[MEMBER])
    other = open_draft(scene, held, 21, cluster=scene.clusters[0])
    if not other.partners.filter(organisation=shown).exists():
        add_partner(proposal=other, organisation=shown, by=scene.people[AUTHOR])
    open_draft(scene, held, 22, cluster=scene.clusters[1])


def add_past_round(call: Call, number: int, named: tuple[str, str], opens: datetime, desks: list[Desk]) -> CallRound:
    """A round that still takes proposals: it is closed, in the past, once they are in."""
    now = timezone.now()
    held = CallRound.objects.create(
        call=call,
        slug=f"fui-{number}",
        number=number,
        title_fr=f"Vague {named[0]}",
        title_en=f"Round {named[1]}",
        opens_at=opens,
        closes_at=now + timedelta(hours=1),
        state=RoundState.ANNOUNCED,
        is_simulated=True,
    )
    for desk in desks:
        RoundBudget.objects.create(round=held, funder=desk.funder, funder_name=desk.funder.legal_name, amount=BUDGET)
    return held


def close(held: CallRound, at: datetime, by: User) -> None:
    """Set the past right: what was received came in before this minute."""
    minute = at.astimezone(held.zone).replace(hour=12, minute=0, second=0, microsecond=0)
    received = minute - timedelta(hours=5)
    Submission.objects.filter(proposal__round=held).update(received_at=received, closes_at=minute)
    Proposal.objects.filter(round=held, submitted_at__isnull=False).update(submitted_at=received)
    LabelRequest.objects.filter(proposal__round=held).update(decided_at=received - timedelta(days=5))
    CallRound.objects.filter(pk=held.pk).update(closes_at=minute)
    move_round(round=held, state=RoundState.IN_REVIEW, by=by)


def members_of(cluster: Cluster) -> list[Organisation]:
    """A firm to lead, a laboratory, and one more firm."""
    rows = Organisation.objects.filter(memberships__cluster=cluster, is_simulated=True).order_by("pk").distinct()
    firms = list(rows.filter(kind=OrganisationKind.FIRM)[1:5])
    research = list(rows.filter(kind__in=[OrganisationKind.LABORATORY, OrganisationKind.SCHOOL])[:1])
    return [*firms[:1], *research, *firms[1:2]]


def open_draft(
    scene: Scene, held: CallRound, number: int, *, cluster: Cluster, lead: Organisation | None = None
) -> Proposal:
    """A consortium at work; with a lead of its own, the demonstration's member writes for it."""
    author = scene.people[MEMBER] if lead else scene.people[AUTHOR]
    members = [one for one in members_of(cluster) if one != lead]
    first = lead or members.pop(0)
    stem = STEMS[(number * 7) % len(STEMS)]
    proposal = open_proposal(
        round=held, lead=first, acronym=f"{stem.upper()[:8]} {number + 1}", values={"months": 36}, by=author
    )
    describe_proposal(
        proposal=proposal,
        values={
            "title_fr": f"{stem} : un démonstrateur partagé (simulé)",
            "title_en": f"{stem}: a shared demonstrator (simulated)",
            "abstract_fr": f"Projet simulé pour la démonstration, autour des thèmes de {cluster}.",
            "abstract_en": f"A project simulated for the demonstration, around the themes of {cluster}.",
        },
        themes=Theme.objects.filter(clusters=cluster),
        seen=0,
        by=author,
    )
    for organisation in members:
        partner = add_partner(proposal=proposal, organisation=organisation, by=author)
        join_proposal(partner=partner, by=scene.people[AUTHOR])
    forget_rights(author)
    for partner, costs in zip(proposal.partners.all(), islice(cycle(COSTS), 10), strict=False):
        fill_part(partner, costs, author)
    return proposal


def fill_part(partner: ProposalPartner, costs: tuple[int, int], by: User) -> None:
    department = partner.organisation.department
    research = partner.organisation.kind != OrganisationKind.FIRM
    change_part(
        partner=partner,
        values={
            "territory": department,
            "people": 4,
            "person_months": Decimal(48),
            "aid_requested": Decimal(sum(costs)) * (Decimal("0.4") if research else Decimal("0.3")),
        },
        costs={
            ("personnel", "industrial"): Decimal(costs[0]),
            ("personnel", "experimental"): Decimal(costs[1]),
        },
        seen=0,
        by=by,
    )


def add_received(scene: Scene, held: CallRound, number: int) -> Proposal:
    """A whole proposal: written, labelled, signed, submitted."""
    cluster, author = scene.clusters[number % len(scene.clusters)], scene.people[AUTHOR]
    proposal = open_draft(scene, held, number, cluster=cluster)
    request = ask_label(proposal=proposal, cluster=cluster, by=author)
    decide_label(request=request, state=LabelState.LABELLED, reasons=LABELLED, by=scene.people[CHAIR])
    partners = list(proposal.partners.all())
    for question in scene.questions:
        for partner in partners if question.section.is_for_each_partner else [None]:
            text = "demonstrator" if question.kind == "choice" else "3" if question.kind == "number" else SIMULATED
            save_answer(proposal=proposal, question=question, partner=partner, text=text, base=0, by=author)
    for partner in proposal.partners.all():
        sign_part(partner=partner, seen=partner.revision, by=author)
    submit_proposal(proposal=proposal, key=uuid5(NAMESPACE_URL, proposal.reference), by=author)
    return proposal


SIMULATED = "Texte simulé pour la démonstration : il dit où la réponse se lit, et rien d’un projet réel."
