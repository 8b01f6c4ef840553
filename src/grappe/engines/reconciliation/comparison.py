"""Comparison: one pair of records, its score and the reasons for it.

The score is 1 / (1 + exp(-s)) where s is the sum of the weights of all evidence, so that a person can add it up.
"""

from dataclasses import dataclass
from math import exp, fsum

from grappe.engines.reconciliation.features import Alignment, name_features, short_features
from grappe.engines.reconciliation.naming import NormalisedName
from grappe.engines.reconciliation.profiles import Profile
from grappe.engines.reconciliation.rarity import RarityTable
from grappe.engines.reconciliation.records import Evidence, ProposedPair
from grappe.engines.reconciliation.weights import Weights

_FURTHEST = 60.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was seen of a pair: the best matching names, every feature, and the sum of weights."""

    log_odds: float
    values: dict[str, float]
    agreements: tuple[Evidence, ...]
    names: tuple[NormalisedName, NormalisedName] | None
    alignment: Alignment | None

    @property
    def score(self) -> float:
        """The log-odds as a probability."""
        return 1 / (1 + exp(-max(-_FURTHEST, min(_FURTHEST, self.log_odds))))


def compare(
    first: Profile, second: Profile, rarity: RarityTable, weights: Weights, exclusive: frozenset[str]
) -> Comparison:
    """Compare two records; the answer is the same in either order.

    Of several names the two that speak most for the pair are kept.
    """
    first, second = sorted((first, second), key=lambda profile: profile.id)
    agreements = tuple(_agreements(first, second, weights, exclusive))
    fixed = weights.prior + sum(evidence.weight for evidence in agreements)
    shorts = short_features(first, second, rarity)
    places = first.places | second.places
    best = Comparison(fixed + _sum(shorts, weights), shorts, agreements, None, None)
    named = False
    for one in first.names:
        for other in second.names:
            values, alignment = name_features(one, other, places, rarity)
            values |= shorts
            log_odds = fixed + _sum(values, weights)
            if not named or log_odds > best.log_odds:
                best = Comparison(log_odds, values, agreements, (one, other), alignment)
                named = True
    return best


def _sum(values: dict[str, float], weights: Weights) -> float:
    return fsum(weights.names[name] * value for name, value in values.items())


def identifier_conflicts(first: Profile, second: Profile, exclusive: frozenset[str]) -> list[str]:
    """Return the exclusive schemes in which both hold values and none is shared, sorted."""
    return sorted(
        scheme
        for scheme in exclusive
        if (mine := _values(first, scheme)) and (others := _values(second, scheme)) and not mine & others
    )


def _values(profile: Profile, scheme: str) -> set[str]:
    return {value for held, value in profile.identifiers if held == scheme}


def _agreements(first: Profile, second: Profile, weights: Weights, exclusive: frozenset[str]) -> list[Evidence]:
    found: list[Evidence] = []

    def add(code: str, *detail: str) -> None:
        found.append(Evidence(code, detail, weights.agreements[code]))

    # Two schemes that agree are seldom independent (a SIRET holds its SIREN): the first counts for all.
    for scheme, value in sorted(first.identifiers & second.identifiers)[:1]:
        add("identifier_agrees", scheme, value)
    for scheme in identifier_conflicts(first, second, exclusive)[:1]:
        add("identifier_conflict", scheme, *sorted(_values(first, scheme) | _values(second, scheme)))
    if first.domain and first.domain == second.domain:
        add("domain_agrees", first.domain)
    if first.city and second.city:
        add("city_agrees" if first.city == second.city else "city_differs", *sorted((first.city, second.city)))
    if first.postcode and first.postcode == second.postcode and first.country == second.country:
        add("postcode_agrees", first.postcode)
    if first.kind and second.kind and first.kind != second.kind:
        add("kind_differs", *sorted((first.kind, second.kind)))
    if first.country and second.country and first.country != second.country:
        add("country_differs", *sorted((first.country, second.country)))
    return found


def proposal(first: Profile, second: Profile, seen: Comparison, weights: Weights) -> ProposedPair:
    """Return the pair with its evidence, strongest first; the weights add up to the log-odds of the score."""
    evidence = [Evidence("prior", (), weights.prior), *seen.agreements]
    for name, value in seen.values.items():
        weight = weights.names[name] * value
        if weight:
            evidence.append(Evidence(name, _detail(name, seen), weight))
    evidence.extend(_translations(seen))
    evidence.sort(key=lambda reason: (-abs(reason.weight), reason.code))
    ids = sorted((first.id, second.id))
    return ProposedPair(ids[0], ids[1], seen.score, tuple(evidence))


def _detail(name: str, seen: Comparison) -> tuple[str, ...]:
    if seen.names is None or seen.alignment is None:
        return ()
    if name in {"overlap", "containment", "shared", "rarest_shared"}:
        return tuple(sorted(seen.alignment.matched))
    if name.startswith("unmatched") or name == "kind_conflict":
        return tuple(sorted(seen.alignment.alone_first | seen.alignment.alone_second))
    if name.startswith("form"):
        return tuple(sorted(seen.names[0].forms | seen.names[1].forms))
    return tuple(sorted(side.text for side in seen.names))


def _translations(seen: Comparison) -> list[Evidence]:
    """Return the words that mean the same and are written otherwise: a reason already counted in the overlap."""
    if seen.names is None:
        return []
    one, other = ({term: word for word, term in side.pieces if word and term} for side in seen.names)
    pairs = (sorted((one[term], other[term])) for term in one.keys() & other.keys() if one[term] != other[term])
    found = tuple(sorted("=".join(words) for words in pairs))
    return [Evidence("translated_words", found, 0.0)] if found else []
