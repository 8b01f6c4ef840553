"""One spelling for words that differ by accents, case or punctuation."""

import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l"})


def folded(text: str) -> str:
    """Lower case, no accents, other signs as one space: ``Île-de-France`` is ``ile de france``."""
    bare = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept.casefold()).split())
