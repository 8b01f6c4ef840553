"""An agreement follows a signed decision to grant: prepared, signed by all, amended with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.funding.bridge.ceilings import Laid, Wish, lay_amounts
from grappe.apps.funding.bridge.projects import partners_of, planned_costs
from grappe.apps.funding.domain.budgets import require_within_budget
from grappe.apps.funding.domain.locking import lock_agreement, lock_decision
from grappe.apps.funding.domain.notices import tell_parties
from grappe.apps.funding.domain.statements import agreement_content, digest_of
from grappe.apps.funding.enums import AgreementState, DecisionState, ObligationKind, Outcome, PaymentState
from grappe.apps.funding.errors import AgreementRefusedError
from grappe.apps.funding.events import agreement_signed
from grappe.apps.funding.models import (
    Agreement,
    AgreementLine,
    AgreementParty,
    Amendment,
    FunderDecision,
    Obligation,
)


@dataclass(frozen=True)
class Milestone:
    """A date of the schedule; a payment has its share of the aid (0 to 1)."""

    kind: ObligationKind
    due_on: date
    share: Decimal | None = None


def prepare_agreement(
    *,
    decision: FunderDecision,
    starts_on: date,
    ends_on: date,
    language: str = "fr",
    advance_share: Decimal = Decimal("0.3"),
    schedule: Iterable[Milestone] = (),
    by: User,
) -> Agreement:
    """Write the agreement of a signed decision to grant; asked again, the same one is given."""
    with recorded(by=by, verb="prepare_agreement"):
        held = lock_decision(decision)
        known = Agreement.objects.filter(decision=held).first()
        if known is not None:
            return known
        if held.state != DecisionState.SIGNED or held.outcome != Outcome.GRANTED:
            raise AgreementRefusedError(_("An agreement follows a signed decision to grant."))
        if ends_on < starts_on:
            raise AgreementRefusedError(_("An agreement ends after it starts: correct one of the two days."))
        number = Agreement.objects.filter(decision__proposal=held.proposal_id).count() + 1
        agreement = Agreement.objects.create(
            decision=held,
            reference=f"{held.proposal.reference}-C{number}",
            language=language,
            starts_on=starts_on,
            ends_on=ends_on,
            advance_share=advance_share,
            prepared_by=by,
        )
        laid = [Laid(row.partner_id, row.nature, row.form, row.amount) for row in held.amounts.all()]
        write_lines(agreement, laid)
        add_parties(agreement)
        plan(agreement, schedule)
        record_action(by=by, verb="prepare_agreement", target=agreement, decision=held.pk)
    return agreement


def write_lines(agreement: Agreement, laid: Iterable[Laid]) -> None:
    costs = planned_costs(partners_of(agreement.decision.proposal))
    agreement.lines.all().delete()
    AgreementLine.objects.bulk_create(
        AgreementLine(
            agreement=agreement,
            partner_id=one.partner,
            nature=one.nature,
            form=one.form,
            cost=costs[one.partner, one.nature],
            aid=one.amount,
        )
        for one in laid
    )


def add_parties(agreement: Agreement) -> None:
    funder = agreement.decision.funder_id
    AgreementParty.objects.create(agreement=agreement, organisation_id=funder, is_funder=True)
    for organisation in agreement.lines.values_list("partner__organisation", flat=True).distinct():
        AgreementParty.objects.get_or_create(agreement=agreement, organisation_id=organisation, is_funder=False)


def plan(agreement: Agreement, schedule: Iterable[Milestone]) -> None:
    rows = list(schedule)
    if sum((one.share for one in rows if one.share is not None), Decimal(0)) > 1:
        raise AgreementRefusedError(_("The payments of the schedule come to more than the whole aid."))
    for one in rows:
        Obligation.objects.create(agreement=agreement, kind=one.kind, due_on=one.due_on, share=one.share)


def record_signature(*, party: AgreementParty, signatory: str, on: date, by: User) -> Agreement:
    """Keep who signed for one party; with the last signature the agreement is in force."""
    with recorded(by=by, verb="record_signature"):
        held = lock_agreement(party.agreement)
        mine = held.parties.select_for_update().get(pk=party.pk)
        if mine.signed_on is not None:
            return held
        if held.state != AgreementState.DRAFT:
            raise AgreementRefusedError(_("This agreement is signed already: change it by an amendment."))
        if not signatory.strip():
            raise AgreementRefusedError(_("Say who signed."))
        mine.signatory, mine.signed_on = signatory, on
        mine.save(update_fields=["signatory", "signed_on"])
        record_action(by=by, verb="record_signature", target=held, party=mine.organisation_id, signatory=signatory)
        if not held.parties.filter(signed_on=None).exists():
            put_in_force(held, by)
    return held


def put_in_force(held: Agreement, by: User) -> None:
    held.content = agreement_content(held)
    held.digest = digest_of(held.content)
    held.state, held.signed_at = AgreementState.SIGNED, timezone.now()
    held.save(update_fields=["content", "digest", "state", "signed_at", "updated_at"])
    record_action(by=by, verb="sign_agreement", target=held, digest=held.digest)
    tell_parties(held)
    agreement_signed.send(Agreement, agreement=held, by=by)


def amend_agreement(
    *,
    agreement: Agreement,
    number: int,
    wishes: Mapping[int, Wish],
    ends_on: date,
    reasons: str,
    signed_on: date,
    by: User,
) -> Amendment:
    """Change amounts or the end of a signed agreement; ``number`` is the amendment's, so that sent twice it is one."""
    with recorded(by=by, verb="amend_agreement", reason=reasons):
        held = lock_agreement(agreement)
        known = held.amendments.filter(number=number).first()
        if known is not None:
            return known
        require_amendable(held, number, reasons, ends_on)
        before = agreement_content(held)
        decision = held.decision
        today = decision.decided_on or signed_on
        laid = lay_amounts(decision.proposal, wishes, funder=decision.funder_id, on=today, but=decision.pk)
        require_within_budget(decision, laid)
        require_not_below_ordered(held, laid)
        write_lines(held, laid)
        held.ends_on = ends_on
        held.content = agreement_content(held) | {"amendments": number}
        held.digest = digest_of(held.content)
        held.save(update_fields=["ends_on", "content", "digest", "updated_at"])
        amendment = Amendment.objects.create(
            agreement=held,
            number=number,
            reasons=reasons,
            before=before,
            after=held.content,
            signed_on=signed_on,
            made_by=by,
        )
        record_action(by=by, verb="amend_agreement", target=held, reason=reasons, number=number, digest=held.digest)
        tell_parties(held)
        agreement_signed.send(Agreement, agreement=held, by=by)
    return amendment


