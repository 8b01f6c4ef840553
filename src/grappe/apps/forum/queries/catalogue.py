"""Whom to meet: the catalogue, and a ranking by themes and by what each seeks and the others offer."""

from django.contrib.postgres.search import SearchQuery, SearchQueryField
from django.db.models import Count, Exists, F, FloatField, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES
from grappe.apps.directory.models import Theme
from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, ForumSide, RegistrationState
from grappe.apps.forum.models import Delegate, Edition, MeetingProfile

THEME_WORTH = 0.1


def listed_profiles(edition: Edition) -> QuerySet[MeetingProfile]:
    """Who may be asked: profiles that wish to be listed and have a confirmed delegate."""
    confirmed = Delegate.objects.filter(profile=OuterRef("pk"), registration__state=RegistrationState.CONFIRMED)
    coming = edition.meeting_profiles.filter(Exists(confirmed), is_listed=True)
    return coming.select_related("organisation", "cluster").prefetch_related("themes").defer("search")


def search_profiles(
    edition: Edition,
    *,
    words: str = "",
    theme: Theme | None = None,
    country: str = "",
    kind: str = "",
    group: str = "",
) -> QuerySet[MeetingProfile]:
    """The catalogue, by words in names, offers and needs, by theme, country, kind and group."""
    found = listed_profiles(edition)
    if words.strip():
        query = SearchQuery(words, config=NAMES, search_type="websearch")
        for config in (FRENCH, ENGLISH):
            query |= SearchQuery(words, config=config, search_type="websearch")
        found = found.filter(search=query)
    if theme is not None:
        found = found.filter(themes=theme)
    if country:
        found = found.filter(country=country)
    if kind:
        found = found.filter(organisation__kind=kind)
    if group:
        found = found.filter(groups__contains=[group])
    return found


def any_word(config: str, text: str) -> Func:
    """A query that any of the words of a text answers, not only all of them together."""
    return Func(
        Value(text),
        template=f"replace(plainto_tsquery('{config}', %(expressions)s)::text, '&', '|')::tsquery",
        output_field=SearchQueryField(),
    )


def open_to(profile: MeetingProfile) -> QuerySet[MeetingProfile]:
    """Whom a profile may still ask: listed, not itself, of the other side, and without an open request between them."""
    asked = MeetingProfile.objects.filter(
        Q(requests_received__sender=profile, requests_received__state__in=OPEN_MEETING_REQUESTS)
        | Q(requests_sent__recipient=profile, requests_sent__state__in=OPEN_MEETING_REQUESTS)
    )
    others = listed_profiles(profile.edition).exclude(pk=profile.pk).exclude(pk__in=asked.values("pk"))
    return others if profile.side == ForumSide.ANY else others.exclude(side=profile.side)


def ranked_by_words(profile: MeetingProfile) -> QuerySet[MeetingProfile]:
    """Those whose texts answer what this one seeks and offers, or who share themes; the most promising first.

    ``score`` is what they are ordered by, ``shared`` how many themes the two have in common.
    """
    own = list(profile.themes.values_list("pk", flat=True))
    french = f"{profile.seeks_fr} {profile.offers_fr}"
    english = f"{profile.seeks_en} {profile.offers_en}"
    words = rank(FRENCH, french) + rank(ENGLISH, english)
    shared = Count("themes", filter=Q(themes__in=own), distinct=True)
    return (
        open_to(profile)
        .annotate(shared=shared, words=words)
        .annotate(score=F("words") + THEME_WORTH * Cast(F("shared"), FloatField()))
        .filter(score__gt=0)
        .order_by("-score", "name_key", "pk")
    )


def rank(config: str, text: str) -> Coalesce:
    return Coalesce(
        Func(F("search"), any_word(config, text), function="ts_rank", output_field=FloatField()), Value(0.0)
    )
