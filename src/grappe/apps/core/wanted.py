"""What a reader typed into a search box, made safe and cut into words."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery
from django.db.models import Value

from grappe.kernel.spelling import folded

LONGEST_TEXT = 200
LONGEST_WORD = 40
MOST_WORDS = 8
# Shorter beginnings fit too many words to be of use; the database function holds the same figure.
SHORTEST_START = 3
DOTTED_LETTER = re.compile(r"\b(\w)\.(?=\w\b)")
# Small words that say nothing; a search for nothing else keeps them.
EMPTY_WORDS = {
    *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "s", "the", "to", "with"),
    *("au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour"),
    *("sur", "un", "une"),
}


class WordsQuery(SearchQuery):
    """Every word as a name holds it, or by its French or English stem; ``beginnings`` takes longer words too."""

    def __init__(self, words: tuple[str, ...], *, beginnings: bool) -> None:
        super().__init__("")
        self.function = "grappe_query"
        self.set_source_expressions([Value(list(words)), Value(beginnings)])


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text as shown again to its reader, and the words that are looked for (folded, at most eight)."""

    text: str
    words: tuple[str, ...]
    is_cut: bool = False

    @property
    def has_only_short_words(self) -> bool:
        return all(len(word) < SHORTEST_START for word in self.words)

    def with_words(self, words: tuple[str, ...]) -> "Wanted":
        return replace(self, text=" ".join(words), words=words)

    def exactly(self) -> WordsQuery:
        return WordsQuery(self.words, beginnings=False)

    def beginning(self) -> WordsQuery:
        return WordsQuery(self.words, beginnings=True)


def read_wanted(text: str) -> Wanted:
    """Clean what was typed: any length, any script, null characters and search operators included."""
    clean = " ".join(text.replace("\x00", " ").split())
    shown = clean[:LONGEST_TEXT].rstrip()
    words = [word[:LONGEST_WORD] for word in folded(DOTTED_LETTER.sub(r"\1", shown)).split()]
    telling = list(dict.fromkeys(word for word in words if word not in EMPTY_WORDS)) or words[:1]
    return Wanted(
        text=shown, words=tuple(telling[:MOST_WORDS]), is_cut=len(clean) > len(shown) or len(telling) > MOST_WORDS
    )
