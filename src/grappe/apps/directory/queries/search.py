"""Clusters, themes and organisations that fit what a reader typed."""

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, Fold
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.models import Cluster, ClusterName, Organisation, Theme

SHORTEST_PART = 3


def organisations_matching(organisations: QuerySet[Organisation], wanted: Wanted) -> QuerySet[Organisation]:
    """Those with every word in a name, a place or a text, whole, by its stem or its beginning."""
    return organisations.filter(search=wanted.beginning())


def clusters_matching(clusters: QuerySet[Cluster], wanted: Wanted) -> QuerySet[Cluster]:
    """Those whose names of today or earlier hold every word, or whose texts and themes hold them together."""
    # Letters and digits only: folding left nothing that a regular expression would read otherwise.
    ends = {True: "", False: r"\M"}
    words = "".join(rf"(?=.*\m{word}{ends[len(word) >= SHORTEST_PART]})" for word in wanted.words)
    earlier = ClusterName.objects.annotate(words=Fold(Concat("name", Value(" "), "acronym"))).filter(
        words__regex=f"^{words}", cluster=OuterRef("pk")
    )
    return clusters.filter(of_texts_and_themes(wanted) | Exists(earlier))


def of_texts_and_themes(wanted: Wanted) -> Q:
    """Every word in a name, a place or a description, or in the name of a theme, in either language."""
    through = Cluster.themes.through.objects
    found = Q()
    for word in wanted.words:
        alone = wanted.with_words((word,))
        under = through.filter(theme__in=themes_matching(alone)).values("cluster")
        found &= Q(search=alone.beginning()) | Q(pk__in=under)
    return found


def clusters_found(wanted: Wanted) -> list[Cluster]:
    """Matching clusters, best first: by acronym, then by name, then by their other words."""
    rank = SearchRank(F("search"), wanted.beginning(), normalization=1)
    found = clusters_matching(Cluster.objects.all(), wanted).annotate(score=rank).defer("provenance", "search")
    typed = wanted.text.casefold()
    # The sort is stable: among equals the order of the rank stays.
    return sorted(found.order_by("-score", "pk"), key=lambda one: typed not in both_names(one))


def both_names(cluster: Cluster) -> set[str]:
    return {cluster.acronym.casefold(), cluster.name.casefold()}


def themes_found(wanted: Wanted) -> list[Theme]:
    """Themes whose French or English name holds every word."""
    return list(themes_matching(wanted).order_by("code"))


def themes_matching(wanted: Wanted) -> QuerySet[Theme]:
    vector = (
        SearchVector("name_fr", "name_en", config=NAMES)
        + SearchVector("name_fr", config=FRENCH)
        + SearchVector("name_en", config=ENGLISH)
    )
    return Theme.objects.annotate(words=vector).filter(words=wanted.beginning()).order_by()
