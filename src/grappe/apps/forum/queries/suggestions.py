"""Whom a participant might meet: the partner engine's answer and the texts of this edition, ranked together.

A ranking looks at everybody in the catalogue, so it is made once and kept for an hour; what a page shows is asked anew
of the few at its head, so that nobody appears who has left, hidden the profile or been asked meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language

from grappe.apps.forum.models import MeetingProfile
from grappe.apps.forum.queries.catalogue import open_to, ranked_by_words
from grappe.apps.forum.queries.suggestion_reasons import Reason, reasons_for
from grappe.apps.partnerships.bridge.answers import partners_among

KEPT_SECONDS = 3600
# How far down each ranking is read: a participant has asked a few dozen at most.
DEPTH = 60
# The engine gives its reasons with the weightiest first; a card says no more than these.
SAID = 2
# Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods",
# SIGIR 2009: rankings whose scores do not compare are added as 1 / (60 + rank).
FUSION = 60


@dataclass(frozen=True)
class Suggestion:
    """Somebody to meet: what the two texts share, and what the register adds, in sentences of the reader's language."""

    profile: MeetingProfile
    shared: Reason
    sentences: tuple[str, ...] = ()


# Profiles by their keys, the best first, each with the engine's sentences.
Ranking = list[tuple[int, tuple[str, ...]]]


def suggestions_for(profile: MeetingProfile, *, count: int) -> list[Suggestion]:
    """The most promising whom the profile may still ask; who shares nothing is not suggested."""
    ranking = kept_ranking(profile)
    standing = {one.pk: one for one in open_to(profile).filter(pk__in=[key for key, _sentences in ranking])}
    best = [(standing[key], sentences) for key, sentences in ranking if key in standing][:count]
    shared = reasons_for(profile, [one for one, _sentences in best])
    found = [Suggestion(one, shared[one.pk], sentences) for one, sentences in best]
    return [one for one in found if one.sentences or one.shared]


def kept_ranking(profile: MeetingProfile) -> Ranking:
    """The ranking of the last hour, unless the profile was changed since."""
    found: Ranking | None = cache.get(name_of(profile))
    if found is None:
        found = ranking_for(profile)
        cache.set(name_of(profile), found, KEPT_SECONDS)
    return found


def sentences_about(other: MeetingProfile, profile: MeetingProfile) -> tuple[str, ...]:
    """What the register adds about another participant, if the catalogue was looked at lately: nothing is ranked."""
    found: Ranking = cache.get(name_of(profile), [])
    return dict(found).get(other.pk, ())


def name_of(profile: MeetingProfile) -> str:
    return f"forum:ranking:{profile.pk}:{profile.updated_at.timestamp()}:{get_language()}"


def ranking_for(profile: MeetingProfile) -> Ranking:
    engine = told_by_the_register(profile)
    by_words = list(ranked_by_words(profile).values_list("pk", flat=True)[:DEPTH])
    return [(key, engine.get(key, ())) for key in fused(list(engine), by_words)]


def told_by_the_register(profile: MeetingProfile) -> dict[int, tuple[str, ...]]:
    """Participants that the partner engine suggests, in its order, with its reasons; it names only who consented."""
    present = open_to(profile).exclude(organisation=None)
    of_body = {body: key for body, key in present.values_list("organisation_id", "pk") if body is not None}
    found = partners_among(of_body, organisation=profile.organisation_id, needs=needs_of(profile), count=DEPTH)
    return {of_body[one.body.pk]: tuple(reason.sentence for reason in one.reasons[:SAID]) for one in found.rows}


def needs_of(profile: MeetingProfile) -> list[tuple[str, str]]:
    """What the profile seeks, in the reader's language if it says so there: the reasons quote its words."""
    texts = [(profile.seeks_en, "en"), (profile.seeks_fr, "fr")]
    told = [one for one in (texts if get_language() == "en" else texts[::-1]) if one[0].strip()]
    return told[:1]


def fused(*rankings: Iterable[int]) -> list[int]:
    """One order from several: each place adds to the worth of who holds it."""
    worth: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for place, key in enumerate(ranking, 1):
            worth[key] += 1 / (FUSION + place)
    return sorted(worth, key=lambda key: (-worth[key], key))
