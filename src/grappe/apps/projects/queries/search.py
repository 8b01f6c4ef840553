"""Projects that fit what a reader typed, and organisations ranked by what they have done."""

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Extract, Ln

from grappe.apps.core.queries.ranking import Best, best_of
from grappe.apps.core.wanted import SHORTEST_START, Wanted
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.search import WEIGHTS, bonus, name_score, organisations_matching
from grappe.apps.projects.models import Participation, Project

# Hits looked at for one search: ranking every one of a frequent word would take longer than a reader waits.
CAP = 1000
ENOUGH = 100
FIRST_YEAR = 1984


def organisations_found(wanted: Wanted, *, count: int) -> Best:
    """The organisations that answer best; those with many projects first among equals."""
    here = Organisation.objects.filter(merged_into=None)
    score = name_score(wanted, acronym="short_name") + Value(0.25) * Ln(Value(1.0) + projects_carried())
    whole = best_of(here.filter(search=wanted.exactly()), score, count=count, cap=CAP)
    if whole.total >= ENOUGH:
        return whole
    if all(len(word) < SHORTEST_START for word in wanted.words):
        beginning = here.filter(name_key__startswith=wanted.folded)
    else:
        beginning = organisations_matching(here, wanted)
    return whole.joined(best_of(beginning, score, count=count, cap=CAP), count)


def projects_carried() -> Coalesce:
    """How many consortia an organisation sits in."""
    participations = Participation.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Coalesce(Cast(Subquery(participations.annotate(number=Count("*")).values("number")), FloatField()), 0.0)


def projects_matching(projects: QuerySet[Project], wanted: Wanted) -> QuerySet[Project]:
    """Those with every word in acronym, reference, title or abstract, or with this very reference."""
    return projects.filter(search=wanted.beginning())


def projects_found(wanted: Wanted, *, count: int) -> Best:
    """The projects that answer best, the recent first among equals."""
    recent = Coalesce(Cast(Extract("starts_on", "year"), FloatField()), Value(float(FIRST_YEAR)))
    score = (
        SearchRank(F("search"), wanted.beginning(), weights=WEIGHTS, normalization=1)
        + bonus(4.0, acronym__iexact=wanted.text)
        + bonus(6.0, reference__iexact=wanted.text)
        + bonus(0.5, search=wanted.exactly())
        + (recent - Value(float(FIRST_YEAR))) / Value(100.0)
    )
    named = Project.objects.filter(Q(reference__in={wanted.text, wanted.text.upper()}))
    whole = best_of(Project.objects.filter(search=wanted.exactly()), score, count=count, cap=CAP)
    whole = best_of(named, score, count=count, cap=CAP).joined(whole, count)
    if whole.total >= ENOUGH or all(len(word) < SHORTEST_START for word in wanted.words):
        return whole
    beginning = best_of(projects_matching(Project.objects.all(), wanted), score, count=count, cap=CAP)
    return whole.joined(beginning, count)
