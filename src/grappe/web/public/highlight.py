"""Where the words of a search stand in a text, accents and endings aside."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"[^\W_]+")
# An ending of up to two letters may differ, as plurals and genders do; short words must match whole.
SHORTEST_STEM = 5
ENDING = 2
LONGEST_TOKEN_EXCESS = 3
PASSAGE_LENGTH = 160
BEFORE = 50


def evened(text: str) -> str:
    """Lower case without accents, letter for letter: what stands at a place stays at that place."""
    return "".join((unicodedata.normalize("NFKD", sign)[:1] or sign).lower()[:1] or sign for sign in text)


def places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each word of the text that answers to a word of the search."""
    for token in TOKEN.finditer(evened(text)):
        if any(answers(token[0], word) for word in words):
            yield token.span()


def answers(token: str, word: str) -> bool:
    if token.startswith(word):
        return True
    stem = word[:-ENDING]
    return len(word) >= SHORTEST_STEM and token.startswith(stem) and len(token) <= len(word) + LONGEST_TOKEN_EXCESS


def pieces(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text in order, each piece with whether it is marked."""
    end = 0
    for start, stop in places(text, words):
        yield text[end:start], False
        yield text[start:stop], True
        end = stop
    yield text[end:], False


def passage_of(text: str, words: Sequence[str]) -> str:
    """The part of a long text around its first answer; empty where it holds none."""
    first = next(places(text, words), None)
    if first is None:
        return ""
    start = max(0, first[0] - BEFORE)
    if start:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    end = start + PASSAGE_LENGTH
    cut = text[start:end] if end >= len(text) else text[start:end].rsplit(" ", 1)[0] + "…"
    return ("…" if start else "") + cut
