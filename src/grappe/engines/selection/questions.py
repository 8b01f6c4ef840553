"""What if: a question of the panel, answered from the portfolio on the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from grappe.engines.selection.errors import UnknownNameError
from grappe.engines.selection.problem import Problem
from grappe.engines.selection.result import Answer, Portfolio
from grappe.engines.selection.selection import NEVER, select
from grappe.engines.solving.stop import Stop


@dataclass(frozen=True)
class Question:
    """What is to be different.

    Parameters
    ----------
    pinned, excluded, freed : projects that must be in, must be out, or are no longer decided by hand.
    budgets, envelopes : new amounts in euros, by funder and by envelope.
    scores : new scores, by project.
    """

    pinned: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    freed: frozenset[str] = frozenset()
    budgets: Mapping[str, Decimal] = field(default_factory=dict)
    envelopes: Mapping[str, Decimal] = field(default_factory=dict)
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
    after = select(changed(problem, question), stop=stop, start=portfolio.funded, settles_ties=False)
    return Answer(
        portfolio=after,
        entering=tuple(one for one in after.funded if one not in portfolio.funded),
        leaving=tuple(one for one in portfolio.funded if one not in after.funded),
        gain=after.value - portfolio.value,
    )
