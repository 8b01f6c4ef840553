"""Why a project is not in the portfolio, and what would take it in."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from grappe.engines.selection.errors import ContradictionError, OutOfTimeError, UnknownNameError
from grappe.engines.selection.instance import instance_of
from grappe.engines.selection.integral import payable_alone
from grappe.engines.selection.money import cheapest_entry, fitting_share, lacking
from grappe.engines.selection.problem import Problem
from grappe.engines.selection.program import program_of
from grappe.engines.selection.result import Cause, Explanation, Lack, Portfolio, Refusal
from grappe.engines.selection.selection import NEVER, select
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop, part_of

# Seconds that a reason may take before the next one, where there are not enough for all.
PATIENCE = 1.0


def explain(
    problem: Problem, portfolio: Portfolio, *, names: Iterable[str] | None = None, stop: Stop = NEVER
) -> Explanation:
    """Give the reason of each refusal.

    Parameters
    ----------
    problem, portfolio : what was asked, and the answer.
    names : refused projects to explain; all by default, the best scores first.
    stop : when to end; those not reached are told.

    Returns
    -------
    Explanation
        In the order asked for. What needs no solving is told of all; figures of those the time allowed.
    """
    refused = [one for one in problem.projects if one.id not in portfolio.funded]
    ranked = [one.id for one in sorted(refused, key=lambda one: -one.score)]
    asked = ranked if names is None else list(names)
    for name in asked:
        if name not in ranked:
            raise UnknownNameError(f"{name} is no refused project: name one that was asked for and is not funded.")
    reasons = _Reasons(problem, portfolio)
    found = {name: reasons.plain(name) for name in asked}
    open_ = [name for name in asked if found[name].cause not in {Cause.EXCLUDED, Cause.UNPAYABLE}]
    for place, name in enumerate(open_):
        if stop():
            return Explanation(tuple(found.values()), tuple(open_[place:]))
        share = max(1 / (len(open_) - place), min(1.0, PATIENCE / max(stop.remaining(), PATIENCE)))
        found[name] = reasons.of(found[name], part_of(stop, share))
    return Explanation(tuple(found.values()))


class _Reasons:
    def __init__(self, problem: Problem, portfolio: Portfolio) -> None:
        self.problem, self.portfolio = problem, portfolio
        self.program = program_of(instance_of(problem))
        self.payable = payable_alone(self.program, NEVER)
        self.taken = frozenset(problem.project_at[name] for name in portfolio.funded)

    @cached_property
    def funded(self) -> set[str]:
        return set(self.portfolio.funded)

    def plain(self, name: str) -> Refusal:
        """What needs no solving."""
        if name in self.problem.excluded:
            return Refusal(name, Cause.EXCLUDED)
        if not self.payable[self.problem.project_at[name]]:
            return Refusal(name, Cause.UNPAYABLE, self._unpaid(name))
        full = tuple(
            one.id
            for one in self.problem.groups
            if name in one.projects and len(one.projects & self.funded) >= one.most
        )
        most = self.problem.most_projects
        is_full = most is not None and len(self.funded) >= most
        return Refusal(name, Cause.GROUP if full else Cause.NUMBER if is_full else Cause.MONEY, full)

    def of(self, plain: Refusal, stop: Stop) -> Refusal:
        name, full = plain.project, plain.about
        place = self.problem.project_at[name]
        refusal = self._forced(name, stop)
        lacks = lacking(self.program, self.taken | {place}, stop) or ()
        cheapest = cheapest_entry(self.program, place, float(self.portfolio.value), stop)
        return replace(
            refusal,
            cause=self._cause(refusal, full, lacks),
            about=full,
            lacks=lacks,
            cheapest=lacks if cheapest is None and not full else cheapest or (),
            fits_at=fitting_share(self.program, self.taken, place, stop),
        )

    def _cause(self, refusal: Refusal, full: tuple[str, ...], lacks: tuple[Lack, ...]) -> Cause:
        if refusal.loss == 0:
            return Cause.TIE
        if full:
            return Cause.GROUP
        return Cause.MONEY if lacks else Cause.NUMBER

    def _unpaid(self, name: str) -> tuple[str, ...]:
        """Partners whom no funder's rules let be paid; none when it is the shares and minimums together."""
        project = self.problem.projects[self.problem.project_at[name]]
        return tuple(
            one.id
            for one in project.partners
            if one.payable and not any(funder.pays(project, one) for funder in self.problem.funders)
        )

    def _forced(self, name: str, stop: Stop) -> Refusal:
        """What the best portfolio with the project is worth."""
        problem = replace(self.problem, pinned=self.problem.pinned | {name})
        plain = Refusal(name, Cause.MONEY)
        try:
            forced = select(
                problem,
                stop=part_of(stop, 0.6),
                start=self.portfolio.funded,
                paid=self.portfolio.grants,
                known=self.portfolio.bound,
                settles_ties=False,
            )
        except (ContradictionError, OutOfTimeError):
            return plain
        if forced.status is Status.INFEASIBLE:
            return plain
        loss = self.portfolio.value - forced.value
        is_exact = forced.status is Status.OPTIMAL and self.portfolio.status is Status.OPTIMAL
        score = self.problem.projects[self.problem.project_at[name]].score
        return replace(
            plain,
            loss=loss,
            is_exact=is_exact,
            displaced=tuple(one for one in self.portfolio.funded if one not in forced.funded),
            entering=tuple(one for one in forced.funded if one not in self.funded and one != name),
            score_needed=None if self.problem.is_scaled else score + loss,
        )
