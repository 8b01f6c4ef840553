"""What each partner may still receive, and how an amount is laid on its costs without passing any ceiling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.funding.bridge.projects import as_project, granted_elsewhere, partners_of, planned_costs
from grappe.apps.funding.errors import AboveCeilingError, DecisionRefusedError
from grappe.apps.funding.phrases.aid_steps import said
from grappe.apps.funding.phrases.amounts import euros
from grappe.engines import aid

NOTHING = Decimal(0)
ADD_RULES = gettext_lazy(
    "Nothing can be granted on that day until the administrator adds the period that follows, with its source "
    "(GRAPPE_AID_RULES)."
)


@dataclass(frozen=True)
class Wish:
    """An amount for one partner, in euros, before it is laid on the natures of its costs."""

    amount: Decimal
    form: str = "exempted"


@dataclass(frozen=True)
class Laid:
    """A part of a wish on the costs of one nature."""

    partner: int
    nature: str
    form: str
    amount: Decimal


@dataclass(frozen=True)
class PartnerRoom:
    """What one partner may receive from one funder, in euros, and why no more."""

    partner: ProposalPartner
    cost: Decimal
    ceiling: Decimal
    elsewhere: Decimal
    left: Decimal
    reasons: tuple[str, ...]


class Table:
    """One proposal on one day: costs, what others give, and grants added one by one."""

    def __init__(
        self,
        proposal: Proposal,
        on: date,
        *,
        but: int | None = None,
        costs: Mapping[tuple[int, str], Decimal] | None = None,
        elsewhere: Mapping[int, list[aid.Grant]] | None = None,
    ) -> None:
        self.proposal, self.on = proposal, on
        self.partners = partners_of(proposal)
        self.costs = planned_costs(self.partners) if costs is None else dict(costs)
        given = granted_elsewhere(proposal, but=but) if elsewhere is None else elsewhere
        self.grants = {one.pk: list(given.get(one.pk, [])) for one in self.partners}
        for one in self.partners:
            self.add_declared(one)

    def add_declared(self, partner: ProposalPartner) -> None:
        """Aid the partner declares for the same costs comes before everything else."""
        for other in partner.other_aids.all():
            if other.is_for_same_costs:
                wish = Wish(other.amount, other.form)
                laid = self.lay(partner, wish, giver=other.giver, first=True)
                self.grants[partner.pk][:0] = [grant_of(one, other.giver) for one in laid]

    def answer(self) -> aid.ProjectAid:
        try:
            project, book = as_project(self.proposal, self.partners, costs=self.costs, grants=self.grants, on=self.on)
            return aid.assess(project, rules=book)
        except aid.NoRulesInForceError as fault:
            raise DecisionRefusedError(unruled(fault, self.on)) from fault
        except aid.AidError as fault:
            raise DecisionRefusedError(str(fault)) from fault

    def natures(self, partner: ProposalPartner) -> list[str]:
        return sorted(nature for (pk, nature), cost in self.costs.items() if pk == partner.pk and cost > 0)

    def lay(self, partner: ProposalPartner, wish: Wish, *, giver: str, first: bool = False) -> list[Laid]:
        """Fill the natures one after the other; the ceilings lie within each other, so nothing more would fit."""
        held, left = self.grants[partner.pk], wish.amount
        laid: list[Laid] = []
        for nature in self.natures(partner):
            if left <= 0:
                break
            tried = [*(grant_of(one, giver) for one in laid), aid.Grant(giver, nature, left, aid.Form(wish.form))]
            self.grants[partner.pk] = [*tried, *held] if first else [*held, *tried]
            allowed = self.shares_of(partner)[len(laid) if first else -1].allowed
            if allowed > 0:
                laid.append(Laid(partner.pk, nature, wish.form, allowed))
                left -= allowed
        self.grants[partner.pk] = held
        return laid

    def shares_of(self, partner: ProposalPartner) -> tuple[aid.Share, ...]:
        told = next(one for one in self.answer().partners if one.partner == str(partner.pk))
        return told.shares


def unruled(fault: aid.NoRulesInForceError, on: date) -> str:
    """Which period of the rules is missing, and what the office can do: no amount is computed without a rule."""
    if fault.ended is None:
        return _("No State-aid rules are known for %(day)s. %(next)s") % {"day": date_format(on), "next": ADD_RULES}
    return _("No State-aid rules are known for %(day)s: those held here ended on %(ended)s. %(next)s") % {
        "day": date_format(on),
        "ended": date_format(fault.ended),
        "next": ADD_RULES,
    }


def grant_of(laid: Laid, giver: str) -> aid.Grant:
    return aid.Grant(giver, laid.nature, laid.amount, aid.Form(laid.form))


def lay_amounts(
    proposal: Proposal, wishes: Mapping[int, Wish], *, funder: int, on: date, but: int | None = None
) -> list[Laid]:
    """Lay every wish on its partner's costs, or refuse: no ceiling is ever passed, whatever was asked.

    Raises AboveCeilingError with the engine's reasons.
    """
    table, giver = Table(proposal, on, but=but), str(funder)
    found: list[Laid] = []
    known = {one.pk: one for one in table.partners}
    for pk, wish in sorted(wishes.items()):
        if wish.amount <= 0:
            continue
        partner = known.get(pk)
        if partner is None:
            raise DecisionRefusedError(_("One of the amounts is for an organisation that is no partner any more."))
        laid = table.lay(partner, wish, giver=giver)
        given = sum((one.amount for one in laid), NOTHING)
        if given < wish.amount:
            table.grants[pk].append(aid.Grant(giver, (table.natures(partner) or ["industrial"])[0], wish.amount))
            raise above(partner, wish.amount, given, cuts_of(table.answer()))
        table.grants[pk] += [grant_of(one, giver) for one in laid]
        found += laid
    answer = table.answer()
    if not answer.within and found:
        raise AboveCeilingError(_("These amounts together pass a ceiling that partners share."), cuts_of(answer))
    return found


def above(partner: ProposalPartner, wanted: Decimal, most: Decimal, reasons: tuple[str, ...]) -> AboveCeilingError:
    names = {"partner": partner.organisation, "wanted": euros(wanted), "most": euros(most)}
    return AboveCeilingError(
        _("%(partner)s cannot receive %(wanted)s €: at most %(most)s € are left under the ceilings.") % names, reasons
    )


def cuts_of(answer: aid.ProjectAid) -> tuple[str, ...]:
    return tuple(said(step) for one in answer.partners for step in one.steps if step.code.startswith("cut."))


def rooms_of(proposal: Proposal, *, funder: int, on: date, but: int | None = None) -> list[PartnerRoom]:
    """For each partner: cost, ceiling, what others give, what is left for this funder, and the reasoning."""
    table = Table(proposal, on, but=but)
    answer = table.answer()
    opening = tuple(said(step) for step in answer.steps)
    rooms = []
    for partner, told in zip(table.partners, answer.partners, strict=True):
        cost = sum((line.cost for line in told.lines), NOTHING)
        laid = table.lay(partner, Wish(cost), giver=str(funder))
        rooms.append(
            PartnerRoom(
                partner,
                cost,
                sum((line.ceiling for line in told.lines), NOTHING),
                sum((share.allowed for share in told.shares), NOTHING),
                sum((one.amount for one in laid), NOTHING),
                (*opening, *(said(step) for step in told.steps if not step.code.startswith("cut."))),
            )
        )
    return rooms
