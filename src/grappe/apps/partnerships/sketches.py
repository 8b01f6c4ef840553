"""Copies are found by sketches: the smallest hashes of a text's runs of three words (Broder, 1997)."""

import hashlib
import re
from collections.abc import Iterable

SIZE, RUN = 64, 3
# Above this share of common runs, two texts are one text with changes.
COPY = 0.5
WORDS = re.compile(r"[^\W_]+")
HASH_BYTES = 7


def sketch_of(text: str) -> list[int]:
    """At most ``SIZE`` hashes, in rising order; shorter texts than a run have one run of what there is."""
    return sorted({hash_of(run) for run in runs_of(text)})[:SIZE]


def runs_of(text: str) -> set[str]:
    words = WORDS.findall(text.lower())
    if not words:
        return set()
    return {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def hash_of(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=HASH_BYTES).digest(), "big")


def resemblance(one: Iterable[int], other: Iterable[int]) -> float:
    """An estimate of the share of runs that two texts have in common, 0 to 1, from their sketches."""
    first, second = set(one), set(other)
    smallest = sorted(first | second)[:SIZE]
    return sum(value in first and value in second for value in smallest) / len(smallest) if smallest else 0.0
