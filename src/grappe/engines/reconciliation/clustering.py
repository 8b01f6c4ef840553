"""Grouping: from pairs to organisations, without chaining what must stay apart.

Pairs are taken by falling score. Two groups become one unless a member of one conflicts with a member of the
other, or fewer than half of the pairs across them were themselves found likely: a chain of look-alikes
(A-B, B-C, C-D) is how single linkage melts a register into one lump.
"""

from collections import Counter
from collections.abc import Callable, Iterable

_SUPPORT = 0.5


def group_pairs(
    pairs: Iterable[tuple[str, str, float]], conflict: Callable[[str, str], bool]
) -> tuple[tuple[str, ...], ...]:
    """Return disjoint groups of two or more ids, each sorted, in sorted order.

    Parameters
    ----------
    pairs : iterable of (first, second, score)
        In any order: the result depends on the set of pairs only.
    conflict : callable
        Symmetric; True if the two ids cannot be one organisation.
    """
    ranked = sorted((-score, min(first, second), max(first, second)) for first, second, score in pairs)
    links: dict[str, set[str]] = {}
    for _, first, second in ranked:
        links.setdefault(first, set()).add(second)
        links.setdefault(second, set()).add(first)
    group_of = {member: member for member in links}
    members = {member: [member] for member in links}
    for _, first, second in ranked:
        one, other = sorted((group_of[first], group_of[second]))
        if one != other and _may_join(members[one], members[other], links, conflict):
            for member in members[other]:
                group_of[member] = one
            members[one] += members.pop(other)
    return tuple(sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1))


def _may_join(
    one: list[str], other: list[str], links: dict[str, set[str]], conflict: Callable[[str, str], bool]
) -> bool:
    crossing = sum(len(links[member].intersection(other)) for member in one)
    if crossing < _SUPPORT * len(one) * len(other):
        return False
    return not any(conflict(first, second) for first in one for second in other)


def one_to_one(pairs: Iterable[tuple[str, str, float]]) -> tuple[tuple[str, str, float], ...]:
    """Keep, by falling score, the pairs whose two records are still free.

    For two registers that each hold an organisation once: what has found its own is out of the way of the others.
    """
    taken: Counter[str] = Counter()
    kept = []
    for first, second, score in sorted(pairs, key=lambda pair: (-pair[2], *sorted(pair[:2]))):
        if not taken[first] and not taken[second]:
            taken.update((first, second))
            kept.append((first, second, score))
    return tuple(kept)
