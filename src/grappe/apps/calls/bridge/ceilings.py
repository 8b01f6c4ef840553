"""Ceilings of aid: the block exemption by the engine, and the call's own rates, whichever is lower."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from grappe.apps.calls.bridge.aid_rules import rules_in_use
from grappe.apps.calls.eligibility import Ceiling
from grappe.apps.calls.enums import Beneficiary
from grappe.apps.calls.models import AidRate
from grappe.apps.directory.enums import OrganisationKind
from grappe.engines import aid

CENT = Decimal("0.01")
RESEARCH = {OrganisationKind.LABORATORY, OrganisationKind.SCHOOL}
SIZES = {"micro": aid.Size.MICRO, "small": aid.Size.SMALL, "medium": aid.Size.MEDIUM, "sme": aid.Size.MEDIUM}
# What each class may also be called in a table of rates, the nearest name first.
CLASSES = {
    Beneficiary.MICRO: (Beneficiary.MICRO, Beneficiary.SMALL, Beneficiary.SME),
    Beneficiary.SMALL: (Beneficiary.SMALL, Beneficiary.SME),
    Beneficiary.MEDIUM: (Beneficiary.MEDIUM, Beneficiary.SME),
    Beneficiary.ETI: (Beneficiary.ETI, Beneficiary.LARGE),
}


@dataclass(frozen=True)
class Taker:
    """One partner as the ceilings see it; None is not known."""

    id: int
    group: str
    kind: str
    size: str | None
    rate_class: str
    is_economic: bool
    may_publish: bool
    state: str
    in_territory: bool | None
    is_labelled: bool
    costs: Mapping[str, Decimal]
    aid: Decimal | None
    de_minimis: tuple[tuple[date, Decimal], ...]

    @property
    def cost(self) -> Decimal:
        return sum(self.costs.values(), Decimal(0))


def ceilings_of(takers: Sequence[Taker], rates: Sequence[AidRate], on: date) -> dict[int, Ceiling]:
    """For each partner what it may get at least and at most, given what is known of its size and its place.

    Where a size is not known the engine is asked twice: with a large undertaking and with a small one.
    """
    lawful = [legal(takers, on, unknown) for unknown in (aid.Size.LARGE, aid.Size.SMALL)]
    if None in lawful:
        return {}
    found = {}
    for taker in takers:
        if not taker.cost:
            continue
        bounds = sorted(share[taker.id] for share in lawful if share)
        own = sorted(possible_rates(taker, rates))
        low, high = bounds[0], bounds[-1]
        if own:
            low, high = min(low, cents(taker.cost * own[0])), min(high, cents(taker.cost * own[-1]))
        found[taker.id] = Ceiling(low, high, own[0] if own and own[0] == own[-1] else None)
    return found


def legal(takers: Sequence[Taker], on: date, unknown: aid.Size) -> dict[int, Decimal] | None:
    """Euros per partner under the block exemption of the day; None where no rule is known for that day."""
    project = aid.Project(granted_on=on, partners=tuple(as_partner(one, unknown) for one in takers))
    try:
        answer = aid.assess(project, rules=rules_in_use())
    except aid.AidError:
        return None
    return {int(told.partner): sum((line.ceiling for line in told.lines), Decimal(0)) for told in answer.partners}


def as_partner(taker: Taker, unknown: aid.Size) -> aid.Partner:
    return aid.Partner(
        id=str(taker.id),
        size=unknown if taker.size is None else SIZES.get(taker.size, aid.Size.LARGE),
        kind=aid.Kind.RESEARCH if taker.kind in RESEARCH else aid.Kind.UNDERTAKING,
        economic=taker.is_economic,
        may_publish=taker.may_publish,
        undertaking=taker.group,
        state=taker.state,
        bonuses=("collaboration",),
        costs=tuple(aid.Cost(nature, amount) for nature, amount in sorted(taker.costs.items())),
    )


def possible_rates(taker: Taker, rates: Sequence[AidRate]) -> set[Decimal]:
    """The call's own rates that the partner may have; one where all is known, none where no rate is for it."""
    places = (True, False) if taker.in_territory is None else (taker.in_territory,)
    return {
        rate
        for name in possible_classes(taker)
        for place in places
        if (rate := rate_for(name, rates, in_territory=place, is_labelled=taker.is_labelled)) is not None
    }


def possible_classes(taker: Taker) -> tuple[str, ...]:
    if taker.rate_class:
        return (taker.rate_class,)
    if taker.kind in RESEARCH:
        return (Beneficiary.LABORATORY,)
    if taker.size is None:
        return (Beneficiary.SME, Beneficiary.ETI, Beneficiary.LARGE)
    return (taker.size,)


def rate_for(name: str, rates: Iterable[AidRate], *, in_territory: bool, is_labelled: bool) -> Decimal | None:
    """The first rate that is for this class, place and label; rates come in the order in which they win."""
    fitting = [
        rate for rate in rates if rate.in_territory in {None, in_territory} and rate.is_labelled in {None, is_labelled}
    ]
    for wanted in CLASSES.get(Beneficiary(name), (name,)):
        for rate in fitting:
            if rate.beneficiary == wanted:
                return rate.rate
    return None


def de_minimis_over(received: Sequence[tuple[date, Decimal]], on: date) -> Decimal | None:
    """Euros above the ceiling of any rolling period that reaches the day; None where no rule is known for it."""
    try:
        rule = rules_in_use().de_minimis_on(on)
    except aid.AidError:
        return None
    rows = [aid.Received(day, amount) for day, amount in received]
    over = Decimal(0)
    for row in rows:
        others = [one for one in rows if one is not row]
        over = max(over, row.amount - aid.de_minimis_left(others, row.on, rule))
    return over


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_DOWN)
