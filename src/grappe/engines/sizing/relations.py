"""Partners of a group, and the part of an enterprise that public bodies hold."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from grappe.engines.sizing.investors import exemption
from grappe.engines.sizing.links import Groups
from grappe.engines.sizing.persons import controlled_from
from grappe.engines.sizing.problem import Holding, Kind, Problem
from grappe.engines.sizing.result import Missing, Partner, Step
from grappe.engines.sizing.rules import Definition


@dataclass(frozen=True)
class Relations:
    """Linked groups, which holdings count, and the partners of the subject's group."""

    groups: Groups
    exempt: frozenset[Holding]
    doubtful: frozenset[Holding]
    partners: tuple[Partner, ...]
    partner_steps: tuple[Step, ...]
    public_share: Decimal

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Limits of investors that could not be checked."""
        owners = sorted({holding.owner for holding in self.doubtful})
        return tuple(Missing(owner, None, "investor_limits") for owner in owners)


def relations(problem: Problem, groups: Groups, definition: Definition, *, trusting: bool) -> Relations:
    """Work out who is partner of the subject's group; `trusting` exempts where limits are unknown."""
    answers = {h: exemption(problem, groups, h, definition) for h in problem.holdings}
    doubtful = frozenset(holding for holding, answer in answers.items() if answer is None)
    exempt = frozenset(h for h, answer in answers.items() if answer or (trusting and answer is None))
    partners, steps = _partners(problem, groups, definition, exempt)
    share = public_share(problem, definition, exempt)
    return Relations(groups, exempt, doubtful, partners, steps, share)


def _partners(
    problem: Problem, groups: Groups, definition: Definition, exempt: frozenset[Holding]
) -> tuple[tuple[Partner, ...], tuple[Step, ...]]:
    if definition.partner_from is None:
        return (), ()
    best: dict[frozenset[str], tuple[Decimal, str, str]] = {}
    for (other, owned), holdings in _stakes(problem, groups).items():
        # An exemption stands only when every holder of the other group enjoys it.
        upstream = owned in groups.of[problem.subject]
        if upstream and all(holding in exempt for holding in holdings):
            continue
        share = joint_share(holdings)
        if share >= definition.partner_from and share > best.get(other, (Decimal(),))[0]:
            best[other] = (share, ", ".join(holding.owner for holding in holdings), owned)
    partners = tuple(Partner(tuple(sorted(other)), share) for other, (share, _, _) in best.items())
    steps = tuple(
        Step(
            "partner.added",
            {"owners": owners, "owned": owned, "members": ", ".join(sorted(other))},
            {"share": share},
        )
        for other, (share, owners, owned) in best.items()
    )
    return partners, steps


def _stakes(problem: Problem, groups: Groups) -> dict[tuple[frozenset[str], str], list[Holding]]:
    """Holdings between the subject's group and another one, by that group and the enterprise held."""
    own = groups.of[problem.subject]
    found: dict[tuple[frozenset[str], str], list[Holding]] = defaultdict(list)
    for holding in problem.holdings:
        if (holding.owner in own) is (holding.owned in own):
            continue
        outside = holding.owned if holding.owner in own else holding.owner
        if problem.by_id[outside].is_linkable:
            found[groups.of[outside], holding.owned].append(holding)
    return found


def joint_share(holdings: list[Holding]) -> Decimal:
    """Return what holdings in one enterprise make together, per cent: capital or votes, the greater."""
    capital = sum((holding.capital for holding in holdings), Decimal())
    return max(capital, sum((holding.voting for holding in holdings), Decimal()))


def public_share(problem: Problem, definition: Definition, exempt: frozenset[Holding]) -> Decimal:
    """Return the per cent of the subject held by public bodies or by what they control (Article 3(4)).

    Exempt holdings are left out. Zero when the definition has no such rule.
    """
    if definition.public_body_from is None:
        return Decimal()
    bodies = {enterprise.id for enterprise in problem.enterprises if enterprise.kind is Kind.PUBLIC_BODY}
    counted = Problem(problem.subject, problem.enterprises, tuple(h for h in problem.holdings if h not in exempt))
    public = bodies | set(controlled_from(counted, bodies, definition.linked_above))
    return joint_share([h for h in counted.holdings_in.get(problem.subject, ()) if h.owner in public])
