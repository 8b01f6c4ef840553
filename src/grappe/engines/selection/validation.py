"""Refuse problems that say nothing sensible, before anything is computed. Too little money is not such a fault."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from grappe.engines.selection.errors import (
    AmountError,
    ContradictionError,
    DuplicateNameError,
    ScoreError,
    UnknownNameError,
)
from grappe.engines.selection.problem import Problem, Project

LARGEST = Decimal(10) ** 12
FINEST = Decimal("0.01")


def validate(problem: Problem) -> None:
    """Raise the `SelectionError` that names the first fault found and its place; say nothing otherwise."""
    _check_names(problem)
    for place, amount in _amounts(problem):
        _check_amount(place, amount)
    for place, share in _shares(problem):
        if not (share.is_finite() and 0 <= share <= 1):
            raise AmountError(f"{place}: {share} is no share between 0 and 1.")
    for project in problem.projects:
        _check_score(project)
    _check_references(problem)
    _check_decisions(problem)


def _check_names(problem: Problem) -> None:
    named: list[tuple[str, Iterable[str]]] = [
        ("projects", (one.id for one in problem.projects)),
        ("funders", (one.id for one in problem.funders)),
        ("envelopes", (one.id for one in problem.envelopes)),
        ("parities", (one.id for one in problem.parities)),
        ("groups", (one.id for one in problem.groups)),
        ("ceilings", (one.undertaking for one in problem.ceilings)),
    ]
    named += [(f"projects.{one.id}.partners", (each.id for each in one.partners)) for one in problem.projects]
    for place, names in named:
        for name, count in Counter(names).items():
            if count > 1:
                raise DuplicateNameError(f"{place}: {count} are named {name}: give each its own name.")


def _amounts(problem: Problem) -> Iterator[tuple[str, Decimal]]:
    for project in problem.projects:
        for partner in project.partners:
            place = f"projects.{project.id}.partners.{partner.id}"
            yield f"{place}.need", partner.need
            if partner.ceiling is not None:
                yield f"{place}.ceiling", partner.ceiling
    for funder in problem.funders:
        yield f"funders.{funder.id}.budget", funder.budget
        yield f"funders.{funder.id}.minimum", funder.minimum
    yield from ((f"envelopes.{one.id}.amount", one.amount) for one in problem.envelopes)
    yield from ((f"ceilings.{one.undertaking}.amount", one.amount) for one in problem.ceilings)


def _shares(problem: Problem) -> Iterator[tuple[str, Decimal]]:
    yield "least_scale", problem.least_scale
    for funder in problem.funders:
        yield f"funders.{funder.id}.share_of_project", funder.share_of_project
        yield f"funders.{funder.id}.share_of_partner", funder.share_of_partner
    yield from ((f"parities.{one.id}.tolerance", one.tolerance) for one in problem.parities)


def _check_amount(place: str, amount: Decimal) -> None:
    if not amount.is_finite() or not 0 <= amount <= LARGEST:
        raise AmountError(f"{place}: {amount} is no amount between 0 and {LARGEST:,} EUR.")
    if amount % FINEST:
        raise AmountError(f"{place}: {amount} is finer than a cent: round it.")


def _check_score(project: Project) -> None:
    place = f"projects.{project.id}"
    low = project.score if project.low is None else project.low
    high = project.score if project.high is None else project.high
    for name, score in (("low", low), ("score", project.score), ("high", high)):
        if not score.is_finite() or not 0 <= score <= LARGEST:
            raise ScoreError(f"{place}.{name}: {score} is no score of 0 or more.")
    if not low <= project.score <= high:
        raise ScoreError(f"{place}: its score {project.score} is not between {low} and {high}.")


def _check_references(problem: Problem) -> None:
    projects, funders = set(problem.project_at), {one.id for one in problem.funders}
    wanted = [("pinned", problem.pinned, projects), ("excluded", problem.excluded, projects)]
    wanted += [(f"groups.{one.id}.projects", one.projects, projects) for one in problem.groups]
    wanted += [(f"envelopes.{one.id}.funders", one.funders, funders) for one in problem.envelopes]
    for parity in problem.parities:
        wanted += [(f"parities.{parity.id}.left", parity.left, funders)]
        wanted += [(f"parities.{parity.id}.right", parity.right, funders)]
        for name in sorted(parity.left & parity.right):
            raise ContradictionError(f"parities.{parity.id}: {name} is on both sides: choose.")
    for place, names, known in wanted:
        for name in sorted(names - known):
            raise UnknownNameError(f"{place}: {name} is not described: add it or correct its name.")


def _check_decisions(problem: Problem) -> None:
    for name in sorted(problem.pinned & problem.excluded):
        raise ContradictionError(f"pinned: {name} is excluded too: choose.")
    if problem.reserve < 0:
        raise AmountError(f"reserve: {problem.reserve} is no length: give 0 or more.")
    limits = [(f"groups.{one.id}.most", one.most, len(one.projects & problem.pinned)) for one in problem.groups]
    if problem.most_projects is not None:
        limits.append(("most_projects", problem.most_projects, len(problem.pinned)))
    for place, most, pinned in limits:
        if most < 0:
            raise AmountError(f"{place}: {most} is no number of projects: give 0 or more.")
        if pinned > most:
            raise ContradictionError(f"{place}: {pinned} projects are pinned and {most} let in: unpin or let in more.")
