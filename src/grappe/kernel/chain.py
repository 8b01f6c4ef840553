"""A chain of hashes over entries in order: none can be changed, taken away, put in or moved without all that follow."""

import hashlib
import json
from collections.abc import Sequence

FORM = "grappe-chain/1"
START = "0" * 64


def link_hash(previous: str, position: int, content: Sequence[str | None]) -> str:
    """The hash of the entry at a position (from 1): over its content, its place and the hash of the one before.

    The parts are written as one JSON list, in which no two different contents look alike.
    """
    text = json.dumps([FORM, position, previous, *content], ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot come from PostgreSQL; were it to, it is hashed rather than refused.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
