"""Simulated panels: one at work on the round in review, one that is closed on the round decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.demonstration.people import CHAIR_OF_PANEL, EXPERT, EXPERTS, PROGRAMME
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation
from grappe.apps.reviews.bridge.assignment import compute_run
from grappe.apps.reviews.domain.experts import save_expert
from grappe.apps.reviews.domain.panel_talk import answer_reviews, rank_proposals, speak, vote
from grappe.apps.reviews.domain.panels import change_panel, open_panel, place_bid, seat_expert, set_phase
from grappe.apps.reviews.domain.readings import accept_reading
from grappe.apps.reviews.domain.reviewing import save_review, send_review
from grappe.apps.reviews.domain.runs import adopt_run, ask_run
from grappe.apps.reviews.enums import BidValue, PanelPhase, VoteValue
from grappe.apps.reviews.models import Reading, ReviewPanel
from grappe.apps.reviews.queries.criteria import criteria_of
from grappe.apps.reviews.rules import forget_panel_rights, shut_out

FIELDS = (
    ("photonique", "capteurs", "télécommunications"),
    ("logiciel embarqué", "cybersécurité", "sensors"),
    ("matériaux", "procédés", "énergie"),
    ("santé", "diagnostic", "imagerie"),
    ("eau", "recyclage", "éco-procédés"),
)
STRENGTHS = "Un verrou clair, un consortium qui se complète (avis simulé)."
WEAKNESSES = "Le calendrier laisse peu de place aux essais (avis simulé)."
ANSWER = "Les essais commencent désormais au douzième mois (réponse simulée)."
TALK = "Les deux avis s’accordent sur le verrou, pas sur le marché (propos simulé)."
# Days after the round closed.
DUE = {"bids": 8, "reviews": 30}
# How much each expert adds to the mark that a proposal is worth: severity to be calibrated away.
LENIENCE = (0, 1, -1, 0, 1, 0)
WORTH = (3, 2, 4, 3)
VOTES = {
    ProposalState.SELECTED: VoteValue.FUND,
    ProposalState.RESERVE: VoteValue.RESERVE,
    ProposalState.REFUSED: VoteValue.REFUSE,
}
BIDS = (BidValue.EAGER, BidValue.WILLING, BidValue.UNWILLING)


@dataclass(frozen=True)
class Room:
    """Who reads for the panels, with the person who leads them and the office that sets them up."""

    experts: list[User]
    chair: User
    office: User

    @property
    def readers(self) -> list[User]:
        return [*self.experts, self.chair]


def add_experts(people: dict[str, User]) -> Room:
    """Five experts with a field each, and a chair; their employer is a simulated school outside every consortium."""
    experts = [people[EXPERT], *(people[email] for email in EXPERTS)]
    room = Room(experts, people[CHAIR_OF_PANEL], people[PROGRAMME])
    for place, user in enumerate(room.readers):
        employer = Organisation.objects.create(
            kind=OrganisationKind.SCHOOL,
            legal_name=f"École Expertise (simulée) {place + 1}",
            country="FR",
            is_simulated=True,
        )
        field = FIELDS[place % len(FIELDS)]
        values = {
            "organisation": employer,
            "position": "Professeure",
            "keywords": list(field),
            "presentation": f"Travaille sur : {', '.join(field)} (profil simulé).",
            "languages": ["fr", "en"],
            "is_senior": place % 2 == 0,
        }
        save_expert(user=user, values=values, by=user)
    return room


def add_panel(room: Room, held: CallRound) -> ReviewPanel:
    """The panel of a round, everybody in a seat; reviews are due a month after it closed."""
    panel = open_panel(round=held, by=room.office)
    held.refresh_from_db()
    dates = {f"{what}_due_at": held.closes_at + timedelta(days=days) for what, days in DUE.items()}
    panel = change_panel(panel=panel, values={"readings": 2, "seniors": 1} | dates, by=room.office)
    for user in room.experts:
        seat_expert(panel=panel, user=user, by=room.office)
    seat_expert(panel=panel, user=room.chair, is_chair=True, by=room.office)
    return panel


def add_panel_at_work(room: Room, held: CallRound) -> None:
    """Bids are in and readings given; others sent their reviews in, the demonstration's expert has hers to write."""
    panel = add_panel(room, held)
    proposals = received_of(held)
    set_phase(panel=panel, phase=PanelPhase.BIDS, by=room.office)
    for place, user in enumerate(room.experts):
        for number, proposal in enumerate(open_to(user, panel, proposals)):
            place_bid(panel=panel, proposal=proposal, value=BIDS[(place + number) % len(BIDS)], by=user)
    set_phase(panel=panel, phase=PanelPhase.REVIEWS, by=room.office)
    for reading in give_readings(room, panel):
        if reading.expert != room.experts[0]:
            write_review(room, reading, proposals)


