"""A round's proposals and budgets as the selection engine's question, and its answer as rows of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import CallRound, Proposal, RoundBudget
from grappe.apps.directory.models import Territory
from grappe.apps.directory.queries.undertakings import undertaking_names
from grappe.apps.funding.bridge.ceilings import Table, Wish
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.engines import selection
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Deadline

SECONDS, RESERVE, DRAWS = 5.0, 5, 50
CONSIDERED = (ProposalState.SUBMITTED, ProposalState.SELECTED, ProposalState.RESERVE, ProposalState.REFUSED)
REASONS = {
    selection.Cause.EXCLUDED: gettext_lazy("Set aside by hand."),
    selection.Cause.UNPAYABLE: gettext_lazy("No funder's rules let it be paid, even alone."),
    selection.Cause.GROUP: gettext_lazy("Its group is full."),
    selection.Cause.NUMBER: gettext_lazy("The list is full."),
    selection.Cause.MONEY: gettext_lazy("The budgets are better spent on others."),
    selection.Cause.TIE: gettext_lazy("Worth as much as others: the cost or the order decided."),
}

STANDINGS = {
    selection.Standing.ALWAYS: gettext_lazy("always in"),
    selection.Standing.SOMETIMES: gettext_lazy("sometimes in"),
    selection.Standing.NEVER: gettext_lazy("never in"),
}
RIVALS = {"rank order": gettext_lazy("By rank order"), "score per euro": gettext_lazy("By mark per euro")}


@dataclass(frozen=True)
class Placed:
    """One proposal in the portfolio proposed: what it asks, who pays what, or why it is not in."""

    proposal: Proposal
    score: Decimal
    need: Decimal
    payments: tuple[tuple[str, Decimal], ...]
    is_funded: bool
    reason: str
    displaced: tuple[Proposal, ...]
    lacks: tuple[tuple[str, Decimal], ...]
    standing: str = ""


@dataclass(frozen=True)
class Proposed:
    """The best portfolio found, with its proof (``gap`` 0 to 1) and what is left of each budget."""

    placed: tuple[Placed, ...]
    gap: float
    is_proven: bool
    money: Decimal
    left: tuple[tuple[str, Decimal], ...]
    rivals: tuple[tuple[str, float], ...]
    draws: int


def question_of(
    round: CallRound,  # noqa: A002
    scores: Mapping[int, Decimal],
    *,
    on: date,
    budgets: Mapping[int, Decimal] | None = None,
    ranges: Mapping[int, tuple[Decimal, Decimal]] | None = None,
    pinned: frozenset[int] = frozenset(),
    excluded: frozenset[int] = frozenset(),
) -> selection.Problem:
    """What is to be chosen; ``budgets`` (by row) replace those of the round for a what-if.

    ``ranges`` are the lowest and the highest mark that readers gave.
    """
    rows = list(round.budgets.select_related("territory"))
    wanted = budgets or {}
    funders = tuple(
        selection.Funder(
            id=str(row.pk),
            budget=wanted.get(row.pk, row.amount or Decimal(0)),
            territories=lands_of(row),
        )
        for row in rows
    )
    proposals = proposals_of(round)
    spans = ranges or {}
    projects = tuple(as_project(one, scores.get(one.pk, Decimal(1)), on, spans.get(one.pk)) for one in proposals)
    known = {one.pk for one in proposals}
    return selection.Problem(
        projects=projects,
        funders=funders,
        pinned=frozenset(str(pk) for pk in pinned & known),
        excluded=frozenset(str(pk) for pk in excluded & known),
        reserve=RESERVE,
    )


def lands_of(row: RoundBudget) -> frozenset[str] | None:
    """The departments where a funder pays; everywhere where it has no territory."""
    if row.territory_id is None:
        return None
    inside = Territory.objects.filter(
        Q(pk=row.territory_id) | Q(region=row.territory_id) | Q(former_region=row.territory_id)
    )
    return frozenset(str(pk) for pk in inside.values_list("pk", flat=True))


def proposals_of(round: CallRound) -> list[Proposal]:  # noqa: A002
    return list(
        round.proposals.filter(state__in=CONSIDERED).select_related("round__call", "lead").order_by("reference")
    )


def as_project(
    proposal: Proposal, score: Decimal, on: date, span: tuple[Decimal, Decimal] | None = None
) -> selection.Project:
    """What each partner asks, no more than it may lawfully receive."""
    table = Table(proposal, on, elsewhere={})
    ceilings = ceilings_of(table)
    names = undertaking_names(one.organisation_id for one in table.partners)
    partners = tuple(
        selection.Partner(
            id=str(one.pk),
            need=one.aid_requested if one.aid_requested is not None else ceilings[one.pk],
            territory=str(one.territory_id) if one.territory_id else None,
            ceiling=ceilings[one.pk],
            undertaking=names[one.organisation_id],
        )
        for one in table.partners
    )
    low, high = (min(span[0], score), max(span[1], score)) if span else (None, None)
    return selection.Project(str(proposal.pk), score, partners, low=low, high=high)


def ceilings_of(table: Table) -> dict[int, Decimal]:
    """The most each partner may receive, whoever pays."""
    found: dict[int, Decimal] = {}
    for one in table.partners:
        cost = sum((cost for (pk, _nature), cost in table.costs.items() if pk == one.pk), Decimal(0))
        found[one.pk] = sum((part.amount for part in table.lay(one, Wish(cost), giver="panel")), Decimal(0))
    return found


def propose_portfolio(problem: selection.Problem, round: CallRound) -> Proposed:  # noqa: A002
    """The best portfolio within some seconds, with the reason of each refusal."""
    try:
        best = selection.select(problem, stop=Deadline(SECONDS))
        told = selection.explain(problem, best, stop=Deadline(SECONDS))
        compared = selection.compare(problem, best, stop=Deadline(SECONDS))
        firm = firmness_of(problem)
    except selection.SelectionError as fault:
        raise DecisionRefusedError(str(fault)) from fault
    if best.status == Status.INFEASIBLE:
        raise DecisionRefusedError(_("What is kept in the list cannot be paid: release a proposal or raise a budget."))
    names = {str(row.pk): row.funder_name for row in round.budgets.all()}
    rows = {str(one.pk): one for one in proposals_of(round)}
    refusals = {one.project: one for one in told.refusals}
    standing = {one.project: str(STANDINGS[one.standing]) for one in firm.members} if firm else {}
    placed = tuple(
        replace(placed_of(one, rows, names, best, refusals.get(one.id)), standing=standing.get(one.id, ""))
        for one in problem.projects
    )
    return Proposed(
        placed,
        best.gap,
        is_proven=best.status == Status.OPTIMAL,
        money=best.money,
        left=left_of(problem, best, names),
        rivals=tuple((str(RIVALS[one.rule]), 100 * one.loss) for one in compared.rivals),
        draws=firm.draws if firm else 0,
    )


def firmness_of(problem: selection.Problem) -> selection.Membership | None:
    """How often each project is in when marks move between the lowest and the highest that readers gave."""
    if all(one.low is None for one in problem.projects):
        return None
    return selection.membership(problem, draws=DRAWS, stop=Deadline(SECONDS))


def placed_of(
    project: selection.Project,
    rows: Mapping[str, Proposal],
    names: Mapping[str, str],
    best: selection.Portfolio,
    refusal: selection.Refusal | None,
) -> Placed:
    paid: dict[str, Decimal] = {}
    for grant in best.grants:
        if grant.project == project.id and grant.amount:
            paid[names[grant.funder]] = paid.get(names[grant.funder], Decimal(0)) + grant.amount
    leaving = tuple(rows[name] for name in refusal.displaced) if refusal else ()
    lacks = tuple((names.get(one.label, one.label), one.amount) for one in refusal.lacks) if refusal else ()
    cause = REASONS[refusal.cause] if refusal else ""
    return Placed(
        rows[project.id],
        project.score,
        project.payable,
        tuple(paid.items()),
        is_funded=project.id in best.funded,
        reason=str(cause),
        displaced=leaving,
        lacks=lacks,
    )


def left_of(
    problem: selection.Problem, best: selection.Portfolio, names: Mapping[str, str]
) -> tuple[tuple[str, Decimal], ...]:
    spent: dict[str, Decimal] = {}
    for grant in best.grants:
        spent[grant.funder] = spent.get(grant.funder, Decimal(0)) + grant.amount
    return tuple((names[one.id], one.budget - spent.get(one.id, Decimal(0))) for one in problem.funders)
