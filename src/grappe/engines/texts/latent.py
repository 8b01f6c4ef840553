"""Likeness by shared themes: latent semantic analysis of the very texts compared."""

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from grappe.engines.texts.arrays import Floats

# With fewer texts to a topic, topics are the texts themselves.
TEXTS_PER_TOPIC = 10
# Above rounding: what lies below this share of the greatest singular value is no direction at all.
NOTHING = 1e-9


def latent_vectors(weighed: sparse.csr_array, topics: int) -> Floats:
    """Project texts on the directions along which they vary most (Deerwester et al., 1990).

    Parameters
    ----------
    weighed : TF-IDF rows, shape (texts, terms).
    topics : dimensions wanted; fewer for few texts.

    Returns
    -------
    Floats
        Shape (texts, dimensions), rows of length one or zero: truncated singular vectors times singular values.
    """
    size = min(topics, weighed.shape[0] // TEXTS_PER_TOPIC, min(weighed.shape) - 1)
    if size < 1:
        return np.zeros((weighed.shape[0], 1))
    # A fixed start: the same texts give the same vectors on every run.
    left, strength, _ = svds(weighed, k=size, v0=np.ones(min(weighed.shape)))
    strength = np.where(strength > NOTHING * strength.max(), strength, 0.0)
    return at_length_one(np.asarray(left * strength, dtype=np.float64))


def at_length_one(vectors: Floats) -> Floats:
    """Divide each row by its Euclidean length; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > NOTHING, lengths, 1.0), dtype=np.float64)
