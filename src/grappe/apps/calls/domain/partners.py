"""A consortium's partners: added by the lead, each writing and signing its own part."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_draft, lock_part
from grappe.apps.calls.domain.partner_letters import tell_editors, tell_who_asked
from grappe.apps.calls.domain.proposals import ChangedMeanwhileError
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.errors import ProposalRefusedError
from grappe.apps.calls.models import Author, OtherAid, PartnerCost, Proposal, ProposalPartner
from grappe.apps.calls.rules import forget_rights
from grappe.apps.directory.models import Organisation

PART = (
    "role",
    "territory",
    "rate_class",
    "is_economic",
    "may_publish",
    "contact_name",
    "contact_email",
    "people",
    "person_months",
    "hires",
    "own_funds",
    "aid_requested",
)
# (category, nature) -> euros
Costs = Mapping[tuple[str, str], Decimal]


def add_partner(*, proposal: Proposal, organisation: Organisation, by: User) -> ProposalPartner:
    """Ask an organisation of the register to join; its editors may take the part up, and so may who is invited."""
    with recorded(by=by, verb="add_partner"):
        held = lock_draft(proposal)
        try:
            with transaction.atomic():
                partner = ProposalPartner.objects.create(
                    proposal=held,
                    organisation=organisation,
                    territory=organisation.department,
                    rank=held.partners.count(),
                )
        except IntegrityError as error:
            raise ProposalRefusedError(why_not_again(held, organisation)) from error
        record_action(by=by, verb="add_partner", target=held, organisation=organisation.pk)
        tell_editors(partner, by)
    return partner


def why_not_again(proposal: Proposal, organisation: Organisation) -> str:
    if proposal.partners.filter(organisation=organisation, state=PartnerState.DECLINED).exists():
        return _("This organisation has declined: it may join after all from its workspace, or by an invitation.")
    return _("This organisation is a partner of the proposal already.")


def remove_partner(*, partner: ProposalPartner, by: User) -> None:
    """Take a partner and its part out of a draft; versions kept before still hold it."""
    with recorded(by=by, verb="remove_partner"):
        held = lock_part(partner)
        if held.is_lead:
            raise ProposalRefusedError(_("The lead stays: withdraw the proposal, or open another one."))
        record_action(by=by, verb="remove_partner", target=held.proposal, organisation=held.organisation_id)
        held.delete()


def join_proposal(*, partner: ProposalPartner, by: User) -> ProposalPartner:
    """Take up a partner's part; whoever joins becomes an author of it."""
    with recorded(by=by, verb="join_proposal"):
        held = lock_part(partner)
        if held.state in {PartnerState.INVITED, PartnerState.DECLINED}:
            held.state = PartnerState.JOINED
            held.contact_name = held.contact_name or by.full_name
            held.contact_email = held.contact_email or by.email
            held.save(update_fields=["state", "contact_name", "contact_email"])
            tell_who_asked(held, by)
        Author.objects.get_or_create(partner=held, user=by)
        record_action(by=by, verb="join_proposal", target=held.proposal, partner=held.pk)
        forget_rights(by)
    return held


def decline_part(*, partner: ProposalPartner, by: User) -> ProposalPartner:
    """Say that the organisation does not take part, before or after joining; those who lead are told by mail."""
    with recorded(by=by, verb="decline_part"):
        held = lock_part(partner)
        if held.is_lead:
            raise ProposalRefusedError(_("The lead stays: withdraw the proposal, or open another one."))
        if held.state == PartnerState.DECLINED:
            return held
        unsign(held)
        held.state = PartnerState.DECLINED
        held.save(update_fields=["state"])
        record_action(by=by, verb="decline_part", target=held.proposal, partner=held.pk)
        tell_who_asked(held, by)
        forget_rights(by)
    return held


def change_part(
    *, partner: ProposalPartner, values: dict[str, Any], costs: Costs | None = None, seen: int, by: User
) -> ProposalPartner:
    """Change a partner's own part, unless somebody changed it meanwhile; a change takes the signature away."""
    with recorded(by=by, verb="change_part"):
        held = lock_part(partner)
        changed = [name for name in PART if name in values and getattr(held, name) != values[name]]
        before = {(cost.category, cost.nature): cost.amount for cost in held.costs.all()}
        after = before if costs is None else {key: amount for key, amount in costs.items() if amount}
        if not changed and after == before:
            return held
        if held.revision != seen:
            raise ChangedMeanwhileError(differing(held, changed, before, after), held.revision)
        for name in changed:
            setattr(held, name, values[name])
        unsign(held)
        held.revision += 1
        held.save()
        if after != before:
            replace_costs(held, after)
        record_action(by=by, verb="change_part", target=held.proposal, partner=held.pk, fields=changed)
    return held


def differing(held: ProposalPartner, changed: list[str], before: Costs, after: Costs) -> dict[str, Any]:
    """What stands now where the author wants something else; costs under ``category-nature``."""
    cells = {key for key in (*before, *after) if before.get(key) != after.get(key)}
    costs = {f"{category}-{nature}": before.get((category, nature)) for category, nature in sorted(cells)}
    return {name: getattr(held, name) for name in changed} | costs


def replace_costs(partner: ProposalPartner, costs: Costs) -> None:
    partner.costs.all().delete()
    PartnerCost.objects.bulk_create(
        PartnerCost(partner=partner, category=category, nature=nature, amount=amount)
        for (category, nature), amount in sorted(costs.items())
    )


def add_other_aid(*, partner: ProposalPartner, values: dict[str, Any], by: User) -> OtherAid:
    """State aid received or asked for elsewhere, which counts towards the ceilings."""
    with recorded(by=by, verb="add_other_aid"):
        held = lock_part(partner)
        aid = OtherAid.objects.create(partner=held, **values)
        touch(held)
        record_action(by=by, verb="add_other_aid", target=held.proposal, partner=held.pk, form=aid.form)
    return aid


def remove_other_aid(*, aid: OtherAid, by: User) -> None:
    with recorded(by=by, verb="remove_other_aid"):
        held = lock_part(aid.partner)
        record_action(by=by, verb="remove_other_aid", target=held.proposal, partner=held.pk, giver=aid.giver)
        aid.delete()
        touch(held)


def touch(held: ProposalPartner) -> None:
    """Its part has changed: what was signed is not what stands."""
    unsign(held)
    held.revision += 1
    held.save(update_fields=["revision", "state", "signed_at", "signed_by", "signed_digest"])


def unsign(held: ProposalPartner) -> None:
    if held.state == PartnerState.SIGNED:
        held.state, held.signed_at, held.signed_by, held.signed_digest = PartnerState.JOINED, None, None, ""
