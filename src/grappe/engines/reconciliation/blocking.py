"""Blocking: which pairs are worth comparing, without looking at all of them.

A pair is kept when one of these holds, and the property tests hold the code to it:

- the records share an identifier or a web domain, in whatever country;
- in one country (an unknown country meets all), they share every term, or all their letters;
- in one country, they share a word, short name or set of initials that at most `Settings.rare_records` records hold;
- in one country, one is among the `Settings.neighbours` nearest of the other by trigrams.

Keys held by more than `Settings.largest_block` records are set aside: they are words like "university", or a web
host of many tenants. See G. Papadakis et al., "Blocking and filtering techniques for entity resolution", ACM
Computing Surveys 53 (2020).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from grappe.engines.reconciliation.neighbours import nearest_pairs
from grappe.engines.reconciliation.profiles import Profile
from grappe.engines.reconciliation.records import Settings

_SHORTEST_INITIALS = 3

Key = tuple[str, ...]


def global_keys(profile: Profile) -> set[Key]:
    """Return the keys that hold across countries: identifiers and web domain."""
    keys: set[Key] = {("identifier", scheme, value) for scheme, value in profile.identifiers}
    if profile.domain:
        keys.add(("domain", profile.domain))
    return keys


def name_keys(profile: Profile) -> set[Key]:
    """Return the keys of whole names, which hold within a country."""
    return {("core", *sorted(name.terms)) for name in profile.names} | {
        ("letters", name.squeezed) for name in profile.names
    }


def word_keys(profile: Profile) -> set[Key]:
    """Return the keys of single words, short names and initials, which hold within a country when rare."""
    initials = {
        word for name in profile.names for word in name.initials if len(word) >= _SHORTEST_INITIALS and word.isalpha()
    }
    return {("word", word) for word in profile.terms | profile.shorts | initials}


def candidate_pairs(profiles: Sequence[Profile], settings: Settings) -> npt.NDArray[np.int64]:
    """Return the (m, 2) positions of the pairs to compare: first < second, sorted, each once."""
    codes = np.unique(np.fromiter(_coded_pairs(profiles, settings), dtype=np.int64))
    return np.stack(np.divmod(codes, max(1, len(profiles))), axis=1)


def _coded_pairs(profiles: Sequence[Profile], settings: Settings) -> Iterator[int]:
    size = len(profiles)
    for block in _blocks(profiles, settings):
        for one, other in combinations(block, 2):
            if not settings.across_sources_only or profiles[one].source != profiles[other].source:
                yield min(one, other) * size + max(one, other)
    for members in country_groups(profiles):
        near = nearest_pairs(
            [profiles[at] for at in members],
            neighbours=settings.neighbours,
            minimum_cosine=settings.minimum_cosine,
            across_sources_only=settings.across_sources_only,
        )
        positions = np.sort(np.asarray(members, dtype=np.int64)[near], axis=1)
        yield from np.unique(positions[:, 0] * size + positions[:, 1]).tolist()


def country_groups(profiles: Sequence[Profile]) -> list[list[int]]:
    """Return the positions of each country's records, those of unknown country being in every group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        groups[profile.country].append(at)
    unknown = groups.pop("", [])
    known = [sorted(groups[country] + unknown) for country in sorted(groups)]
    return known or [unknown]


def _blocks(profiles: Sequence[Profile], settings: Settings) -> Iterator[list[int]]:
    whole: dict[Key, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in global_keys(profile):
            whole[key].append(at)
    yield from (block for block in whole.values() if len(block) <= settings.largest_block)
    for members in country_groups(profiles):
        for keys_of, limit in ((name_keys, settings.largest_block), (word_keys, settings.rare_records)):
            blocks: dict[Key, list[int]] = defaultdict(list)
            for at in members:
                for key in keys_of(profiles[at]):
                    blocks[key].append(at)
            yield from (block for block in blocks.values() if len(block) <= limit)
