"""What if: a question of the panel, answered from the portfolio on the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import inf

from grappe.engines.selection.errors import UnknownNameError
from grappe.engines.selection.problem import Problem
from grappe.engines.selection.result import Answer, Portfolio
from grappe.engines.selection.selection import NEVER, select
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop


@dataclass(frozen=True)
class Question:
    """What is to be different.

    Parameters
    ----------
    pinned, excluded, freed : projects that must be in, must be out, or are no longer decided by hand.
    budgets, envelopes, ceilings : new amounts in euros, by funder, by envelope and by undertaking that has a ceiling.
    scores : new scores, by project.
    """

    pinned: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    freed: frozenset[str] = frozenset()
    budgets: Mapping[str, Decimal] = field(default_factory=dict)
    envelopes: Mapping[str, Decimal] = field(default_factory=dict)
    ceilings: Mapping[str, Decimal] = field(default_factory=dict)
    scores: Mapping[str, Decimal] = field(default_factory=dict)


def changed(problem: Problem, question: Question) -> Problem:
    """Return the problem as the question has it.

    Parameters
    ----------
    problem, question : as it is, and what is to be different.

    Returns
    -------
    Problem
        A new score takes the range of scores away.
    """
    for place, names, known in (
        ("budgets", question.budgets, {one.id for one in problem.funders}),
        ("envelopes", question.envelopes, {one.id for one in problem.envelopes}),
        ("ceilings", question.ceilings, {one.undertaking for one in problem.ceilings}),
        ("scores", question.scores, set(problem.project_at)),
        ("freed", question.freed, set(problem.project_at)),
    ):
        for name in sorted(set(names) - known):
            raise UnknownNameError(f"{place}: {name} is not described: correct its name.")
    pinned = (problem.pinned - question.freed - question.excluded) | question.pinned
    excluded = (problem.excluded - question.freed - question.pinned) | question.excluded
    return replace(
        problem,
        projects=tuple(
            replace(one, score=question.scores[one.id], low=None, high=None) if one.id in question.scores else one
            for one in problem.projects
        ),
        funders=tuple(replace(one, budget=question.budgets.get(one.id, one.budget)) for one in problem.funders),
        envelopes=tuple(replace(one, amount=question.envelopes.get(one.id, one.amount)) for one in problem.envelopes),
        ceilings=tuple(
            replace(one, amount=question.ceilings.get(one.undertaking, one.amount)) for one in problem.ceilings
        ),
        pinned=pinned,
        excluded=excluded,
    )


def what_if(problem: Problem, portfolio: Portfolio, question: Question, *, stop: Stop = NEVER) -> Answer:
    """Answer a question, starting from the portfolio on the table.

    Parameters
    ----------
    problem, portfolio : what was asked before, and its answer.
    question : what is to be different.
    stop : when to answer; the answer tells its own gap.

    Returns
    -------
    Answer
        The new portfolio and what it changes.
    """
    asked = changed(problem, question)
    after = select(
        asked,
        stop=stop,
        start=portfolio.funded,
        paid=portfolio.grants,
        known=_still_known(problem, asked, portfolio),
        settles_ties=False,
    )
    return Answer(
        portfolio=after,
        entering=tuple(one for one in after.funded if one not in portfolio.funded),
        leaving=tuple(one for one in portfolio.funded if one not in after.funded),
        gain=after.value - portfolio.value,
    )


def _still_known(before: Problem, after: Problem, portfolio: Portfolio) -> float:
    """Return the bound that the former answer gives; infinity where anything is loosened but scores.

    A score that rises by some points lets no portfolio be worth more than so many points beyond the former bound.
    """
    if portfolio.status is Status.INFEASIBLE or not _is_tighter(before, after):
        return inf
    rises = (float(new.score - old.score) for old, new in zip(before.projects, after.projects, strict=True))
    return portfolio.bound + sum(max(0.0, one) for one in rises)


def _is_tighter(before: Problem, after: Problem) -> bool:
    amounts = [
        *((old.budget, new.budget) for old, new in zip(before.funders, after.funders, strict=True)),
        *((old.amount, new.amount) for old, new in zip(before.envelopes, after.envelopes, strict=True)),
        *((old.amount, new.amount) for old, new in zip(before.ceilings, after.ceilings, strict=True)),
    ]
    decided = before.pinned <= after.pinned and before.excluded <= after.excluded
    return decided and all(new <= old for old, new in amounts)
