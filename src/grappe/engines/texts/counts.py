"""How often each term stands in each text."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy import sparse

from grappe.engines.texts.arrays import Floats


def count_terms(texts: Iterable[list[str]]) -> sparse.csr_array:
    """Count terms.

    Parameters
    ----------
    texts : terms of each, with repetitions.

    Returns
    -------
    sparse array
        Shape (texts, distinct terms), terms numbered in the order in which they are met.
    """
    places: dict[str, int] = {}
    starts, columns, numbers = [0], [], []
    for terms in texts:
        for term, number in Counter(terms).items():
            columns.append(places.setdefault(term, len(places)))
            numbers.append(number)
        starts.append(len(columns))
    shape = (len(starts) - 1, len(places))
    return sparse.csr_array((np.array(numbers, dtype=np.float64), np.array(columns), np.array(starts)), shape=shape)


def document_frequency(counts: sparse.csr_array) -> Floats:
    """Return in how many texts each term stands."""
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64)


def rows_at_length_one(matrix: sparse.csr_array) -> sparse.csr_array:
    """Divide each row by its Euclidean length; a row of zeros stays."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(row, np.square(matrix.data), minlength=matrix.shape[0]))
    data = matrix.data / np.where(lengths > 0, lengths, 1.0)[row]
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
