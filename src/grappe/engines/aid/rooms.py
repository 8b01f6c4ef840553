"""Every ceiling of a project as a room that grants fill: who it belongs to, and how much is left."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from grappe.engines.aid.problem import Form, Grant, Partner, Project
from grappe.engines.aid.rules import Exemption, RuleBook
from grappe.engines.aid.schemes import scheme_rate
from grappe.engines.aid.windows import de_minimis_left, room_left

CENT = Decimal("0.01")
RESEARCH = ("fundamental", "industrial", "experimental")
Key = tuple[str, ...]


def cents(amount: Decimal) -> Decimal:
    """Round euros down to the cent, so that no ceiling is passed by rounding."""
    return amount.quantize(CENT, rounding=ROUND_DOWN)


def predominant(project: Project) -> str:
    """Return the research category that decides the threshold: where costs, added up in order, exceed one half."""
    costs = {name: sum((one.cost_of(name) for one in project.partners), Decimal(0)) for name in RESEARCH}
    total, reached = sum(costs.values(), Decimal(0)), Decimal(0)
    for name in RESEARCH[:-1]:
        reached += costs[name]
        if 2 * reached > total:
            return name
    return RESEARCH[-1]


@dataclass
class Rooms:
    """What is left under each ceiling; filled grant by grant, in the order given."""

    project: Project
    exemption: Exemption
    book: RuleBook
    shares: dict[tuple[str, str], Decimal]
    left: dict[Key, Decimal] = field(default_factory=dict)

    def fill(self, partner: Partner, grant: Grant) -> tuple[Decimal, tuple[str, ...]]:
        """Take as much of a grant as every ceiling leaves.

        Parameters
        ----------
        partner, grant : who asks for what.

        Returns
        -------
        Decimal, tuple of str
            Euros that may be given, and the ceilings that cut the grant.
        """
        keys = list(self._keys(partner, grant))
        room = {key: self.left.setdefault(key, self._opening(key, partner)) for key in keys}
        asked = cents(grant.amount)
        given = min([asked, *room.values()])
        for key in keys:
            self.left[key] -= given
        return given, tuple(key[0] for key in keys if given < asked and room[key] == given)

    def _keys(self, partner: Partner, grant: Grant) -> Iterator[Key]:
        yield ("public", partner.id, grant.category)
        if grant.form is Form.UNION:
            return
        forms = {one.form for one in partner.grants if one.category == grant.category}
        if grant.form is Form.EXEMPTED or Form.EXEMPTED in forms:
            # De minimis aid meets the intensity only where it is cumulated with exempted aid.
            yield ("intensity", partner.id, grant.category)
        if self.project.scheme is not None:
            yield ("scheme", partner.id)
        if not partner.is_aided:
            return
        if grant.form is Form.DE_MINIMIS:
            yield ("de_minimis", partner.single, partner.state)
        else:
            kind = "research" if grant.category in RESEARCH else grant.category
            yield ("threshold", partner.single, kind)
            if self.exemption.category(grant.category).ceiling is not None:
                yield ("window", partner.single, grant.category)

    def _opening(self, key: Key, partner: Partner) -> Decimal:
        kind = key[0]
        if kind in {"public", "intensity"}:
            share = self.shares[partner.id, key[2]]
            return cents(partner.cost_of(key[2]) * (share if kind == "intensity" else self._public(share)))
        if kind == "scheme":
            return self._scheme_room(partner)
        received = [one for other in self._single(partner) for one in other.received]
        if kind == "de_minimis":
            rule = self.book.de_minimis_on(self.project.granted_on)
            same = [one for other in self._single(partner) if other.state == partner.state for one in other.received]
            return cents(de_minimis_left(same, self.project.granted_on, rule))
        if kind == "threshold":
            return self._threshold(key[2])
        category = self.exemption.category(key[2])
        earlier = [one for one in received if one.category == category.name]
        ceiling, years = category.ceiling or Decimal(0), category.window_years or 0
        return cents(room_left(earlier, self.project.granted_on, ceiling=ceiling, years=years))

    def _public(self, share: Decimal) -> Decimal:
        return max(share, self.project.union_rate)

    def _scheme_room(self, partner: Partner) -> Decimal:
        rate, _ = scheme_rate(
            scheme=self.project.scheme or "",
            round=self.project.round,
            beneficiary=partner.rate_class or str(partner.size.counted),
            in_territory=partner.in_territory,
            labelled=partner.labelled,
            rules=self.book,
        )
        return cents(partner.cost * rate)

    def _threshold(self, kind: str) -> Decimal:
        if kind == "research":
            return self.exemption.thresholds[predominant(self.project)]
        # A category without a threshold of its own is not exempted at any amount.
        return self.exemption.category(kind).threshold or Decimal(0)

    def _single(self, partner: Partner) -> list[Partner]:
        return [one for one in self.project.partners if one.single == partner.single]
