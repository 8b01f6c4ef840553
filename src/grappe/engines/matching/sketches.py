"""Vectors as rows of bits, so that a million of them are searched in a moment: which are near, nearly always."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grappe.engines.matching.graph import Flags, Integers

Singles = NDArray[np.float32]
WORD = 64
# Texts whose bits are counted in one go.
STRETCH = 32_768


@dataclass(frozen=True, eq=False)
class Sketches:
    """The signs of vectors turned at random, packed (Charikar, 2002): unlike bits grow with the angle.

    Parameters
    ----------
    centre : their mean; signs are those of what a vector has beyond it, shape (dimensions,).
    turn : directions whose signs are kept, shape (dimensions, bits).
    bits : shape (words, texts), so that each word of all texts lies in one piece.
    """

    centre: Singles
    turn: Singles
    bits: NDArray[np.uint64]

    @classmethod
    def of(cls, vectors: Singles, seed: int = 0) -> "Sketches":
        """Sketch vectors.

        Parameters
        ----------
        vectors : rows of length one, shape (texts, dimensions).
        seed : of the directions.
        """
        width = vectors.shape[1]
        size = max(WORD, width // WORD * WORD)
        turn = np.random.default_rng(seed).standard_normal((width, size)).astype(np.float32)
        if size <= width:
            turn = np.linalg.qr(turn)[0].astype(np.float32)
        centre = vectors.mean(axis=0)
        bits = np.concatenate(
            [_packed(part, centre, turn) for part in np.array_split(vectors, len(vectors) // 50_000 + 1)]
        )
        return cls(centre, turn, np.ascontiguousarray(bits.T))

    def nearest(self, asked: Singles, count: int, able: Flags | None = None) -> Integers:
        """Return the places of the vectors whose bits are most like one's, ascending; all that tie with the last.

        Parameters
        ----------
        asked : of length one, shape (dimensions,).
        count : wanted.
        able : which may be found, shape (texts,); None is all.

        Notes
        -----
        One that is near and differs in more bits than these is missed: ask for many more than are wanted in the end,
        and compare their vectors.
        """
        unlike = self._unlike(asked)
        if able is not None:
            unlike[~able] = np.iinfo(np.uint16).max
        many = min(count, unlike.size)
        if not many:
            return np.zeros(0, dtype=np.int64)
        some = np.flatnonzero(unlike <= np.partition(unlike, many - 1)[many - 1])
        return np.asarray(some if able is None else some[able[some]], dtype=np.int64)

    def _unlike(self, asked: Singles) -> NDArray[np.uint16]:
        """In how many bits each text differs, stretch by stretch, so that a stretch stays in the processor's cache."""
        mine = _packed(asked[None, :], self.centre, self.turn)[0]
        unlike = np.zeros(self.bits.shape[1], dtype=np.uint16)
        for start in range(0, unlike.size, STRETCH):
            part = unlike[start : start + STRETCH]
            for word, row in zip(mine, self.bits, strict=True):
                part += np.bitwise_count(row[start : start + STRETCH] ^ word)
        return unlike


def _packed(vectors: Singles, centre: Singles, turn: Singles) -> NDArray[np.uint64]:
    signs = (vectors - centre) @ turn > 0
    return np.packbits(signs, axis=1).view(np.uint64)
