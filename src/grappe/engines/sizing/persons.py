"""Enterprises that a natural person, or persons acting jointly, control alone or through others."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from grappe.engines.sizing.problem import Kind, Problem


def controlled_by_persons(problem: Problem, linked_above: Decimal) -> Mapping[str, tuple[str, ...]]:
    """Return, by person (or by label of those who act jointly), the enterprises they control.

    An enterprise is controlled when the persons and the enterprises they control hold together more than
    `linked_above` per cent of its votes, or one of them a right of control.
    """
    concerts: dict[str, set[str]] = defaultdict(set)
    for enterprise in problem.enterprises:
        if enterprise.kind is Kind.PERSON:
            concerts[enterprise.acts_with or enterprise.id].add(enterprise.id)
    return {name: controlled_from(problem, owners, linked_above) for name, owners in concerts.items()}


def controlled_from(problem: Problem, owners: set[str], linked_above: Decimal) -> tuple[str, ...]:
    """Return the enterprises under the control of a set of owners, in the order they are reached."""
    votes: dict[str, Decimal] = defaultdict(Decimal)
    reached: dict[str, None] = {}
    queue = sorted(owners)
    while queue:
        for holding in problem.holdings_of.get(queue.pop(), ()):
            votes[holding.owned] += holding.voting
            controls = holding.control or votes[holding.owned] > linked_above
            if controls and holding.owned not in reached and holding.owned not in owners:
                reached[holding.owned] = None
                queue.append(holding.owned)
    return tuple(reached)