def add_closed_panel(room: Room, held: CallRound) -> None:
    """Everything a panel leaves behind: reviews, answers, talk, votes and an order."""
    panel = add_panel(room, held)
    proposals = received_of(held)
    set_phase(panel=panel, phase=PanelPhase.REVIEWS, by=room.office)
    for reading in give_readings(room, panel):
        write_review(room, reading, proposals)
    set_phase(panel=panel, phase=PanelPhase.HEARING, by=room.office)
    for proposal in proposals[:2]:
        answer_reviews(proposal=proposal, text=ANSWER, by=lead_of(proposal))
    set_phase(panel=panel, phase=PanelPhase.MEETING, by=room.office)
    free = [one.pk for one in open_to(room.office, panel, proposals)]
    rank_proposals(panel=panel, order=free, by=room.office)


def decide_in_panel(room: Room, held: CallRound) -> None:
    """Talk and votes as the round was decided; then the panel closes."""
    panel = ReviewPanel.objects.select_related("round__call").get(round=held)
    for proposal in received_of(held):
        for user in room.readers:
            if proposal.pk not in shut_out(user, panel):
                vote(proposal=proposal, value=VOTES[ProposalState(proposal.state)], by=user)
        if proposal.pk not in shut_out(room.chair, panel):
            speak(proposal=proposal, text=TALK, by=room.chair)
    set_phase(panel=panel, phase=PanelPhase.CLOSED, by=room.office)


def received_of(held: CallRound) -> list[Proposal]:
    rows = held.proposals.filter(submitted_at__isnull=False).select_related("round__call")
    return list(rows.order_by("reference"))


def open_to(user: User, panel: ReviewPanel, proposals: Iterable[Proposal]) -> list[Proposal]:
    forget_panel_rights(user)
    hidden = shut_out(user, panel)
    return [one for one in proposals if one.pk not in hidden]


def give_readings(room: Room, panel: ReviewPanel) -> list[Reading]:
    """Ask the assignment's engine, put its answer in force, and let every expert accept."""
    run = compute_run(ask_run(panel=panel, by=room.office).pk)
    adopt_run(run=run, by=room.office)
    rows = Reading.objects.filter(panel=panel).select_related("panel__round__call", "proposal", "expert")
    return [accept_reading(reading=one, by=one.expert) for one in rows]


def write_review(room: Room, reading: Reading, proposals: list[Proposal]) -> None:
    """What the proposal is worth, and how severe the expert is, make the scores."""
    worth = WORTH[proposals.index(reading.proposal) % len(WORTH)]
    given = worth + LENIENCE[room.readers.index(reading.expert)]
    scores: dict[int, Decimal | None] = {
        one.pk: Decimal(min(max(given + place % 2, one.lowest), one.highest))
        for place, one in enumerate(criteria_of(reading.panel.round))
    }
    values = {"confidence": 3, "strengths": STRENGTHS, "weaknesses": WEAKNESSES}
    save_review(reading=reading, values=values, scores=scores, seen=0, by=reading.expert)
    send_review(reading=reading, by=reading.expert)


def lead_of(proposal: Proposal) -> User:
    return User.objects.filter(authorships__partner__proposal=proposal, authorships__partner__is_lead=True)[0]
