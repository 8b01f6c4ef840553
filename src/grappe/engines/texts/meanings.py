"""Likeness word by word: each word asked meets the word of a text that is nearest in meaning, in any language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from grappe.engines.texts.arrays import Floats
from grappe.engines.texts.encoder import Encoder, encoded
from grappe.engines.texts.words import written_words

Singles = NDArray[np.float32]
Integers = NDArray[np.int64]
# Words that are known at most: those of the most texts. Words of a question at most: the rarest.
MOST_WORDS, MOST_ASKED = 30_000, 64
# Words, evenly spaced, that tell how like a text is to a word of chance: so many, or as many as so many comparisons
# allow; texts that are compared in one go.
CHANCE, COMPARISONS, AT_ONCE = (50, 5_000), 300_000_000, 2_000


@dataclass(frozen=True, eq=False)
class AskedWords:
    """The words of a question.

    Parameters
    ----------
    rarity : of each, in sum 1, shape (asked,).
    alike : cosine to each known word, never below 0, shape (asked, words).
    """

    rarity: Floats
    alike: Singles


@dataclass(frozen=True, eq=False)
class Meanings:
    """Words of known texts by their meaning.

    Parameters
    ----------
    columns : of each known word.
    vectors : of the words, rows of length one, shape (words, dimensions).
    rarity : ln(1 + n / (df + 1/2)) of each word, shape (words,).
    unseen : rarity of a word that no text holds.
    starts, words : where each text's distinct words start, and the words, text by text.
    usual : likeness of each text to words of chance, shape (texts,): long texts are like anything.
    """

    columns: Mapping[str, int]
    vectors: Singles
    rarity: Floats
    unseen: float
    starts: Integers
    words: Integers
    usual: Floats

    def asked(self, text: str, encoder: Encoder) -> AskedWords:
        """Read the words of a question.

        Parameters
        ----------
        text : any; of a long one the rarest words are read.
        encoder : as the known words were encoded.
        """
        some = sorted(written_words(text), key=lambda word: (-self._rarity_of(word), word))[:MOST_ASKED]
        if not some or not self.columns:
            return AskedWords(np.zeros(0), np.zeros((0, len(self.columns)), dtype=np.float32))
        rarity = np.array([self._rarity_of(word) for word in some])
        return AskedWords(rarity / rarity.sum(), _alike(encoded(encoder, some).astype(np.float32), self.vectors))

    def alike(self, asked: AskedWords, texts: Integers) -> Floats:
        """Return how much more like a question some texts are than they are to words of chance.

        Parameters
        ----------
        asked : by this object.
        texts : places.

        Returns
        -------
        Floats
            The mean over the words asked, by their rarity, of the greatest cosine to a word of the text, less what is
            usual for it, never below 0; 0 for a text without known words; shape (texts,).

        Notes
        -----
        The relaxed word mover's similarity (Kusner et al., 2015) with a correction for hubs (Radovanović et al., 2010).
        """
        return np.maximum(_met(self.starts, self.words, asked, texts) - self.usual[texts], 0.0)

    def _rarity_of(self, word: str) -> float:
        return float(self.rarity[self.columns[word]]) if word in self.columns else self.unseen


def meanings_of(texts: Sequence[str], encoder: Encoder) -> Meanings:
    """Learn the words of known texts.

    Parameters
    ----------
    texts : in the order in which likenesses come.
    encoder : turns words of any language into vectors.

    Raises
    ------
    EncoderShapeError
        When it did not give one vector of finite numbers per word.
    """
    bags = [written_words(one) for one in texts]
    held = Counter(chain.from_iterable(bags))
    columns = {word: place for place, (word, _) in enumerate(held.most_common(MOST_WORDS))}
    known = [[columns[word] for word in bag if word in columns] for bag in bags]
    starts = np.cumsum([0, *(len(one) for one in known)]).astype(np.int64)
    words = np.fromiter(chain.from_iterable(known), dtype=np.int64, count=int(starts[-1]))
    vectors = encoded(encoder, list(columns)).astype(np.float32) if columns else np.zeros((0, 1), dtype=np.float32)
    frequency = np.array([held[word] for word in columns], dtype=np.float64)
    rarity = np.log1p(len(texts) / (frequency + 0.5))
    usual = _usual(starts, words, vectors, rarity)
    return Meanings(columns, vectors, rarity, float(np.log1p(2.0 * len(texts))), starts, words, usual)


def _usual(starts: Integers, words: Integers, vectors: Singles, rarity: Floats) -> Floats:
    count = starts.size - 1
    if not rarity.size:
        return np.zeros(count)
    several = int(np.clip(COMPARISONS // max(1, words.size), *CHANCE))
    some = np.unique(np.linspace(0, rarity.size - 1, several).astype(np.int64))
    chance = AskedWords(rarity[some] / rarity[some].sum(), _alike(vectors[some], vectors))
    parts = np.array_split(np.arange(count), count // AT_ONCE + 1)
    return np.concatenate([_met(starts, words, chance, one) for one in parts])


def _alike(some: Singles, known: Singles) -> Singles:
    return np.asarray(np.maximum(some @ known.T, 0.0), dtype=np.float32)


def _met(starts: Integers, words: Integers, asked: AskedWords, texts: Integers) -> Floats:
    """Mean over the words asked, by their rarity, of the greatest cosine to a word of each text."""
    found = np.zeros(texts.size)
    lengths = starts[texts + 1] - starts[texts]
    held = np.flatnonzero(lengths)
    if held.size and asked.rarity.size:
        some, size = texts[held], lengths[held]
        first = np.cumsum(size) - size
        entries = words[np.arange(int(size.sum())) + np.repeat(starts[some] - first, size)]
        for weight, alike in zip(asked.rarity, asked.alike, strict=True):
            found[held] += weight * np.maximum.reduceat(alike[entries], first)
    return found
