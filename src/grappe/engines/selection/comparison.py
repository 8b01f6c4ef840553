"""Simpler ways of choosing, under the same limits: by rank, and by score per euro."""

from collections.abc import Iterable
from decimal import Decimal

from grappe.engines.selection.checker import value_of
from grappe.engines.selection.instance import instance_of
from grappe.engines.selection.payments import can_pay, pay
from grappe.engines.selection.problem import Problem, Project
from grappe.engines.selection.program import Program, program_of
from grappe.engines.selection.result import Comparison, Portfolio, Rival
from grappe.engines.selection.selection import NEVER
from grappe.engines.solving.stop import Stop


def compare(problem: Problem, portfolio: Portfolio, *, stop: Stop = NEVER) -> Comparison:
    """Choose by rank order and by score per euro, and say what either loses.

    Parameters
    ----------
    problem, portfolio : what was asked, and the answer.
    stop : when to take no more projects.

    Returns
    -------
    Comparison
        Either rule passes over the projects that can no longer be paid, money moving freely between those taken.
    """
    program = program_of(instance_of(problem))
    ranked = sorted(problem.projects, key=lambda one: (-one.score, one.payable))
    worthy = sorted(problem.projects, key=lambda one: (-_per_euro(one), one.payable))
    return Comparison(
        (
            _rival("rank order", program, ranked, portfolio, stop),
            _rival("score per euro", program, worthy, portfolio, stop),
        )
    )


def _per_euro(project: Project) -> Decimal:
    return project.score / max(project.payable, Decimal("0.01"))


def _rival(rule: str, program: Program, order: Iterable[Project], portfolio: Portfolio, stop: Stop) -> Rival:
    problem = program.instance.problem
    pinned = [problem.project_at[name] for name in sorted(problem.pinned)]
    taken = list(pinned)
    for project in order:
        place = problem.project_at[project.id]
        names = {problem.projects[one].id for one in [*taken, place]}
        if place in taken or project.id in problem.excluded or not _is_listed(problem, names):
            continue
        if can_pay(program, frozenset({*taken, place}), stop):
            taken.append(place)
    payment = pay(program, frozenset(taken), stop)
    while payment.grants is None and len(taken) > len(pinned):
        taken.pop()
        payment = pay(program, frozenset(taken), stop)
    funded = tuple(problem.projects[one].id for one in sorted(taken)) if payment.grants is not None else ()
    value = value_of(problem, funded, payment.grants or ())
    loss = float((portfolio.value - value) / portfolio.value) if portfolio.value else 0.0
    return Rival(rule, funded, value, loss)


def _is_listed(problem: Problem, names: set[str]) -> bool:
    is_short = problem.most_projects is None or len(names) <= problem.most_projects
    return is_short and all(len(one.projects & names) <= one.most for one in problem.groups)
