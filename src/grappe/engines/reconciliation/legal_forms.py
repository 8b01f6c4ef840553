"""Legal forms: taken off a name, and remembered as evidence of their own."""

from dataclasses import dataclass
from functools import cache

from grappe.engines.reconciliation.vocabulary import read_vocabulary

_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class LegalForms:
    anywhere: frozenset[str]
    at_end: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    aliases: dict[str, str]


@cache
def legal_forms() -> LegalForms:
    """Return the packaged legal forms, ready for look-up."""
    content = read_vocabulary("legal_forms")
    aliases = {spelling: form for form, spellings in content["aliases"].items() for spelling in spellings}
    phrases = frozenset(tuple(phrase.split()) for phrase in content["phrases"])
    return LegalForms(frozenset(content["anywhere"]), frozenset(content["at_end"]), phrases, aliases)


def join_initials(words: list[str]) -> list[str]:
    """Join runs of single letters: "s", "r", "l" is the one word "srl". Digits stay apart."""
    joined: list[str] = []
    running = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and running:
            joined[-1] += word
        else:
            joined.append(word)
        running = single
    return joined


def strip_legal_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    """Return the words without their legal forms, and the forms found.

    A name that is nothing but legal forms is returned whole.
    """
    forms = legal_forms()
    kept, found = _without_phrases(words, forms)
    inside = [word for word in kept if word not in forms.anywhere]
    found += [word for word in kept if word in forms.anywhere]
    while len(inside) > 1 and inside[-1] in forms.at_end:
        found.append(inside.pop())
    if not inside:
        return words, frozenset()
    return inside, frozenset(forms.aliases.get(form, form) for form in found)


def _without_phrases(words: list[str], forms: LegalForms) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            if tuple(words[at : at + length]) in forms.phrases:
                found.append(" ".join(words[at : at + length]))
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, found
