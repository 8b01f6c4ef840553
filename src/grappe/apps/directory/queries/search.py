"""Clusters, themes and organisations that fit what a reader typed."""

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Greatest, Length

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, Fold
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.models import Cluster, ClusterName, Organisation, Theme

# D, C, B, A: texts, places, other spellings, names.
WEIGHTS = [0.05, 0.1, 0.5, 1.0]
NOTHING = Value(0.0)


def bonus(points: float, **condition: object) -> Case:
    return Case(When(**condition, then=Value(points)), default=NOTHING, output_field=FloatField())


def text_rank(wanted: Wanted) -> SearchRank:
    return SearchRank(F("search"), wanted.beginning(), weights=WEIGHTS, normalization=1)


def name_score(wanted: Wanted, *, acronym: str) -> Combinable:
    """How well a name or an acronym answers: the whole name first, then its beginning, then its words."""
    folded = Fold(Value(wanted.text))
    length = Cast(Greatest(Length("name_key"), Value(1)), FloatField())
    return (
        text_rank(wanted)
        + bonus(4.0, name_key=folded)
        + bonus(4.0, **{f"{acronym}__iexact": wanted.text})
        + bonus(1.5, name_key__startswith=folded)
        + bonus(0.5, search=wanted.exactly())
        # Among names that hold the same words, the one that holds little else.
        + Value(float(len(wanted.text))) / length
    )


def organisations_matching(organisations: QuerySet[Organisation], wanted: Wanted) -> QuerySet[Organisation]:
    """Those with every word in a name, a place or a text, whole, by its stem or its beginning."""
    return organisations.filter(search=wanted.beginning())


def clusters_matching(clusters: QuerySet[Cluster], wanted: Wanted) -> QuerySet[Cluster]:
    """Those whose names of today or earlier, place or description hold every word."""
    earlier = ClusterName.objects.annotate(words=Fold(Concat("name", Value(" "), "acronym"))).filter(
        *(Q(words__regex=rf"\m{word}") for word in wanted.words), cluster=OuterRef("pk")
    )
    return clusters.filter(Q(search=wanted.beginning()) | Exists(earlier))


def clusters_found(wanted: Wanted) -> QuerySet[Cluster]:
    """Matching clusters, best first."""
    score = name_score(wanted, acronym="acronym")
    return clusters_matching(Cluster.objects.all(), wanted).annotate(score=score).order_by("-score", "name_key")


def themes_found(wanted: Wanted) -> QuerySet[Theme]:
    """Themes whose French or English name holds every word."""
    vector = (
        SearchVector("name_fr", "name_en", config=NAMES)
        + SearchVector("name_fr", config=FRENCH)
        + SearchVector("name_en", config=ENGLISH)
    )
    return Theme.objects.annotate(words=vector).filter(words=wanted.beginning()).order_by("code")
