"""An answer about reviewers in English lines, for the terminal."""

from collections.abc import Iterator
from functools import singledispatch

from grappe.engines.assignment import Assignment, Change, Infeasibility, Lottery, Repair
from grappe.engines.assignment.exchange import Answer

CHANGES = {
    "need": "{proposal}: {then} reviewers instead of {now}",
    "most": "{reviewer}: up to {then} proposals instead of {now}",
    "least": "{reviewer}: at least {then} proposals instead of {now}",
    "trait_least": "{proposal}: at least {then} '{label}' instead of {now}",
    "trait_most": "{proposal}: up to {then} '{label}' instead of {now}",
    "organisation": "{proposal}: up to {then} from {label} instead of {now}",
    "pinned": "{reviewer} on {proposal}: no longer pinned",
    "forbidden": "{reviewer} on {proposal}: allowed again",
}
LIMITS = {
    "need": "{proposal} gets {now} reviewers",
    "most": "{reviewer} takes up to {now} proposals",
    "least": "{reviewer} takes at least {now} proposals",
    "trait_least": "{proposal} has at least {now} '{label}'",
    "trait_most": "{proposal} has up to {now} '{label}'",
    "organisation": "{proposal} has up to {now} from {label}",
    "pinned": "{reviewer} is pinned on {proposal}",
    "forbidden": "{reviewer} is forbidden on {proposal}",
}


def report(answer: Answer) -> Iterator[str]:
    """Say an answer line by line."""
    yield from _lines(answer)


@singledispatch
def _lines(answer: Answer) -> Iterator[str]:
    raise TypeError(answer)


@_lines.register
def _(answer: Assignment) -> Iterator[str]:
    proof = answer.certificate
    yield f"Total {answer.total:.6g}, proven bound {proof.total_bound:.6g}; worst proposal {answer.worst:.6g}" + (
        "" if proof.worst_bound is None else f", proven bound {proof.worst_bound:.6g}"
    )
    yield "Optimal." if answer.optimal else "Not proven optimal: give more time."
    if answer.fairness is not None:
        free = answer.fairness
        yield (
            f"Price of fairness {free.price:.3%}: the greatest total is {free.free_total:.6g}"
            f" with a worst proposal at {free.free_worst:.6g}."
        )


@_lines.register
def _(answer: Infeasibility) -> Iterator[str]:
    yield "No assignment keeps every limit."
    if answer.limits:
        yield "These cannot hold together:"
        yield from (f"  {_said(LIMITS, one)}" for one in answer.limits)
    for remedy in answer.remedies:
        kinds = ", ".join(remedy.kinds)
        yield f"Enough, changing {kinds} by {remedy.size} in all:"
        yield from (f"  {_said(CHANGES, one)}" for one in remedy.changes)


@_lines.register
def _(answer: Lottery) -> Iterator[str]:
    yield f"Expected total {answer.expected_total:.6g}, {answer.kept:.2%} of the greatest; bound {answer.bound:.6g}."


@_lines.register
def _(answer: Repair) -> Iterator[str]:
    yield f"Total {answer.total:.6g}; worst proposal {answer.worst:.6g}; no valid change adds fewer pairs."
    yield from (f"- {pair.reviewer} on {pair.proposal}" for pair in answer.removed)
    yield from (f"+ {pair.reviewer} on {pair.proposal}" for pair in answer.added)


def _said(templates: dict[str, str], change: Change) -> str:
    return templates[change.kind].format(
        proposal=change.proposal, reviewer=change.reviewer, label=change.label, now=change.now, then=change.then
    )
