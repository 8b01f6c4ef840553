"""Texts as the terms they are compared by: French and English words without endings, and pairs of neighbours."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# Numbers with points in them ("3.11", "4.0") are words, and so are letters with the signs of a language's name ("c++").
WORD = re.compile(r"[a-z]*[0-9]+(?:\.[0-9]+)+|[a-z]+(?:\+\+|#)|[a-z0-9]+")
WRITTEN = re.compile(r"[^\W\d_]*[0-9]+(?:\.[0-9]+)+|\w+(?:\+\+|#)?")
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'")
JOINED = re.compile(r"[^\W\d_]*[0-9]+(?:\.[0-9]+)+|[^\W\d_]+(?:\+\+|#)|[^\W_][\w'’-]*")
SHORTEST, STEM, GRAM = 2, 4, 4
# Words that say nothing of a subject, in the spelling without accents: English, French, and what every paper and
# every proposal says of itself.
EMPTY_WORDS = """
a about above after again all also an and any are as at be because been before being below between both but by
can could did do does doing down during each few for from further had has have having he her here his how
however i if in into is it its itself just may more most no nor not of off on once only or other our out over
own same she should so some such than that the their them then there these they this those through to too
under until up use used using very via was we were what when where which while who whom why will with would
you your

ainsi alors au aucun aussi autre autres aux avec avoir avons ce ceci cela celle celui cependant ces cet
cette ceux chaque ci comme dans de depuis des donc dont du elle elles en encore entre est et etaient etait ete
etre eux fait faut grace il ils je la le les leur leurs lors lorsque lui mais meme memes moins ne ni non nos
notre nous on ont ou par parmi pas permet permettre peu peut peuvent plus plusieurs pour pouvoir puis quand
que quel quelle quels qui quoi sa sans se selon sera ses si sien son sont sous sur ta tandis tel telle telles
tels tes toi ton tous tout toute toutes tres tu un une vers via vos votre vous y

approach approche based base method methode new nouveau nouvelle objectif paper present presente project
projet propose proposons result results resultat resultats show vise
"""
EMPTY = frozenset(EMPTY_WORDS.split())
# Both languages at once, so that words of one Latin root meet.
KNOWN_ENDINGS = """
ational isations isation ations ation issements issement ements ement ments ment ings ing ities ity ites ite
ively ives ive ifs if ally ies ied ed es ly s e al ale ales aux atrices atrice ateurs ateur ators ator iques
ique ics ic euses euse eux able ables isme ismes iste istes ence ences ance ances ees ee er ers
"""
ENDINGS = tuple(sorted(KNOWN_ENDINGS.split(), key=lambda ending: (-len(ending), ending)))


def terms(text: str, *, pairs: bool = True) -> list[str]:
    """Return the terms of a text, with repetitions.

    Parameters
    ----------
    text : in French or English, in any spelling of accents and capitals.
    pairs : whether two words that follow one another, empty ones apart, are a term too.

    Returns
    -------
    list of str
        Stems in the order of the text, then the pairs.
    """
    words = [stem(word) for word in WORD.findall(fold(text)) if len(word) >= SHORTEST and word not in EMPTY]
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))] if pairs else words


def grams(text: str, size: int = GRAM) -> list[str]:
    """Return every run of letters of a text's words, a space at both ends of a word, empty words apart.

    Parameters
    ----------
    text : in any spelling of accents and capitals.
    size : letters of a run.

    Returns
    -------
    list of str
        In the order of the text: what misspelt, inflected and compound words still share.
    """
    words = (f" {word} " for word in WORD.findall(fold(text)) if word not in EMPTY)
    return [word[start : start + size] for word in words for start in range(len(word) - size + 1)]


def written_words(text: str) -> list[str]:
    """Return the distinct words of a text as written, in small letters, in the order of the text.

    Parameters
    ----------
    text : in any language; what an apostrophe elides ("l'", "d'") is cut off.

    Returns
    -------
    list of str
        Without words of one letter and without empty ones.
    """
    found = (ELIDED.sub("", word.lower().replace("’", "'")).strip("'-") for word in JOINED.findall(text))
    return [word for word in dict.fromkeys(found) if len(word) > 1 and fold(word) not in EMPTY]


def fold(text: str) -> str:
    """Return a text in small letters without accents, and with ligatures spelt out."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a word without its ending; the longest known one goes if four letters remain, and z counts as s."""
    word = word.replace("z", "s")
    if word.endswith("eaux"):
        return word[:-1]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def spellings(text: str) -> dict[str, str]:
    """Return, for each single term of a text, the word as the text first writes it.

    Parameters
    ----------
    text : in French or English.
    """
    found: dict[str, str] = {}
    for word in WRITTEN.findall(text):
        for part in WORD.findall(fold(word)):
            if len(part) >= SHORTEST and part not in EMPTY:
                found.setdefault(stem(part), word)
    return found
