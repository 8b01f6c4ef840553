"""Features: what is seen when two names are laid side by side, as numbers without units.

Words are aligned in four steps, each over what the last one left: equal concepts; two words run together on one
side ("forschungs zentrum"); near spellings; place names of the other record, which count neither way. Each word
weighs its rarity. Every feature is symmetric in the two names.
"""

from dataclasses import dataclass
from math import fsum

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from grappe.engines.reconciliation.naming import NormalisedName
from grappe.engines.reconciliation.profiles import Profile
from grappe.engines.reconciliation.rarity import RarityTable

SIGNS = {
    "overlap": 1,
    "containment": 1,
    "shared": 1,
    "rarest_shared": 1,
    "unmatched_both": -1,
    "unmatched_most": -1,
    "unmatched_place": -1,
    "similarity": 1,
    "near_equal": 1,
    "same_core": 1,
    "leading_word": 1,
    "acronym": 1,
    "short_in_name": 1,
    "number_conflict": -1,
    "kind_conflict": -1,
    "form_agrees": 1,
    "form_conflict": -1,
    "one_word": 0,
}
NAMES = tuple(SIGNS)
KINDS = frozenset({
    "university", "hospital", "college", "school", "institute", "academy", "ministry", "agency", "foundation",
    "association", "society", "city", "region", "museum", "library", "chamber", "federation", "faculty", "department",
    "laboratory", "council", "government", "network", "centre", "holding", "bank", "technology",
})  # fmt: skip
_SHORTEST_NEAR = 4
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 6
_NEAR = 0.8
_NEAR_EQUAL = 0.85


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which terms of two names answer each other, and which stay alone."""

    matched: dict[str, float]
    alone_first: frozenset[str]
    alone_second: frozenset[str]


def align(first: NormalisedName, second: NormalisedName, rarity: RarityTable) -> Alignment:
    """Align the terms of two names; `matched` maps each term to the weight it brings."""
    matched = {term: rarity.weight(term) for term in first.terms & second.terms}
    left, right = set(first.terms - second.terms), set(second.terms - first.terms)
    if left and right:
        _match_joined(matched, left, right, second, rarity)
        _match_joined(matched, right, left, first, rarity)
        _match_near(matched, left, right, rarity)
    return Alignment(matched, frozenset(left), frozenset(right))


def _match_joined(
    matched: dict[str, float], whole: set[str], parts: set[str], name: NormalisedName, rarity: RarityTable
) -> None:
    """Match a word of one side to two neighbours of the other that were run together."""
    for (word, term), (next_word, next_term) in zip(name.pieces, name.pieces[1:], strict=False):
        joined = word + next_word
        if word and next_word and joined in whole and {term, next_term} & parts:
            whole.discard(joined)
            parts -= {term, next_term}
            matched[joined] = max((rarity.weight(part) for part in (term, next_term) if part), default=0.0)


def _match_near(matched: dict[str, float], left: set[str], right: set[str], rarity: RarityTable) -> None:
    near: list[tuple[float, str, str, str, str]] = []
    for one in left:
        if len(one) < _SHORTEST_NEAR or not one.isalpha():
            continue
        for other in right:
            if len(other) < _SHORTEST_NEAR or not other.isalpha():
                continue
            likeness = Levenshtein.normalized_similarity(one, other, score_cutoff=_NEAR)
            if likeness:
                near.append((-likeness, min(one, other), max(one, other), one, other))
    for cost, _, _, one, other in sorted(near):
        if one in left and other in right:
            left.discard(one)
            right.discard(other)
            matched[min(one, other)] = -cost * min(rarity.weight(one), rarity.weight(other))


def name_features(
    first: NormalisedName, second: NormalisedName, places: frozenset[str], rarity: RarityTable
) -> tuple[dict[str, float], Alignment]:
    """Return the features of two names alone; those of short names are zero here.

    Parameters
    ----------
    first, second : NormalisedName
    places : frozenset of str
        Terms that name the place of either record.
    rarity : RarityTable
    """
    first, second = sorted((first, second), key=lambda name: name.text)  # ties in alignment fall the same way
    found = align(first, second, rarity)
    shared = fsum(found.matched.values())
    place_gap = (found.alone_first | found.alone_second) & places
    alone = [[rarity.weight(term) for term in side - places] for side in (found.alone_first, found.alone_second)]
    sums = [fsum([shared, *side]) for side in alone]
    most = [max(side, default=0.0) for side in alone]
    similarity = ratio(first.squeezed, second.squeezed) / 100
    alike = bool(first.forms & second.forms)
    values = {
        "overlap": _share(shared, fsum([*sums, -shared])),
        "containment": _share(shared, min(sums)),
        "shared": min(shared, 4.0) / 4,
        "rarest_shared": max(found.matched.values(), default=0.0),
        "unmatched_both": min(most),
        "unmatched_most": max(most),
        "unmatched_place": float(bool(place_gap)),
        "similarity": similarity,
        "near_equal": max(0.0, similarity - _NEAR_EQUAL) / (1 - _NEAR_EQUAL),
        "same_core": float(not found.alone_first and not found.alone_second),
        "leading_word": _leading(first, second, rarity),
        "number_conflict": float(_numbers_conflict(first, second)),
        "kind_conflict": float(bool((found.alone_first | found.alone_second) & KINDS)),
        "form_agrees": float(alike),
        "form_conflict": float(bool(first.forms and second.forms) and not alike),
        "one_word": float(min(len(first.terms), len(second.terms)) == 1),
    }
    return values, found


def short_features(first: Profile, second: Profile, rarity: RarityTable) -> dict[str, float]:
    """Return the features that short names and initials bring."""
    spelt = _initials_meet(first, second) or _initials_meet(second, first) or bool(first.shorts & second.shorts)
    inside = max(
        (rarity.weight(short) for short in (first.shorts & second.terms) | (second.shorts & first.terms)), default=0.0
    )
    return {"acronym": float(spelt), "short_in_name": inside}


def _initials_meet(holder: Profile, other: Profile) -> bool:
    shorts = holder.shorts | {term for term in holder.terms if _SHORTEST_ACRONYM <= len(term) <= _LONGEST_ACRONYM}
    return any(name.initials & shorts for name in other.names if len(name.terms) > 1)


def _leading(first: NormalisedName, second: NormalisedName, rarity: RarityTable) -> float:
    one, other = (next((term for _, term in name.pieces if term), "") for name in (first, second))
    return rarity.weight(one) if one and one == other else 0.0


def _numbers_conflict(first: NormalisedName, second: NormalisedName) -> bool:
    one, other = _numbers(first), _numbers(second)
    return bool(one and other and one != other)


def _numbers(name: NormalisedName) -> frozenset[str]:
    return frozenset(word for word, _ in name.pieces if _is_number(word))


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in _ROMAN


_ROMAN = frozenset(["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv"])


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def as_row(values: dict[str, float]) -> list[float]:
    """Return the features in the order of `NAMES`."""
    return [values.get(name, 0.0) for name in NAMES]
