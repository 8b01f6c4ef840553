"""Nearest names: the k most alike by the cosine of character trigrams, on sparse matrices, chunk by chunk.

Trigrams rather than words because they survive misspellings and lost spaces; their weight is log(1 + n / df)
within the group at hand. Memory is bounded by the chunk, never n squared.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

from grappe.engines.reconciliation.profiles import Profile

_CHUNK = 256
_DECIMALS = 6


def trigrams(profile: Profile) -> frozenset[str]:
    """Return the trigrams of every term and short name, each padded with one space."""
    padded = [f" {term} " for term in profile.terms | profile.shorts]
    return frozenset(word[at : at + 3] for word in padded for at in range(max(1, len(word) - 2)))


def trigram_matrix(profiles: Sequence[Profile]) -> csr_array:
    """Return the (n, v) matrix of weighted trigrams with rows of unit length (zero rows stay zero)."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for profile in profiles:
        indices.extend(columns.setdefault(gram, len(columns)) for gram in sorted(trigrams(profile)))
        starts.append(len(indices))
    shape = (len(profiles), max(1, len(columns)))
    ones = csr_array((np.ones(len(indices), dtype=np.float32), indices, starts), shape=shape)
    frequency = np.bincount(indices, minlength=shape[1])
    weighted = ones @ diags_array(np.log1p(len(profiles) / np.maximum(frequency, 1)).astype(np.float32))
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return csr_array(diags_array((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ weighted)


def nearest_pairs(
    profiles: Sequence[Profile], *, neighbours: int, minimum_cosine: float, across_sources_only: bool
) -> npt.NDArray[np.int64]:
    """Return the (m, 2) positions of pairs in which one is among the nearest of the other.

    Ties are broken by position. The second column is not ordered against the first.
    """
    if len(profiles) < 2:  # noqa: PLR2004  a pair takes two
        return np.empty((0, 2), dtype=np.int64)
    matrix = trigram_matrix(profiles)
    transposed = csr_array(matrix.T)
    names = {source: at for at, source in enumerate(sorted({profile.source for profile in profiles}))}
    sources = np.array([names[profile.source] for profile in profiles])
    found = []
    for start in range(0, len(profiles), _CHUNK):
        product = (matrix[start : start + _CHUNK] @ transposed).tocoo()
        rows, columns = product.row.astype(np.int64) + start, product.col.astype(np.int64)
        cosines = np.round(product.data, _DECIMALS)
        keep = (cosines >= minimum_cosine) & (rows != columns)
        if across_sources_only:
            keep &= sources[rows] != sources[columns]
        found.append(_nearest(rows[keep], columns[keep], cosines[keep], neighbours))
    return np.concatenate(found)


def _nearest(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], cosines: npt.NDArray[np.float32], neighbours: int
) -> npt.NDArray[np.int64]:
    order = np.lexsort((columns, -cosines, rows))
    rows, columns = rows[order], columns[order]
    first_of_row = np.searchsorted(rows, rows, side="left")
    best = np.arange(len(rows)) - first_of_row < neighbours
    return np.stack([rows[best], columns[best]], axis=1)
