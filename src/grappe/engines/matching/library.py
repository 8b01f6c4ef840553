"""Every text of the register with its owners, ready to be searched by words and by sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from grappe.engines.matching.graph import Floats, Integers, runs
from grappe.engines.matching.register import Register, Sense, Text
from grappe.engines.matching.result import Evidence, EvidenceKind
from grappe.engines.matching.sketches import Singles, Sketches
from grappe.engines.texts import Encoder, encoded, terms
from grappe.engines.texts.letters import Letters, letters_of
from grappe.engines.texts.lexicon import Lexicon, lexicon_of
from grappe.engines.texts.meanings import AskedWords, Meanings, meanings_of

# Bodies of many projects are compared by their latest texts: so many at least, more where so many comparisons allow it.
LATEST, COMPARISONS = 16, 1_000_000
# Where not all texts are compared by sense: one in so many; for those who ask with more texts than these, by their
# mean, one in so many.
ONE_IN, FEW, ONE_IN_BY_MEAN = 50, 3, 100
# Runs of letters, and words by their meaning, are read of no more texts than these: they are many.
LETTERED = 100_000
# Texts encoded in one go: a million at once would not fit.
AT_ONCE = 20_000
NUMBER_OF: dict[Sense | None, int] = {Sense.OFFER: 1, Sense.NEED: 2}


@dataclass(frozen=True)
class Source:
    """Where a text comes from: whose it is, what it is evidence of, and whether it states an offer or a need."""

    owners: tuple[int, ...]
    evidence: Evidence
    text: str
    sense: Sense | None = None
    year: float = np.inf


@dataclass(frozen=True, eq=False)
class Library:
    """Texts, their rows, and who owns which.

    Parameters
    ----------
    sources : of the texts.
    lexicon : of their terms.
    rows : TF-IDF, rows of length one, shape (texts, terms).
    vectors : by the encoder, rows of length one, shape (texts, dimensions); None without one.
    owner, text : each pair of an organisation and a text it owns, shape (pairs,).
    year : of each text, shape (texts,); the greatest number there is for what is said of the present.
    """

    sources: tuple[Source, ...]
    lexicon: Lexicon
    rows: sparse.csr_array
    vectors: Singles | None
    owner: Integers
    text: Integers
    year: Floats
    encoder: Encoder | None

    @cached_property
    def postings(self) -> sparse.csr_array:
        """The texts of each term, shape (terms, texts)."""
        return sparse.csr_array(self.rows.T.tocsr())

    def read_ahead(self) -> None:
        """Read letters and words now rather than at somebody's first question, where there are not too many texts."""
        if len(self.sources) <= LETTERED:
            _ = self.letters, self.meanings

    @cached_property
    def meanings(self) -> Meanings | None:
        """Words of the texts by their meaning; None without an encoder."""
        return None if self.encoder is None else meanings_of([one.text for one in self.sources], self.encoder)

    @cached_property
    def letters(self) -> Letters:
        """Runs of letters of the texts."""
        return letters_of([one.text for one in self.sources])

    @cached_property
    def sketches(self) -> Sketches | None:
        """Of the vectors; None without them."""
        return None if self.vectors is None else Sketches.of(self.vectors)

    @cached_property
    def owned(self) -> tuple[Integers, Integers]:
        """Where the texts of each organisation start, and the texts, organisation by organisation."""
        order = np.argsort(self.owner, kind="stable")
        last = int(self.owner.max()) + 1 if self.owner.size else 0
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.owner, minlength=last))])
        return starts.astype(np.int64), self.text[order]

    def texts_of(self, organisation: int) -> Integers:
        """Return the places of the texts that an organisation owns."""
        starts, texts = self.owned
        return texts[starts[organisation] : starts[organisation + 1]] if organisation < starts.size - 1 else texts[:0]

    def own_texts(self, some: Integers) -> Integers:
        """Return the texts of some organisations: their own, then their latest projects', as many as time allows.

        Parameters
        ----------
        some : places.
        """
        held = np.unique(np.concatenate([*(self.texts_of(int(place)) for place in some), np.zeros(0, np.int64)]))
        most = max(LATEST, COMPARISONS // max(1, len(self.sources)))
        return np.sort(held[np.argsort(-self.year[held], kind="stable")[:most]]).astype(np.int64)

    @cached_property
    def owners(self) -> tuple[Integers, Integers]:
        """Where the owners of each text start, and the owners, text by text."""
        order = np.argsort(self.text, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.text, minlength=len(self.sources)))])
        return starts.astype(np.int64), self.owner[order]

    def asked(self, words: Sequence[str], only: Sense | None = None, whole: int = 0) -> Likeness:
        """Ask how like each text of the library is to some others.

        Parameters
        ----------
        words : the texts asked; none is like no text.
        only : statements of this sense; None is all texts.
        whole : a library of no more texts is compared by sense as a whole.
        """
        rows = self.lexicon.rows([terms(one) for one in words])
        encoder = self.encoder if words and self.vectors is not None else None
        vectors = None if encoder is None else encoded(encoder, words).astype(np.float32)
        return replace(self._likeness(rows, vectors, only, whole), told=tuple(words))

    def asked_by(self, some: Integers, whole: int = 0) -> Likeness:
        """Ask the same of the texts that some organisations own, which are weighed and encoded already.

        Parameters
        ----------
        some : places of the organisations.
        whole : as above.
        """
        own = self.own_texts(some)
        vectors = self.vectors[own] if self.vectors is not None and own.size else None
        return replace(self._likeness(sparse.csr_array(self.rows[own]), vectors, None, whole), own=own)

    def _likeness(self, rows: sparse.csr_array, vectors: Singles | None, only: Sense | None, whole: int) -> Likeness:
        # Only texts that hold a term asked are touched, whatever the size of the library.
        alike = sparse.csr_array(rows @ self.postings)
        by_words = np.zeros(len(self.sources))
        np.maximum.at(by_words, alike.indices, alike.data)
        return Likeness(self, by_words, vectors, only, whole)

    def stating(self, sense: Sense) -> Integers:
        """Return the places of the statements of one sense."""
        return np.flatnonzero(self.senses == NUMBER_OF[sense]).astype(np.int64)

    @cached_property
    def senses(self) -> NDArray[np.int8]:
        """1 for an offer, 2 for a need, 0 for other texts, shape (texts,)."""
        return np.array([NUMBER_OF.get(one.sense, 0) for one in self.sources], dtype=np.int8)


