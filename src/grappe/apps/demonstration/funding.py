"""Simulated funders: the State and a region instruct, decide, sign, agree, pay."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import CallRound
from grappe.apps.demonstration.people import PAYER, REGION, STATE
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.bridge.ceilings import Wish
from grappe.apps.funding.domain.agreements import Milestone, amend_agreement, prepare_agreement, record_signature
from grappe.apps.funding.domain.cost_claims import Judgement, judge_claim, submit_claim
from grappe.apps.funding.domain.decisions import apply_silences, decide, sign_decision
from grappe.apps.funding.domain.instruction import draft_decision
from grappe.apps.funding.domain.mandates import appoint_for_funder
from grappe.apps.funding.domain.payments import approve_payment, order_payment, prepare_payment
from grappe.apps.funding.domain.recoveries import meet_obligation
from grappe.apps.funding.domain.silences import adopt_silence
from grappe.apps.funding.enums import FunderDuty, ObligationKind, Outcome
from grappe.apps.funding.models import Agreement, FunderDecision
from grappe.apps.funding.queries.accounts import accounts_of

NAMES = {
    STATE: "Fonds unique interministériel (bailleur simulé)",
    REGION: "Région et collectivités (bailleur simulé)",
}
# What each funder gives of the aid asked for.
SHARES = {STATE: Decimal("0.5"), REGION: Decimal("0.3")}
# What each funder's silence means: the State's own decree on investment, the code for the others.
SILENCES = {STATE: "state-investment-2018", REGION: "crpa-financial"}
BUDGET = 40_000_000
REFUSAL = "La note du jury est sous le seuil des projets financés (motif simulé)."
CONDITIONS = "Un rapport d’avancement chaque année (condition simulée)."
NOT_TAKEN = "Une facture est antérieure au début de la convention (motif simulé)."
AMENDED = "Le consortium demande six mois de plus pour ses essais (motif simulé)."
# Of a line's planned costs, after a year; and euros of a claim that are not taken.
CLAIMED, LEFT_OUT = Decimal("0.75"), 10_000
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Desk:
    """One funder with the person who instructs and signs, and the one who pays."""

    funder: Organisation
    officer: User
    payer: User
    share: Decimal


def add_funders(people: dict[str, User]) -> list[Desk]:
    """Two funders; whoever pays never decides."""
    desks = []
    for email, name in NAMES.items():
        funder = Organisation.objects.create(
            kind=OrganisationKind.PUBLIC_AUTHORITY, legal_name=name, country="FR", is_simulated=True
        )
        desk = Desk(funder, people[email], people[PAYER], SHARES[email])
        for duty in (FunderDuty.OFFICER, FunderDuty.SIGNATORY):
            appoint_for_funder(user=desk.officer, funder=funder, duty=duty, by=None)
        appoint_for_funder(user=desk.payer, funder=funder, duty=FunderDuty.PAYER, by=None)
        desks.append(desk)
        adopt_silence(code=SILENCES[email], funder=funder, by=None)
    return desks


def fund_round(desks: list[Desk], held: CallRound, author: User) -> None:
    """Both grant what the panel selected; the first project has lived a year: a claim, payments, an amendment."""
    # Both decided in time then; only what waits on the reserve list was left to silence.
    files = FunderDecision.objects.filter(proposal__round=held)
    files.exclude(proposal__state=ProposalState.RESERVE).update(rule=None)
    apply_silences(today=timezone.localdate())
    signed: list[Agreement] = []
    for proposal in held.proposals.filter(submitted_at__isnull=False).order_by("reference"):
        for desk in desks:
            decision = FunderDecision.objects.get(proposal=proposal, funder=desk.funder)
            if proposal.state == ProposalState.RESERVE:
                continue
            signed += settle(desk, decision, grants=proposal.state == ProposalState.SELECTED)
    if signed:
        live_a_year(desks[0], signed[0], author)


def settle(desk: Desk, decision: FunderDecision, *, grants: bool) -> list[Agreement]:
    by = desk.officer
    if not grants:
        decision = decide(decision=decision, outcome=Outcome.REFUSED, reasons=REFUSAL, by=by)
        sign_decision(decision=decision, by=by)
        return []
    wishes = {
        one.pk: Wish((one.aid_requested * desk.share).quantize(Decimal(1), rounding=ROUND_DOWN))
        for one in decision.proposal.partners.all()
        if one.aid_requested
    }
    decision = draft_decision(decision=decision, wishes=wishes, conditions=CONDITIONS, seen=decision.revision, by=by)
    decision = decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    return [agree(desk, sign_decision(decision=decision, by=by))]


def agree(desk: Desk, decision: FunderDecision) -> Agreement:
    """An agreement that every party signed; its schedule has a report and a payment a year."""
    starts = timezone.localdate() - YEAR
    agreement = prepare_agreement(
        decision=decision,
        starts_on=starts,
        ends_on=starts + 3 * YEAR,
        schedule=schedule_from(starts),
        by=desk.officer,
    )
    for party in agreement.parties.select_related("organisation"):
        name = f"Pour {party.organisation} (signature simulée)"[:150]
        agreement = record_signature(party=party, signatory=name, on=starts, by=desk.officer)
    return agreement


def schedule_from(starts: date) -> list[Milestone]:
    payments = [
        Milestone(ObligationKind.PAYMENT, starts + year * YEAR, share)
        for year, share in enumerate((Decimal("0.3"), Decimal("0.4"), Decimal("0.3")), 1)
    ]
    return [*payments, *(Milestone(ObligationKind.REPORT, starts + year * YEAR) for year in (1, 2, 3))]


def live_a_year(desk: Desk, agreement: Agreement, author: User) -> None:
    """Advance, first report, a claim taken in part, a payment that waits for its second hand, six months more."""
    lead = accounts_of(agreement)[0]
    first = prepare_payment(
        agreement=agreement, partner=lead.partner, amount=lead.advance, key=key_of(agreement, "advance"),
        is_advance=True, wording="Avance", by=desk.officer,
    )  # fmt: skip
    order_payment(order=first, by=desk.officer)
    approve_payment(order=first, by=desk.payer)
    line = agreement.lines.filter(partner=lead.partner).order_by("-cost")[0]
    claim = submit_claim(
        agreement=agreement, partner=lead.partner, costs={("personnel", line.nature): line.cost * CLAIMED},
        begins_on=agreement.starts_on, ends_on=agreement.starts_on + YEAR - timedelta(days=1),
        key=key_of(agreement, "claim"), by=author,
    )  # fmt: skip
    taken = {one.pk: Judgement(one.amount - LEFT_OUT, NOT_TAKEN) for one in claim.costs.all()}
    judge_claim(claim=claim, judgements=taken, by=desk.officer)
    due = next(one for one in accounts_of(agreement) if one.partner == lead.partner)
    if due.payable:
        second = prepare_payment(
            agreement=agreement, partner=lead.partner, amount=due.payable, key=key_of(agreement, "first year"),
            wording="Première année", by=desk.officer,
        )  # fmt: skip
        order_payment(order=second, by=desk.officer)
    report = agreement.obligations.filter(kind=ObligationKind.REPORT).order_by("due_on")[0]
    meet_obligation(obligation=report, by=desk.officer)
    amend(desk, agreement)


def amend(desk: Desk, agreement: Agreement) -> None:
    wishes: dict[int, Wish] = {}
    for line in agreement.lines.all():
        held = wishes.get(line.partner_id, Wish(Decimal(0), line.form))
        wishes[line.partner_id] = Wish(held.amount + line.aid, line.form)
    amend_agreement(
        agreement=agreement, number=1, wishes=wishes, ends_on=agreement.ends_on + timedelta(days=182),
        reasons=AMENDED, signed_on=timezone.localdate(), by=desk.officer,
    )  # fmt: skip


def key_of(agreement: Agreement, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{agreement.reference} {what}")
