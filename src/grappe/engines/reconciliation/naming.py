"""Normalised names: the words of a name, what each means, and what was set aside."""

from dataclasses import dataclass
from functools import cache, lru_cache

from grappe.engines.reconciliation.folding import fold, squeeze
from grappe.engines.reconciliation.legal_forms import join_initials, strip_legal_forms
from grappe.engines.reconciliation.vocabulary import read_vocabulary

_LONGEST_PHRASE = 8


@dataclass(frozen=True, slots=True)
class NormalisedName:
    """A name ready to be compared.

    Attributes
    ----------
    text : str
        The folded words without legal forms; normalising it again changes nothing.
    pieces : tuple of (word, term)
        Squeezed word as written and the concept it stands for; the term is "" for a function word, the word is ""
        for the second concept of a compound.
    terms : frozenset of str
        The concepts.
    forms : frozenset of str
        Legal forms that were taken off.
    initials : frozenset of str
        First letters of the words, with and without function words.
    """

    text: str
    pieces: tuple[tuple[str, str], ...]
    terms: frozenset[str]
    forms: frozenset[str]
    initials: frozenset[str]

    @property
    def squeezed(self) -> str:
        return "".join(word for word, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    concepts: dict[str, tuple[str, ...]]
    phrases: dict[tuple[str, ...], str]
    stop_words: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    content = read_vocabulary("concepts")
    concepts = {squeeze(word): tuple(terms.split()) for word, terms in content["compounds"].items()}
    for concept, spellings in content["concepts"].items():
        for spelling in (concept, *spellings):
            concepts.setdefault(squeeze(spelling), (concept,))
    phrases = {
        tuple(squeeze(word) for word in phrase.split()): squeeze(term) for phrase, term in content["phrases"].items()
    }
    stop_words = frozenset(squeeze(word) for word in read_vocabulary("stop_words")["stop_words"])
    return _Lexicon(concepts, phrases, stop_words)


def normalise_text(name: str) -> str:
    """Return `name` folded, with initials joined and legal forms taken off; idempotent."""
    return " ".join(_split(name)[0])


def _split(name: str) -> tuple[list[str], frozenset[str]]:
    words = fold(name).split()
    forms: frozenset[str] = frozenset()
    while True:
        shorter, found = strip_legal_forms(join_initials(words))
        forms |= found
        if shorter == words:
            return words, forms
        words = shorter


@lru_cache(maxsize=300_000)
def normalise_name(name: str) -> NormalisedName:
    """Return the `NormalisedName` of a name as a register wrote it."""
    words, forms = _split(name)
    squeezed = [squeeze(word) for word in words]
    pieces = _pieces(squeezed)
    terms = frozenset(term for _, term in pieces if term)
    lexicon = _lexicon()
    weighty = "".join(word[0] for word in squeezed if word not in lexicon.stop_words)
    initials = frozenset({weighty, "".join(word[0] for word in squeezed)} - {""})
    return NormalisedName(" ".join(words), pieces, terms, forms, initials)


def _pieces(words: list[str]) -> tuple[tuple[str, str], ...]:
    lexicon = _lexicon()
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        length, meaning = _phrase_at(words, at, lexicon)
        word = "".join(words[at : at + length])
        if meaning in lexicon.stop_words:
            pieces.append((word, ""))
        else:
            first, *others = lexicon.concepts.get(meaning, (meaning,))
            pieces.append((word, first))
            pieces.extend(("", other) for other in others)
        at += length
    if not any(term for _, term in pieces):
        return tuple((word, word) for word, _ in pieces)
    return tuple(pieces)


def _phrase_at(words: list[str], at: int, lexicon: _Lexicon) -> tuple[int, str]:
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
        meaning = lexicon.phrases.get(tuple(words[at : at + length]))
        if meaning:
            return length, meaning
    return 1, words[at]
