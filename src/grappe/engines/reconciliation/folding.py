"""Folding of characters: one spelling of a word whatever the accents, the script and the keyboard.

Greek follows ELOT 743 and Cyrillic a plain scholarly table; both lose information on purpose, since registers
already hold transliterated names. Other scripts are kept as they are.
"""

import re
import unicodedata

_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n",
    "ĸ": "k", "ŧ": "t", "ŀ": "l", "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "&": " and ", "@": " at ",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps", "ς": "s",
}  # fmt: skip
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіґј", "abvgdeziiklmnoprstufyeigj", strict=True)) | {
    "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ю": "yu", "я": "ya",
    "є": "ye", "ї": "yi", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
_TABLE = str.maketrans(_LATIN | _GREEK | _CYRILLIC)
_POSSESSIVE = re.compile(r"'s\b")
_ELISION = re.compile(r"\b(?:l|d|dell|dall|nell|sull|all|degl|qu|n|s|j|m|t)'")
_NOT_WORD = re.compile(r"[\W_]+")
_UMLAUT = re.compile(r"([aou])e+")
_REPEATED = re.compile(r"([^\W\d_])\1+")
_ROMAN_LETTERS = frozenset("ivx")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents or punctuation, words parted by one space.

    ``fold(fold(x)) == fold(x)`` for every text.

    Examples
    --------
    >>> fold("L'École d’Ingénieurs – Göteborg (A/S)")
    'ecole ingenieurs goteborg a s'
    """
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_TABLE)
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter)).casefold().translate(_TABLE)
    bare = _ELISION.sub(" ", _POSSESSIVE.sub("s", bare))
    return " ".join(_NOT_WORD.sub(" ", bare).split())


def squeeze(word: str) -> str:
    """Return a folded `word` with umlaut digraphs and doubled letters closed: ae -> a, oe -> o, ue -> u, ll -> l.

    Registers write MUNCHEN, MUENCHEN and München for one town; closing the digraph on every side makes them
    one key, at the price of a few harmless collisions. Numbers, Roman ones too, are left alone. Idempotent.
    """
    if _ROMAN_LETTERS.issuperset(word):
        return word
    previous = ""
    while word != previous:
        previous, word = word, _REPEATED.sub(r"\1", _UMLAUT.sub(r"\1", word))
    return word
