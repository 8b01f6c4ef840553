"""Every text of the register with its owners, ready to be searched by words and by sense."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.matching.graph import Floats, Integers
from grappe.engines.matching.register import Register, Sense, Text
from grappe.engines.matching.result import Evidence, EvidenceKind
from grappe.engines.texts import Encoder, encoded, terms
from grappe.engines.texts.lexicon import Lexicon, lexicon_of


@dataclass(frozen=True)
class Source:
    """Where a text comes from: whose it is, what it is evidence of, and whether it states an offer or a need."""

    owners: tuple[int, ...]
    evidence: Evidence
    text: str
    sense: Sense | None = None


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
    """

    sources: tuple[Source, ...]
    lexicon: Lexicon
    rows: sparse.csr_array
    vectors: Floats | None
    owner: Integers
    text: Integers
    encoder: Encoder | None

    def likeness_by_words(self, asked: Sequence[str]) -> Floats:
        """Return the greatest cosine of each text of the library to one of the texts asked, shape (texts,).

        Parameters
        ----------
        asked : texts; none gives zeros.
        """
        if not asked or not self.sources:
            return np.zeros(len(self.sources))
        rows = self.lexicon.rows([terms(one) for one in asked])
        return np.asarray((self.rows @ rows.T).toarray().max(axis=1), dtype=np.float64)

    def likeness_by_sense(self, asked: Sequence[str]) -> Floats:
        """Return the same by the encoder; zeros without one.

        Parameters
        ----------
        asked : texts; none gives zeros.
        """
        if not asked or self.vectors is None or self.encoder is None or not self.sources:
            return np.zeros(len(self.sources))
        return np.asarray(np.maximum((self.vectors @ encoded(self.encoder, asked).T).max(axis=1), 0.0), np.float64)

    def likeness_to_known(self, places: Integers) -> tuple[Floats, Floats]:
        """Return the greatest likeness of each text to some texts of the library, by words and by sense.

        Parameters
        ----------
        places : of these texts; none gives zeros.
        """
        nothing = np.zeros(len(self.sources))
        if not places.size:
            return nothing, nothing
        words = np.asarray((self.rows @ self.rows[places].T).toarray().max(axis=1), dtype=np.float64)
        if self.vectors is None:
            return words, nothing
        return words, np.asarray(np.maximum((self.vectors @ self.vectors[places].T).max(axis=1), 0.0), np.float64)

    def best_of_owners(self, likeness: Floats, count: int) -> Floats:
        """Return the greatest likeness among the texts that each organisation owns, 0 for none.

        Parameters
        ----------
        likeness : of the texts, shape (texts,).
        count : of organisations.
        """
        best = np.zeros(count)
        np.maximum.at(best, self.owner, likeness[self.text])
        return best

    def texts_of(self, organisation: int) -> Integers:
        """Return the places of the texts that an organisation owns."""
        return np.asarray(self.text[self.owner == organisation], dtype=np.int64)


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
    vectors = encoded(encoder, [one.text for one in sources]) if encoder is not None and sources else None
    owner = np.array([place for one in sources for place in one.owners], dtype=np.int64)
    text = np.array([place for place, one in enumerate(sources) for _ in one.owners], dtype=np.int64)
    return Library(sources, lexicon, lexicon.rows(bags), vectors, owner, text, encoder)


def _sources(register: Register) -> Iterator[Source]:
    for place, organisation in enumerate(register.organisations):
        for text in organisation.texts:
            kind = EvidenceKind.TEXT if text.id else EvidenceKind.ORGANISATION
            yield Source((place,), Evidence(kind, text.id or organisation.id), text.text)
    for project in register.projects:
        owners = tuple(sorted({register.place_of[name] for name in project.members}))
        for text in project.texts:
            yield Source(owners, Evidence(EvidenceKind.PROJECT, project.id), text.text)
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
