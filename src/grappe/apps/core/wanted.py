"""What a reader typed into a search box, made safe and cut into words."""

import re
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES
from grappe.kernel.spelling import folded

LONGEST_TEXT = 200
LONGEST_WORD = 40
MOST_WORDS = 8
# Shorter beginnings fit too many words to be of use.
SHORTEST_START = 3
DOTTED_LETTER = re.compile(r"\b(\w)\.(?=\w\b)")
# Small words that say nothing; a search for nothing else keeps them.
EMPTY_WORDS = {
    *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "s", "the", "to", "with"),
    *("au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour"),
    *("sur", "un", "une"),
}
Query = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text as shown again to its reader, and the words that are looked for (folded, at most eight)."""

    text: str
    words: tuple[str, ...]
    is_cut: bool = False

    @property
    def folded(self) -> str:
        return folded(self.text)

    def with_words(self, words: tuple[str, ...]) -> "Wanted":
        return replace(self, text=" ".join(words), words=words)

    def exactly(self) -> Query:
        """Every word, whole or by its stem."""
        return reduce(and_, (any_form(word) for word in self.words))

    def beginning(self) -> Query:
        """Every word, whole, by its stem or as the beginning of a longer one."""
        return reduce(and_, (any_form(word, start=len(word) >= SHORTEST_START) for word in self.words))


def read_wanted(text: str) -> Wanted:
    """Clean what was typed: any length, any script, null characters and search operators included."""
    clean = " ".join(text.replace("\x00", " ").split())
    shown = clean[:LONGEST_TEXT].rstrip()
    words = [word[:LONGEST_WORD] for word in folded(DOTTED_LETTER.sub(r"\1", shown)).split()]
    telling = list(dict.fromkeys(word for word in words if word not in EMPTY_WORDS)) or words[:1]
    return Wanted(
        text=shown, words=tuple(telling[:MOST_WORDS]), is_cut=len(clean) > len(shown) or len(telling) > MOST_WORDS
    )


def any_form(word: str, *, start: bool = False) -> Query:
    """One word as a name holds it, or by its French or English stem."""
    # Quotes make the word one operand whatever it holds; folding left letters and digits only.
    quoted = "'" + word.replace("'", "''").replace("\\", "\\\\") + "'"
    forms: list[Query] = [
        SearchQuery(quoted + (":*" if start else ""), config=NAMES, search_type="raw"),
        SearchQuery(quoted, config=FRENCH, search_type="raw"),
        SearchQuery(quoted, config=ENGLISH, search_type="raw"),
    ]
    return reduce(or_, forms)
