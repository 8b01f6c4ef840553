"""A fixed vocabulary with the rarity of each term, so that a new text is weighed as the known ones were."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.texts.arrays import Floats
from grappe.engines.texts.counts import rows_at_length_one


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Terms, their columns and their rarity.

    Parameters
    ----------
    columns : of each term.
    rarity : 1 + ln((1 + n) / (1 + df)), shape (terms,).
    """

    columns: Mapping[str, int]
    rarity: Floats

    def rows(self, bags: Iterable[Sequence[str]]) -> sparse.csr_array:
        """Weigh texts by TF-IDF, rows of length one; terms that the lexicon does not hold count for nothing.

        Parameters
        ----------
        bags : terms of each text, with repetitions.
        """
        starts, columns, numbers = [0], [], []
        for terms in bags:
            for term, number in Counter(terms).items():
                if term in self.columns:
                    columns.append(self.columns[term])
                    numbers.append(number)
            starts.append(len(columns))
        places = np.array(columns, dtype=np.int64)
        data = (1.0 + np.log(np.maximum(np.array(numbers, dtype=np.float64), 1.0))) * self.rarity[places]
        shape = (len(starts) - 1, len(self.columns))
        return rows_at_length_one(sparse.csr_array((data, places, np.array(starts)), shape=shape))


def lexicon_of(bags: Sequence[Sequence[str]]) -> Lexicon:
    """Learn a lexicon from texts.

    Parameters
    ----------
    bags : terms of each text, with repetitions.
    """
    held = Counter(term for terms in bags for term in set(terms))
    columns = {term: place for place, term in enumerate(held)}
    frequency = np.fromiter(held.values(), dtype=np.float64, count=len(held))
    return Lexicon(columns, 1.0 + np.log((1.0 + len(bags)) / (1.0 + frequency)))
