"""The slow, plain way: every pair looked at, every cosine worked out. For tests and for small registers."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log1p, sqrt

from grappe.engines.reconciliation.blocking import global_keys, name_keys, word_keys
from grappe.engines.reconciliation.comparison import compare, proposal
from grappe.engines.reconciliation.neighbours import trigrams
from grappe.engines.reconciliation.profiles import Profile, profiles_of
from grappe.engines.reconciliation.rarity import rarity_of
from grappe.engines.reconciliation.records import OrganisationRecord, ProposedPair, Settings
from grappe.engines.reconciliation.weights import Weights, packaged_weights


def all_pairs(
    records: Sequence[OrganisationRecord], settings: Settings, weights: Weights | None = None
) -> tuple[ProposedPair, ...]:
    """Compare every pair of one country, or with a shared key across countries; keep the minimum score and above."""
    weights = weights or packaged_weights()
    profiles = profiles_of(sorted(records, key=lambda record: record.id))
    rarity = rarity_of(profile.terms for profile in profiles)
    kept = []
    for one, other in combinations(profiles, 2):
        if settings.across_sources_only and one.source == other.source:
            continue
        if one.country and other.country and one.country != other.country and not global_keys(one) & global_keys(other):
            continue
        seen = compare(one, other, rarity, weights, settings.exclusive_schemes)
        if seen.score >= settings.minimum_score:
            kept.append(proposal(one, other, seen, weights))
    return tuple(sorted(kept, key=lambda pair: (-pair.score, pair.first, pair.second)))


def cosine(first: Profile, second: Profile, group: Sequence[Profile]) -> float:
    """Return the cosine of two records of `group` by trigrams weighted by log(1 + n / df)."""
    frequency = Counter(gram for profile in group for gram in trigrams(profile))
    one, other = (
        {gram: log1p(len(group) / frequency[gram]) for gram in trigrams(profile)} for profile in (first, second)
    )
    lengths = sqrt(sum(w * w for w in one.values())) * sqrt(sum(w * w for w in other.values()))
    return sum(one[gram] * other[gram] for gram in one.keys() & other.keys()) / lengths if lengths else 0.0


def shared_keys(first: Profile, second: Profile) -> dict[str, set[tuple[str, ...]]]:
    """Return the blocking keys two records share, by kind ("global", "name", "word")."""
    return {
        "global": global_keys(first) & global_keys(second),
        "name": name_keys(first) & name_keys(second),
        "word": word_keys(first) & word_keys(second),
    }
