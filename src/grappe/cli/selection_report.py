"""An answer about a portfolio in English lines, for the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import singledispatch

from grappe.engines.selection import (
    Answer,
    Cause,
    Comparison,
    Explanation,
    Lack,
    Membership,
    Portfolio,
    Refusal,
    Standing,
    Thresholds,
)
from grappe.engines.selection.exchange import Told
from grappe.engines.solving.status import Status

CAUSES = {
    Cause.EXCLUDED: "excluded by hand",
    Cause.UNPAYABLE: "the funders' rules do not let it be paid, whatever their money",
    Cause.GROUP: "its group is full",
    Cause.NUMBER: "the list is full",
    Cause.MONEY: "the envelopes are spent better",
    Cause.TIE: "another portfolio is worth as much and costs less or comes first",
}


def report(answer: Told) -> Iterator[str]:
    """Say an answer line by line."""
    yield from _lines(answer)


@singledispatch
def _lines(answer: Told) -> Iterator[str]:
    raise TypeError(answer)


@_lines.register
def _(answer: Portfolio) -> Iterator[str]:
    if answer.status is Status.INFEASIBLE:
        yield "What is pinned cannot be paid."
        return
    proof = "proven optimal" if answer.status is Status.OPTIMAL else f"bound {answer.bound:.6g}, gap {answer.gap:.4%}"
    yield f"Value {answer.value}, {proof}; {len(answer.funded)} projects for {answer.money:,} EUR."
    if answer.is_tie_settled:
        yield "None worth as much costs less or comes before it in the order given."
    paid: Counter[str] = Counter()
    for one in answer.grants:
        paid[one.funder] += one.amount  # type: ignore[assignment]
    yield from (f"  {funder}: {amount:,} EUR" for funder, amount in paid.items())
    yield "Funded: " + _list(answer.funded)
    if answer.reserve:
        yield "Reserve: " + _list(answer.reserve)


@_lines.register
def _(answer: Explanation) -> Iterator[str]:
    for one in answer.refusals:
        yield from _refusal(one)
    if answer.missing:
        yield f"Figures not reached in time: {_list(answer.missing)}"


@_lines.register
def _(answer: Answer) -> Iterator[str]:
    yield from _lines(answer.portfolio)
    yield f"Value {answer.gain:+}. In: {_list(answer.entering)}. Out: {_list(answer.leaving)}."


@_lines.register
def _(answer: Membership) -> Iterator[str]:
    yield f"{answer.draws} draws (seed {answer.seed}), each within {answer.worst_gap:.3%} of its best portfolio."
    for standing in Standing:
        some = [one for one in answer.members if one.standing is standing]
        shown = [f"{one.project} {one.share:.0%}" if standing is Standing.SOMETIMES else one.project for one in some]
        yield f"{standing.value.capitalize()} in: {_list(shown)}"


@_lines.register
def _(answer: Thresholds) -> Iterator[str]:
    for one in answer.thresholds:
        shown = "whatever its score" if one.score is None else f"from a score of {one.score}"
        yield f"{one.project}: {'in' if one.is_in else 'out'}; {shown}{'' if one.is_exact else ', not proven'}"


@_lines.register
def _(answer: Comparison) -> Iterator[str]:
    for one in answer.rivals:
        yield f"By {one.rule}: value {one.value}, {one.loss:.2%} less, {len(one.funded)} projects."


def _refusal(one: Refusal) -> Iterator[str]:
    yield f"{one.project}: {CAUSES[one.cause]}" + (f" ({_list(one.about)})" if one.about else "")
    if one.loss is not None:
        change = f"would displace {_list(one.displaced)}" + (f" for {_list(one.entering)}" if one.entering else "")
        yield f"  taken in all the same it {change}: {'' if one.is_exact else 'at most '}{one.loss} of value lost"
    if one.lacks:
        yield f"  beside all others it lacks {_money(one.lacks)}"
    if one.cheapest and one.cheapest != one.lacks:
        yield f"  cheapest: {_money(one.cheapest)}, the others moving, at no loss"
    if one.score_needed is not None:
        yield f"  or a score of {one.score_needed}"
    if one.fits_at is not None and one.fits_at < 1:
        yield f"  {one.fits_at:.1%} of its aid could be paid today"


def _money(lacks: Iterable[Lack]) -> str:
    return ", ".join(f"{one.amount:,} EUR in {one.label}" for one in lacks if one.amount != Decimal(0))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
