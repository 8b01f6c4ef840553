"""Likeness by shared words: TF-IDF and BM25, with scipy's sparse arrays."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from grappe.engines.texts.arrays import Floats
from grappe.engines.texts.counts import document_frequency, rows_at_length_one

# Robertson & Zaragoza's usual values.
SATURATION, LENGTH = 1.2, 0.75


class Sides(NamedTuple):
    """Two matrices whose product, asked rows times known rows, is the likeness of every pair of texts."""

    asked: sparse.csr_array
    known: sparse.csr_array


def tf_idf(counts: sparse.csr_array) -> sparse.csr_array:
    """Weigh terms by TF-IDF (Salton & Buckley, 1988): (1 + ln tf) (1 + ln((1 + n) / (1 + df))), rows of length one.

    Parameters
    ----------
    counts : of terms, shape (texts, terms).

    Returns
    -------
    sparse array
        The dot product of two rows is the cosine of two texts, between 0 and 1.
    """
    rarity = 1.0 + np.log((1.0 + counts.shape[0]) / (1.0 + document_frequency(counts)))
    weighed = counts.copy()
    weighed.data = (1.0 + np.log(weighed.data)) * rarity[weighed.indices]
    return rows_at_length_one(weighed)


def okapi(counts: sparse.csr_array) -> Sides:
    """Weigh terms by BM25 (Robertson & Zaragoza, 2009), each asked text as a set of terms.

    Parameters
    ----------
    counts : of terms, shape (texts, terms).

    Returns
    -------
    Sides
        Their product is the share of the greatest score that the asked text's terms could give, between 0 and 1.
    """
    rarity = okapi_rarity(counts)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    mean = float(lengths.mean()) or 1.0
    damping = SATURATION * (1.0 - LENGTH + LENGTH * lengths / mean)
    known = sparse.coo_array(counts)
    data = known.data * (SATURATION + 1.0) / (known.data + damping[known.row]) * rarity[known.col]
    asked = counts.copy()
    asked.data = np.ones_like(asked.data)
    most = asked @ rarity * (SATURATION + 1.0)
    return Sides(
        sparse.csr_array(sparse.diags_array(1.0 / np.where(most > 0, most, 1.0)) @ asked),
        sparse.csr_array((data, (known.row, known.col)), shape=counts.shape),
    )


def okapi_rarity(counts: sparse.csr_array) -> Floats:
    """Return the rarity of each term, ln(1 + (n - df + 1/2) / (df + 1/2)): never below zero."""
    held = document_frequency(counts)
    return np.asarray(np.log1p((counts.shape[0] - held + 0.5) / (held + 0.5)), dtype=np.float64)