def require_amendable(held: Agreement, number: int, reasons: str, ends_on: date) -> None:
    if held.state != AgreementState.SIGNED:
        raise AgreementRefusedError(_("Only an agreement in force is amended."))
    if number != held.amendments.count() + 1:
        raise AgreementRefusedError(_("Somebody amended this agreement after you read it: read it again."))
    if not reasons.strip():
        raise AgreementRefusedError(_("Give the reasons of the amendment."))
    if ends_on < held.starts_on:
        raise AgreementRefusedError(_("An agreement ends after it starts: correct one of the two days."))


def require_not_below_ordered(held: Agreement, laid: Iterable[Laid]) -> None:
    rows = list(laid)
    orders = held.payment_orders.exclude(state=PaymentState.CANCELLED)
    known = set(held.parties.values_list("organisation_id", flat=True))
    ordered = dict(orders.values_list("partner_id").annotate(sum=Sum("amount")))
    for partner, amount in ordered.items():
        if sum((one.amount for one in rows if one.partner == partner), Decimal(0)) < amount:
            raise AgreementRefusedError(
                _("A partner would be left less than what is ordered for it: recover the difference first.")
            )
    mine = held.decision.proposal.partners.filter(pk__in={one.partner for one in rows})
    if not set(mine.values_list("organisation_id", flat=True)) <= known:
        raise AgreementRefusedError(_("An amendment brings in no new party: make another agreement."))
