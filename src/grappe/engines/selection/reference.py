"""Every portfolio of a small problem, paid in every way cent by cent: slow, plain, and right by construction."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations, product
from math import ceil

from grappe.engines.selection.checker import CENT, broken_limits
from grappe.engines.selection.problem import Partner, Problem, Project
from grappe.engines.selection.result import Grant


def every_choice(problem: Problem) -> Iterator[tuple[str, ...]]:
    """Return all sets of projects, those that no money could save included."""
    names = [one.id for one in problem.projects]
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def every_payment(problem: Problem, funded: tuple[str, ...]) -> Iterator[tuple[Grant, ...]]:
    """Yield every way of paying for some projects that keeps every limit.

    Parameters
    ----------
    problem : of a few projects that ask for a few cents.
    funded : the projects taken.

    Yields
    ------
    tuple of Grant
        Nothing when they cannot be paid.
    """
    taken = [one for one in problem.projects if one.id in funded]
    ways = [list(_project_ways(problem, project)) for project in taken]
    for picked in product(*ways):
        grants = tuple(chain.from_iterable(picked))
        if not broken_limits(problem, funded, grants):
            yield grants


def _project_ways(problem: Problem, project: Project) -> Iterator[tuple[Grant, ...]]:
    """Ways of paying one project, those that already break a limit alone left out."""
    for picked in product(*(list(_partner_ways(problem, project, partner)) for partner in project.partners)):
        grants = tuple(chain.from_iterable(picked))
        alone = broken_limits(problem, {project.id} | problem.pinned, grants)
        if not [one for one in alone if one.about.endswith(f" {project.id}") and not one.code.startswith("project.")]:
            yield grants


def _partner_ways(problem: Problem, project: Project, partner: Partner) -> Iterator[tuple[Grant, ...]]:
    payers = [one.id for one in problem.funders if one.pays(project, partner)]
    most = int(partner.payable / CENT)
    least = ceil(partner.payable * problem.least_scale / CENT)
    for amounts in product(range(most + 1), repeat=len(payers)):
        if least <= sum(amounts) <= most:
            named = zip(payers, amounts, strict=True)
            yield tuple(
                Grant(funder, project.id, partner.id, Decimal(cents) * CENT) for funder, cents in named if cents
            )
