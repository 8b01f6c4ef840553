"""The likeness of proposals to single publications: a weighed mean of words, themes and sense."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from grappe.engines.affinity.errors import ParameterError
from grappe.engines.affinity.problem import Floats, Integers
from grappe.engines.texts.counts import count_terms
from grappe.engines.texts.encoder import Encoder, encoded
from grappe.engines.texts.latent import latent_vectors
from grappe.engines.texts.lexical import okapi, tf_idf
from grappe.engines.texts.words import terms


@dataclass(frozen=True)
class Weights:
    """What each kind of likeness counts for; only their proportions matter.

    Parameters
    ----------
    tf_idf, okapi : shared words, as a cosine and by BM25.
    latent : shared themes.
    encoder : sense, by the encoder that is plugged in; nothing without one.
    """

    tf_idf: float = 1.0
    okapi: float = 0.5
    latent: float = 0.2
    encoder: float = 0.2

    def __post_init__(self) -> None:
        if min(self.tf_idf, self.okapi, self.latent, self.encoder) < 0 or not self.sum > 0:
            raise ParameterError("Weights are 0 or more, and one of them is above 0.")

    @property
    def sum(self) -> float:
        """Of all kinds."""
        return self.tf_idf + self.okapi + self.latent + self.encoder


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of likeness: proposals' rows, publications' rows, and the share it has."""

    asked: sparse.csr_array | Floats
    known: sparse.csr_array | Floats
    share: float


def kinds_of(texts: Sequence[str], asked: int, weights: Weights, topics: int, encoder: Encoder | None) -> list[Kind]:
    """Prepare every kind of likeness that has a weight.

    Parameters
    ----------
    texts : of the proposals, then of all publications.
    asked : number of proposals.
    weights : of the kinds; that of the encoder is left out without one.
    topics : dimensions of the latent space.
    encoder : turns texts into vectors.

    Returns
    -------
    list of Kind
        Shares add up to 1.
    """
    counts = count_terms(terms(text) for text in texts)
    weighed = tf_idf(counts)
    found = [Kind(weighed[:asked], weighed[asked:], weights.tf_idf)]
    if weights.okapi:
        sides = okapi(counts)
        found.append(Kind(sides.asked[:asked], sides.known[asked:], weights.okapi))
    if weights.latent:
        vectors = latent_vectors(weighed, topics)
        found.append(Kind(vectors[:asked], vectors[asked:], weights.latent))
    if weights.encoder and encoder is not None:
        vectors = encoded(encoder, texts)
        found.append(Kind(vectors[:asked], vectors[asked:], weights.encoder))
    whole = sum(kind.share for kind in found)
    if not whole > 0:
        raise ParameterError("Only the encoder has a weight, and there is none: give one, or weigh words.")
    return [replace(kind, share=kind.share / whole) for kind in found]


def likeness(kinds: Sequence[Kind], chosen: Integers, rows: slice) -> Floats:
    """Compare some proposals with some publications.

    Parameters
    ----------
    kinds : as prepared.
    chosen : places of the publications, shape (d,).
    rows : of the proposals, q of them.

    Returns
    -------
    Floats
        Shape (q, d), between 0 and 1; what points away from one another counts as 0.
    """
    total = sum(kind.share * np.maximum(_product(kind, chosen, rows), 0.0) for kind in kinds)
    return np.clip(np.asarray(total, dtype=np.float64), 0.0, 1.0)


def blocks(count: int, width: int, cells: int = 4_000_000) -> Iterator[slice]:
    """Cut rows so that one block of comparisons stays small.

    Parameters
    ----------
    count : rows in all.
    width : cells in one of them.
    cells : in one block at most, unless one row has more.

    Yields
    ------
    slice
        All rows in order.
    """
    step = max(1, cells // max(1, width))
    yield from (slice(start, min(start + step, count)) for start in range(0, count, step))


def _product(kind: Kind, chosen: Integers, rows: slice) -> Floats:
    product: Any = kind.asked[rows] @ kind.known[chosen].T
    return np.asarray(product.toarray() if sparse.issparse(product) else product, dtype=np.float64)
