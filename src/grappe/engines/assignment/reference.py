"""Every assignment of a small problem, tried one by one: slow, plain, and right by construction."""

from collections.abc import Iterator
from itertools import combinations, product

from grappe.engines.assignment.checker import affinities_of
from grappe.engines.assignment.problem import Pair, Problem, Proposal


def every_assignment(problem: Problem) -> Iterator[tuple[tuple[Pair, ...], tuple[float, ...]]]:
    """Return all valid assignments of a problem of a few reviewers and proposals, with the score of each proposal."""
    known = affinities_of(problem)
    teams = [list(_teams(problem, proposal, known)) for proposal in problem.proposals]
    for picked in product(*teams):
        loads = dict.fromkeys((one.id for one in problem.reviewers), 0)
        for team in picked:
            for name in team:
                loads[name] += 1
        if all(one.least <= loads[one.id] <= one.most for one in problem.reviewers):
            named = list(zip(problem.proposals, picked, strict=True))
            pairs = tuple(Pair(proposal.id, name) for proposal, team in named for name in team)
            yield pairs, tuple(sum((known[Pair(one.id, name)] for name in team), 0.0) for one, team in named)


def _teams(problem: Problem, proposal: Proposal, known: dict[Pair, float]) -> Iterator[tuple[str, ...]]:
    for team in combinations([one.id for one in problem.reviewers], proposal.need):
        pairs = {Pair(proposal.id, name) for name in team}
        pinned = {pair for pair in problem.pinned if pair.proposal == proposal.id}
        possible = pairs <= known.keys() and not pairs & (problem.conflicts | problem.forbidden)
        if possible and pinned <= pairs and _is_mixed(problem, proposal, team):
            yield team


def _is_mixed(problem: Problem, proposal: Proposal, team: tuple[str, ...]) -> bool:
    people = [problem.reviewers[problem.reviewer_at[name]] for name in team]
    for demand in proposal.demands:
        count = len([one for one in people if demand.trait in one.traits])
        if not demand.least <= count <= (len(team) if demand.most is None else demand.most):
            return False
    organisations = [one.organisation for one in people if one.organisation is not None]
    most = proposal.most_per_organisation
    return most is None or all(organisations.count(one) <= most for one in organisations)
