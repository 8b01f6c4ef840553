"""Runs of letters of known texts, ready to be searched: what misspelt and inflected words still share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.texts.arrays import Floats
from grappe.engines.texts.counts import count_terms
from grappe.engines.texts.lexical import SATURATION, okapi, okapi_rarity
from grappe.engines.texts.words import grams


@dataclass(frozen=True, eq=False)
class Letters:
    """BM25 over runs of letters.

    Parameters
    ----------
    columns : of each run.
    postings : weight of each run in each text, shape (runs, texts).
    rarity : of each run, shape (runs,).
    unseen : rarity of a run that no text holds.
    """

    columns: Mapping[str, int]
    postings: sparse.csr_array
    rarity: Floats
    unseen: float

    def alike(self, text: str) -> Floats:
        """Return the likeness of each known text: the share of the greatest score that this text's runs could give.

        Parameters
        ----------
        text : any; without letters it is like nothing.

        Returns
        -------
        Floats
            Between 0 and 1, shape (texts,).
        """
        runs = dict.fromkeys(grams(text))
        held = np.array([self.columns[one] for one in runs if one in self.columns], dtype=np.int64)
        most = (SATURATION + 1.0) * (float(self.rarity[held].sum()) + self.unseen * (len(runs) - held.size))
        found = np.asarray(self.postings[held].sum(axis=0), dtype=np.float64).ravel()
        return found / most if most > 0 else found


def letters_of(texts: Sequence[str]) -> Letters:
    """Learn the runs of letters of known texts.

    Parameters
    ----------
    texts : in the order in which likenesses come.
    """
    bags = [grams(one) for one in texts]
    columns = {run: place for place, run in enumerate(dict.fromkeys(run for bag in bags for run in bag))}
    counts = count_terms(bags)
    if not counts.shape[1]:
        return Letters({}, sparse.csr_array((0, len(texts))), np.zeros(0), 0.0)
    unseen = float(np.log1p((len(texts) + 0.5) / 0.5))
    return Letters(columns, sparse.csr_array(okapi(counts).known.T.tocsr()), okapi_rarity(counts), unseen)
