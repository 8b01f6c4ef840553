"""Which projects stay in, and which stay out, when scores are not known exactly."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from grappe.engines.selection.errors import ContradictionError, OutOfTimeError
from grappe.engines.selection.problem import Problem, Project
from grappe.engines.selection.result import Member, Membership, Portfolio, Standing, Threshold, Thresholds
from grappe.engines.selection.selection import NEVER, select
from grappe.engines.selection.validation import validate
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop, part_of

FINEST = Decimal("0.001")
NEAR = 1e-3


def membership(
    problem: Problem, *, draws: int = 100, seed: int = 0, enough: float = NEAR, stop: Stop = NEVER
) -> Membership:
    """Draw scores in their ranges, all alike and independent, and count who is in the best portfolio.

    Parameters
    ----------
    problem : projects with a range of scores.
    draws, seed : number of draws, and where they come from.
    enough : relative gap within which a draw's portfolio is taken for the best.
    stop : when to end; the draws made by then count.

    Returns
    -------
    Membership
        The first draw is that of the scores themselves.
    """
    validate(problem)
    counts: Counter[str] = Counter()
    done, worst = 0, 0.0
    last: Portfolio | None = None
    for drawn in _draws(problem, draws, seed):
        if done and stop():
            break
        part = part_of(stop, 1 / (draws - done))
        start, paid = (last.funded, last.grants) if last else ((), ())
        portfolio = last = select(drawn, stop=part, start=start, paid=paid, settles_ties=False, enough=enough)
        counts.update(portfolio.funded)
        done, worst = done + 1, max(worst, portfolio.gap)
    members = tuple(_member(one.id, counts[one.id], done) for one in problem.projects)
    return Membership(done, seed, worst, members)


def thresholds(problem: Problem, portfolio: Portfolio, *, stop: Stop = NEVER) -> Thresholds:
    """Find the score from which each project is in a best portfolio, all other scores unchanged.

    Parameters
    ----------
    problem, portfolio : what was asked, and the answer; all or nothing.
    stop : when to end; each project gets its part of the time.

    Returns
    -------
    Thresholds
        A project is in at or above its threshold and out below: its score, less (if in) or more (if out) what the
        best portfolio on the other side of the decision loses.
    """
    found = []
    for place, project in enumerate(problem.projects):
        part = part_of(stop, 1 / (len(problem.projects) - place))
        found.append(_threshold(problem, portfolio, project, part))
    return Thresholds(tuple(found))


def _draws(problem: Problem, draws: int, seed: int) -> Iterator[Problem]:
    yield problem
    chance = generator(seed, "scores")
    for _ in range(draws - 1):
        yield replace(problem, projects=tuple(_drawn(one, chance.random()) for one in problem.projects))


def _drawn(project: Project, share: float) -> Project:
    low = project.score if project.low is None else project.low
    high = project.score if project.high is None else project.high
    score = project.score if low == high else (low + (high - low) * Decimal(share)).quantize(FINEST)
    return replace(project, score=score, low=None, high=None)


def _member(name: str, count: int, draws: int) -> Member:
    standing = Standing.ALWAYS if count == draws else Standing.SOMETIMES if count else Standing.NEVER
    return Member(name, standing, count / draws)


def _threshold(problem: Problem, portfolio: Portfolio, project: Project, stop: Stop) -> Threshold:
    is_in = project.id in portfolio.funded
    decided = project.id in problem.pinned | problem.excluded
    if decided or problem.is_scaled:
        return Threshold(project.id, is_in=is_in, score=None, is_exact=decided)
    other = (
        replace(problem, excluded=problem.excluded | {project.id})
        if is_in
        else replace(problem, pinned=problem.pinned | {project.id})
    )
    try:
        answer = select(
            other,
            stop=stop,
            start=portfolio.funded,
            paid=portfolio.grants,
            known=portfolio.bound,
            settles_ties=False,
        )
    except ContradictionError:
        return Threshold(project.id, is_in=is_in, score=None, is_exact=True)
    except OutOfTimeError:
        return Threshold(project.id, is_in=is_in, score=None, is_exact=False)
    if answer.status is Status.INFEASIBLE:
        return Threshold(project.id, is_in=is_in, score=None, is_exact=True)
    loss = portfolio.value - answer.value
    is_exact = answer.status is portfolio.status is Status.OPTIMAL
    return Threshold(project.id, is_in=is_in, score=project.score + (-loss if is_in else loss), is_exact=is_exact)
