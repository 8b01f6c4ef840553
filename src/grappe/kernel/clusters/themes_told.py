"""The themes that a cluster's own name tells, where no source states them.

A name such as "Cluster de Energía" says its field; the table of words holds the beginnings that do, in the languages of
the packaged clusters. What comes out is derived, and stands beside the word that it comes from.
"""

import re
from dataclasses import dataclass
from functools import cache

from grappe.kernel.spelling import folded
from grappe.kernel.tables import read_rows

TABLE = "clusters/theme_words.csv"
WORD = re.compile(r"\w+(?:·\w+)*")


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme and the word of the name that tells it."""

    theme: str
    word: str


@cache
def theme_words() -> tuple[tuple[str, str], ...]:
    """Beginnings of words, folded, with the theme that each tells."""
    return tuple((folded(row["beginning"]), row["theme"]) for row in read_rows(TABLE))


def themes_told(name: str) -> tuple[ToldTheme, ...]:
    """Each theme that a name tells once, with the first word that tells it, in the order of the name."""
    found: dict[str, ToldTheme] = {}
    for word in WORD.findall(name):
        spelled = folded(word)
        for beginning, theme in theme_words():
            if spelled.startswith(beginning):
                found.setdefault(theme, ToldTheme(theme, word))
    return tuple(found.values())