@dataclass(frozen=True, eq=False)
class Likeness:
    """How like the texts of a library are to what was asked.

    Parameters
    ----------
    words : greatest cosine of each text to one of those asked, by words, shape (texts,).
    vectors : of the texts asked, shape (asked, dimensions); None without an encoder.
    only : statements of this sense count, others are like nothing; None is all texts.
    whole : a library of no more texts is compared by sense as a whole; of a larger one, texts that are not near are
        like nothing.
    told : the texts asked, where they are not the library's own.
    own : places of the texts asked, where they are.
    twin : the same question, asked of all texts.
    """

    library: Library
    words: Floats
    vectors: Singles | None
    only: Sense | None
    whole: int = 0
    told: tuple[str, ...] = ()
    own: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    twin: Likeness | None = None

    def restricted(self, only: Sense) -> Likeness:
        """Return the same question, asked of the statements of one sense."""
        return replace(self, only=only, twin=self)

    def by_words(self, texts: Integers) -> Floats:
        """Return the likeness by words of some texts."""
        return self._kept(texts, self.words[texts])

    def by_sense(self, texts: Integers) -> Floats:
        """Return the likeness by sense of some texts; zeros without an encoder."""
        known = self.library.vectors
        if self.vectors is None or known is None or not texts.size:
            return np.zeros(texts.size)
        return self._kept(texts, self.sense_of_all[texts])

    @cached_property
    def sense_of_all(self) -> Floats:
        """The likeness by sense of all texts, 0 for those that are not near where not all are compared."""
        if self.twin is not None:
            return self.twin.sense_of_all
        known, count = self.library.vectors, len(self.library.sources)
        if known is None or self.vectors is None:
            return np.zeros(count)
        if count <= self.whole:
            return _sense(known, self.vectors)
        found = np.zeros(count)
        found[self.nearest] = _sense(known.take(self.nearest, axis=0), self.vectors)
        return found

    def compare(self, some: Integers) -> None:
        """Compare by sense also what some organisations own and is not near, but not what those of many texts own.

        Parameters
        ----------
        some : places.
        """
        known, starts = self.library.vectors, self.library.owned[0]
        if self.twin is not None:
            self.twin.compare(some)
        elif known is not None and self.vectors is not None and len(self.library.sources) > self.whole:
            inside = some[some < starts.size - 1]
            lengths = starts[inside + 1] - starts[inside]
            few = lengths <= LATEST
            texts = np.unique(self.library.owned[1][runs(starts[inside[few]], lengths[few])])
            self.sense_of_all[texts] = _sense(known.take(texts, axis=0), self.vectors)

    def by_letters(self, texts: Integers) -> Floats:
        """Return the likeness of some texts by runs of letters; 0 where the library's own texts ask, or it is large."""
        return self._kept(texts, self.letters_of_all[texts])

    @cached_property
    def letters_of_all(self) -> Floats:
        """The likeness by runs of letters of all texts."""
        found = np.zeros(len(self.library.sources))
        for one in self.told if found.size <= LETTERED else ():
            np.maximum(found, self.library.letters.alike(one), out=found)
        return found

    def by_meanings(self, texts: Integers) -> Floats:
        """Return the likeness of some texts word by word; 0 as above, and without an encoder."""
        meanings, found = self.library.meanings if self.words_asked else None, np.zeros(texts.size)
        for one in self.words_asked:
            if meanings is not None:
                np.maximum(found, meanings.alike(one, texts), out=found)
        return self._kept(texts, found)

    @cached_property
    def words_asked(self) -> tuple[AskedWords, ...]:
        """The words of each text asked; none where the library's own texts ask, it is large, or without an encoder."""
        library = self.library
        if len(library.sources) > LETTERED or library.encoder is None or library.meanings is None:
            return ()
        return tuple(library.meanings.asked(one, library.encoder) for one in self.told)

    def by_either(self, texts: Integers) -> Floats:
        """Return the greater of the two."""
        return np.maximum(self.by_words(texts), self.by_sense(texts))

    def best(self, some: Integers, of_texts: Callable[[Integers], Floats]) -> Floats:
        """Return the greatest likeness among the texts that each of some organisations owns, 0 for none.

        Parameters
        ----------
        some : places.
        of_texts : one of the ways above.
        """
        starts, texts = self.library.owned
        inside = some[some < starts.size - 1]
        lengths = np.zeros(some.size, dtype=np.int64)
        lengths[some < starts.size - 1] = starts[inside + 1] - starts[inside]
        first = np.zeros(some.size, dtype=np.int64)
        first[some < starts.size - 1] = starts[inside]
        found = np.zeros(some.size)
        held = np.flatnonzero(lengths)
        if held.size:
            values = of_texts(texts[runs(first[held], lengths[held])])
            found[held] = np.maximum.reduceat(values, np.cumsum(lengths[held]) - lengths[held])
        return found

    def of_owners(self, texts: Integers, alike: Floats, count: int) -> Floats:
        """Return the greatest likeness among some texts of each organisation, 0 for none, shape (count,).

        Parameters
        ----------
        texts : places.
        alike : of each of them.
        count : of organisations.
        """
        starts, owners = self.library.owners
        lengths = starts[texts + 1] - starts[texts]
        found = np.zeros(count)
        np.maximum.at(found, owners[runs(starts[texts], lengths)], np.repeat(alike, lengths))
        return found

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to be like."""
        return self.vectors is not None or bool(self.words.any())

    @cached_property
    def nearest(self) -> Integers:
        """The places of the texts nearest by sense, nearly always, to those asked, one in fifty in all, ascending.

        Where many texts ask, their mean stands for them: one in a hundred is near, and they are near themselves.
        """
        if self.twin is not None and self.twin.vectors is not None:
            near = self.twin.nearest
            return np.asarray(near[self.library.senses[near] == NUMBER_OF.get(self.only, 0)], dtype=np.int64)
        able = None if self.only is None else self.library.senses == NUMBER_OF[self.only]
        if self.vectors is None or self.library.sketches is None:
            return np.zeros(0, dtype=np.int64)
        few = len(self.vectors) <= FEW
        asked = [*self.vectors] if few else [self.vectors.mean(axis=0)]
        count = -(-len(self.library.sources) // (ONE_IN * len(asked) if few else ONE_IN_BY_MEAN))
        found = [self.library.sketches.nearest(one, count, able) for one in asked]
        return np.unique(np.concatenate([*found, self.own]))

    def _kept(self, texts: Integers, alike: Floats) -> Floats:
        if self.only is None:
            return np.asarray(alike, dtype=np.float64)
        return np.where(self.library.senses[texts] == NUMBER_OF[self.only], alike, 0.0)


def _sense(known: Singles, asked: Singles) -> Floats:
    return np.asarray(np.maximum((asked @ known.T).max(axis=0), 0.0), dtype=np.float64)


def library_of(register: Register, encoder: Encoder | None) -> Library:
    """Read all texts of a register.

    Parameters
    ----------
    register : whose organisations, projects and statements are read; texts without a letter are passed over.
    encoder : turns them into vectors; None compares by words only.
    """
    sources = tuple(one for one in _sources(register) if one.text.strip())
    bags = [terms(one.text) for one in sources]
    lexicon = lexicon_of(bags)
    singles = _vectors(encoder, [one.text for one in sources]) if encoder is not None and sources else None
    owner = np.array([place for one in sources for place in one.owners], dtype=np.int64)
    text = np.array([place for place, one in enumerate(sources) for _ in one.owners], dtype=np.int64)
    year = np.array([one.year for one in sources], dtype=np.float64)
    return Library(sources, lexicon, lexicon.rows(bags), singles, owner, text, year, encoder)


def _vectors(encoder: Encoder, texts: Sequence[str]) -> Singles:
    parts = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
    return np.concatenate([encoded(encoder, part).astype(np.float32) for part in parts])


def _sources(register: Register) -> Iterator[Source]:
    for place, organisation in enumerate(register.organisations):
        for text in organisation.texts:
            kind = EvidenceKind.TEXT if text.id else EvidenceKind.ORGANISATION
            yield Source((place,), Evidence(kind, text.id or organisation.id), text.text)
    for project in register.projects:
        owners = tuple(sorted({register.place_of[name] for name in project.members}))
        for text in project.texts:
            yield Source(owners, Evidence(EvidenceKind.PROJECT, project.id), text.text, None, project.year)
    for statement in register.statements:
        owners = (register.place_of[statement.organisation],)
        for text in statement.texts:
            yield Source(owners, Evidence(EvidenceKind.STATEMENT, statement.id), text.text, statement.sense)


def words_of(texts: Sequence[Text]) -> list[str]:
    """Return the texts that hold a letter.

    Parameters
    ----------
    texts : any.
    """
    return [one.text for one in texts if one.text.strip()]
