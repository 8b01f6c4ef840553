"""Words of the register that a misspelt word may stand for."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from rapidfuzz.distance import OSA

from grappe.apps.core.models import Word
from grappe.apps.core.wanted import EMPTY_WORDS, Wanted

NEIGHBOURS = """
SELECT typed, near.word, near.holders FROM unnest(%s::text[]) AS typed CROSS JOIN LATERAL (
    SELECT word, holders FROM core_word WHERE word %% typed
    ORDER BY similarity(word, typed) DESC, holders DESC LIMIT 12
) AS near
"""
# From these lengths on, one, two and three letters may differ.
SLIP_LENGTHS = (4, 6, 11)
SHORTEST_CORRECTED = SLIP_LENGTHS[0]
SHORTEST_PART = 3
# Of two words as near, the one that starts alike is meant: few slips fall on the first letters.
SURE_LETTERS = 3
# A word that at most this many names hold may itself be a slip ...
RARE = 2
# ... when a neighbour is this many times as frequent.
FAR_MORE_FREQUENT = 20


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the register knows of the words in hand."""

    holders: dict[str, int]
    neighbours: dict[str, list[tuple[str, int]]]


def allowed_slips(word: str) -> int:
    """How many letters may differ: none in a short word, up to three in a long one."""
    return bisect(SLIP_LENGTHS, len(word))


def corrected(wanted: Wanted) -> Wanted | None:
    """The same search with each unknown word replaced by the nearest known one; none where nothing is near."""
    if not any(word.isalpha() for word in wanted.words):
        return None
    parts = [part for word in wanted.words for part in halves(word)]
    vocabulary = vocabulary_of(wanted.words, [*(a for a, _b in parts), *(b for _a, b in parts), *joints(wanted.words)])
    words = glued(wanted.words, vocabulary) or tuple(
        piece for word in wanted.words for piece in replacement(word, vocabulary)
    )
    return wanted.with_words(words) if words != wanted.words else None


def rarest(wanted: Wanted) -> Wanted | None:
    """The search reduced to its rarest known word; none where it has one word only or none is known."""
    if len(wanted.words) == 1:
        return None
    holders = dict(Word.objects.filter(pk__in=wanted.words).order_by("holders").values_list("word", "holders"))
    return wanted.with_words((next(iter(holders)),)) if holders else None


def holders_of(words: Iterable[str]) -> dict[str, int]:
    """How many names and titles hold each known word."""
    return dict(Word.objects.filter(pk__in=set(words)).order_by().values_list("word", "holders"))


def vocabulary_of(typed: tuple[str, ...], parts: Iterable[str]) -> Vocabulary:
    holders = holders_of({*typed, *parts})
    doubtful = [
        word for word in typed if len(word) >= SHORTEST_CORRECTED and word.isalpha() and holders.get(word, 0) <= RARE
    ]
    neighbours: dict[str, list[tuple[str, int]]] = {}
    if doubtful:
        with connection.cursor() as cursor:
            cursor.execute(NEIGHBOURS, [doubtful])
            for word, near, count in cursor.fetchall():
                neighbours.setdefault(word, []).append((near, count))
    return Vocabulary(holders, neighbours)


def halves(word: str) -> list[tuple[str, str]]:
    """Every way to read one word as two: ``aerospacevalley``."""
    return [(word[:cut], word[cut:]) for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]


def joints(words: tuple[str, ...]) -> list[str]:
    """Neighbouring words written as one: ``micro vax``."""
    return [first + second for first, second in pairwise(words)]


def glued(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Two words in one, where the register knows the whole and not both parts together; empty where it does not."""
    for place, whole in enumerate(joints(words)):
        if vocabulary.holders.get(whole):
            return (*words[:place], whole, *words[place + 2 :])
    return ()


def replacement(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word itself where it is common, else its nearest neighbour, else its two halves."""
    held = vocabulary.holders.get(word, 0)
    near = [
        (OSA.distance(word, other), word[:SURE_LETTERS] != other[:SURE_LETTERS], -count, other)
        for other, count in vocabulary.neighbours.get(word, [])
        if other != word and (not held or count > held * FAR_MORE_FREQUENT)
    ]
    fitting = sorted(item for item in near if item[0] <= allowed_slips(word))
    if fitting:
        return (fitting[0][-1],)
    if not held:
        for first, second in halves(word):
            if first in vocabulary.holders and second in vocabulary.holders and second not in EMPTY_WORDS:
                return (first, second)
    return (word,)
