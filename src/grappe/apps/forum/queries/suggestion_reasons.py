"""Why somebody is suggested: the themes in common, and the words in which one offers what the other seeks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from grappe.apps.core.text import ENGLISH, FRENCH
from grappe.apps.directory.models import Theme
from grappe.apps.forum.models import MeetingProfile

WORDS = re.compile(r"[^\W\d_][\w’'-]{2,}")
MANY = 4
CONFIGS = {"fr": FRENCH, "en": ENGLISH}


@dataclass(frozen=True)
class Reason:
    """What two profiles have in common; words as the other one writes them."""

    themes: tuple[Theme, ...]
    offered: tuple[str, ...]
    sought: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.themes or self.offered or self.sought)


def reasons_for(profile: MeetingProfile, others: Iterable[MeetingProfile]) -> dict[int, Reason]:
    """The reason for each of the others, by its key."""
    held = list(others)
    stems = {language: stems_of([profile, *held], language) for language in CONFIGS}
    own = set(profile.themes.values_list("pk", flat=True))
    return {
        other.pk: Reason(
            themes=tuple(theme for theme in other.themes.all() if theme.pk in own),
            offered=common(profile, "seeks", other, "offers", stems),
            sought=common(profile, "offers", other, "seeks", stems),
        )
        for other in held
    }


def common(
    one: MeetingProfile, first: str, other: MeetingProfile, second: str, stems: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """Words of the other's text whose stem stands in one's own text of the same language; each stem once."""
    found: dict[str, str] = {}
    for language, known in stems.items():
        own = {known.get(word) for word in words_in(getattr(one, f"{first}_{language}"))} - {None}
        for word in words_in(getattr(other, f"{second}_{language}")):
            stem = known.get(word)
            if stem in own and stem is not None:
                found.setdefault(stem, word)
    return tuple(found.values())[:MANY]


def words_in(text: str) -> list[str]:
    return [word.lower() for word in WORDS.findall(text)]


def stems_of(profiles: Iterable[MeetingProfile], language: str) -> dict[str, str]:
    """The stem of every word of these profiles, as the catalogue's search has it; words that say nothing have none."""
    words = {
        word
        for profile in profiles
        for field in ("offers", "seeks")
        for word in words_in(getattr(profile, f"{field}_{language}"))
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (tsvector_to_array(to_tsvector(%s::regconfig, word)))[1] FROM unnest(%s::text[]) AS word",
            [CONFIGS[language], sorted(words)],
        )
        return {word: stem for word, stem in cursor.fetchall() if stem}
