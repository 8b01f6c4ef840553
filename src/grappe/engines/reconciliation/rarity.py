"""How much a shared word tells: rare words much, common words little.

The weight of a term is its share of the greatest surprise possible, log(N / df) / log(N), after K. Sparck Jones,
"A statistical interpretation of term specificity", Journal of Documentation 28 (1972). Fellegi and Sunter (1969)
reach the same through the chance that two records agree on a value by accident.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from grappe.engines.reconciliation.vocabulary import read_vocabulary


@dataclass(frozen=True, slots=True)
class RarityTable:
    """Document frequencies of terms: the packaged background plus the records at hand."""

    counts: Counter[str]
    total: int
    known: dict[str, float] = field(default_factory=dict)

    def weight(self, term: str) -> float:
        """Return the rarity of `term` in [0, 1]."""
        found = self.known.get(term)
        if found is None:
            seen = self.counts.get(term, 0) + 1
            found = self.known[term] = max(0.0, log((self.total + 1) / seen) / log(self.total + 1))
        return found


def rarity_of(term_sets: Iterable[frozenset[str]]) -> RarityTable:
    """Count each term once per record, over the background that keeps small problems honest."""
    background = read_vocabulary("background")
    counts: Counter[str] = Counter(background["counts"])
    total = max(1, int(background["records"]))
    for terms in term_sets:
        counts.update(terms)
        total += 1
    return RarityTable(counts, total)
