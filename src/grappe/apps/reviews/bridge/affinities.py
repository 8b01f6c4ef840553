"""How near an expert's field is to a proposal, by the words of both; one function, so that a better one can come."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from grappe.kernel.spelling import folded

SHORTEST = 3
# What keeps "optics" near "optic" and "optique" near "optiques", in both languages.
STEM = 7


def affinity_matrix(proposals: Sequence[str], experts: Sequence[str]) -> NDArray[np.float64]:
    """Cosine of TF-IDF vectors, 0 to 1: one row per proposal, one column per expert."""
    documents = [Counter(words_of(text)) for text in (*proposals, *experts)]
    known = {word: place for place, word in enumerate(sorted(set().union(*documents)))}
    if not known:
        return np.zeros((len(proposals), len(experts)))
    held = Counter(word for document in documents for word in document)
    vectors = np.zeros((len(documents), len(known)))
    for row, document in enumerate(documents):
        for word, times in document.items():
            vectors[row, known[word]] = (1 + math.log(times)) * math.log((1 + len(documents)) / held[word])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return np.asarray(vectors[: len(proposals)] @ vectors[len(proposals) :].T)


def words_of(text: str) -> list[str]:
    return [word[:STEM] for word in folded(text).split() if len(word) >= SHORTEST]
