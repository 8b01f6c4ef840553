"""The register of clusters as lists show it."""

from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, Fold
from grappe.apps.directory.enums import LabelStatus
from grappe.apps.directory.models import Cluster, ClusterTier, LabelPeriod
from grappe.kernel.phases import PHASES, PHASES_WITH_TIERS

HOME_COUNTRY = "FR"
LABELLED = (LabelStatus.LABELLED, LabelStatus.ON_PROBATION, LabelStatus.RECONFIGURATION)

HAS_PLACE = Q(longitude__isnull=False, latitude__isnull=False)


def clusters_register(*, today: date) -> QuerySet[Any]:
    """Every cluster with its status of the day and its last known tier; the programme's own come first."""
    periods = LabelPeriod.objects.filter(cluster=OuterRef("pk"))
    tiers = ClusterTier.objects.filter(cluster=OuterRef("pk")).order_by("-period")
    return (
        Cluster.objects.annotate(
            status_now=Subquery(periods.filter(period__contains=today).values("status")[:1]),
            last_tier=Subquery(tiers.values("tier")[:1]),
            last_phase=Subquery(tiers.values("phase")[:1]),
            # A cluster without a place of its own stands where its governing body does.
            map_longitude=Case(When(HAS_PLACE, then=F("longitude")), default=F("body__longitude")),
            map_latitude=Case(When(HAS_PLACE, then=F("latitude")), default=F("body__latitude")),
            from_abroad=Case(When(country=HOME_COUNTRY, then=Value(0)), default=Value(1)),
        )
        .select_related("department")
        .prefetch_related("themes", "territories")
        .order_by("from_abroad", "name_key", "pk")
    )


def clusters_matching(
    clusters: QuerySet[Any],
    *,
    words: str = "",
    theme: str = "",
    tier: str = "",
    phase: str = "",
    status: str = "",
    territory: tuple[str, str] | None = None,
    country: str = "",
    labelled_on: date | None = None,
) -> QuerySet[Any]:
    """Those of the register that answer to every filter; tier and status are those of the phase, if one is asked."""
    if words:
        clusters = clusters.filter(of_words(words))
    if theme:
        clusters = clusters.filter(themes__code=theme)
    if territory:
        kind, code = territory
        clusters = clusters.filter(
            Exists(
                Cluster.territories.through.objects.filter(
                    cluster=OuterRef("pk"), territory__kind=kind, territory__code=code
                )
            )
        )
    if country:
        clusters = clusters.filter(country=country)
    if labelled_on:
        held = LabelPeriod.objects.filter(period__contains=labelled_on, status__in=LABELLED)
        clusters = clusters.filter(pk__in=held.values("cluster"))
    return of_label(of_tier(clusters, tier, phase), status, phase)


def of_words(words: str) -> Q:
    """Names without accents and inside a word, texts by the stems of both languages."""
    texts = [SearchQuery(words, config=config, search_type="websearch") for config in (NAMES, FRENCH, ENGLISH)]
    found = Q(name_key__contains=Fold(Value(words))) | Q(acronym__iexact=words)
    for query in texts:
        found |= Q(search=query)
    return found


def of_tier(clusters: QuerySet[Any], tier: str, phase: str) -> QuerySet[Any]:
    if not tier:
        return clusters
    if phase in PHASES_WITH_TIERS:
        return clusters.filter(Exists(ClusterTier.objects.filter(cluster=OuterRef("pk"), phase=phase, tier=tier)))
    return clusters.filter(last_tier=tier)


def of_label(clusters: QuerySet[Any], status: str, phase: str) -> QuerySet[Any]:
    if phase:
        period = PHASES[phase].period
        wanted = (status,) if status else LABELLED
        held = LabelPeriod.objects.filter(
            cluster=OuterRef("pk"), status__in=wanted, period__overlap=(period.start, period.end)
        )
        return clusters.filter(Exists(held))
    return clusters.filter(status_now=status) if status else clusters


def clusters_by_theme(*, today: date) -> QuerySet[Any, Any]:
    """How many labelled clusters stand under each theme today."""
    labelled = clusters_register(today=today).filter(status_now__in=LABELLED).order_by()
    counted: QuerySet[Any, Any] = (
        labelled.values(code=F("themes__code"), name_fr=F("themes__name_fr"), name_en=F("themes__name_en"))
        .exclude(code=None)
        .annotate(clusters=Count("pk"))
        .order_by("-clusters", "code")
    )
    return counted
