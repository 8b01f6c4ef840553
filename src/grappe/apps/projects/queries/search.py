"""Projects that fit what a reader typed, and organisations ranked by what they have done."""

from django.db.models import QuerySet

from grappe.apps.core.queries.ranking import TEXT_SCORE, Group, best_answers, ranked_sql
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.models import Organisation
from grappe.apps.projects.models import Project

WHOLE = "search @@ grappe_query(%(words)s::text[], FALSE)"
BEGINNING = "search @@ grappe_query(%(words)s::text[], TRUE)"
# The whole name or acronym first, then a name that begins so, then whole words, then names that hold little else;
# among equals, those in many consortia.
ORGANISATION_SCORE = """{text}
    + CASE WHEN name_key = grappe_fold(%(text)s) OR upper(short_name) = upper(%(text)s) THEN 4
        WHEN starts_with(name_key, grappe_fold(%(text)s)) THEN 1.5 ELSE 0 END
    + CASE WHEN {whole} THEN 0.5 ELSE 0 END
    + length(%(text)s)::float / greatest(1, length(name_key))
    + 0.25 * ln(1 + (SELECT count(*) FROM projects_participation AS part WHERE part.organisation_id = hits.id))"""
ORGANISATION_PARTS = {
    "table": "directory_organisation",
    "columns": "id, search, name_key, short_name",
    "whole": f"merged_into_id IS NULL AND {WHOLE}",
    "score": ORGANISATION_SCORE.format(text=TEXT_SCORE, whole=WHOLE),
    "shown": "row.id, row.kind, row.legal_name, row.short_name, row.other_names, row.city, row.country, "
    "row.is_simulated, row.capabilities_fr, row.capabilities_en, row.offers_fr, row.offers_en, row.needs_fr, "
    "row.needs_en",
}
ORGANISATIONS = ranked_sql(**ORGANISATION_PARTS, beginning=f"merged_into_id IS NULL AND {BEGINNING}")
# One or two letters: names that begin so, by the index of names.
ORGANISATIONS_BY_LETTERS = ranked_sql(
    **ORGANISATION_PARTS,
    beginning="merged_into_id IS NULL AND name_key LIKE translate(grappe_fold(%(text)s), '%%_', '') || '%%'",
)
PROJECT_SCORE = """{text} + CASE WHEN upper(%(text)s) IN (upper(acronym), upper(reference)) THEN 6 ELSE 0 END
    + CASE WHEN {whole} THEN 0.5 ELSE 0 END
    + coalesce(extract(year FROM starts_on) - 1984, 0)::float / 100"""
PROJECTS = ranked_sql(
    table="projects_project",
    columns="id, search, acronym, reference, starts_on",
    whole=f"(reference IN (%(text)s, upper(%(text)s)) OR {WHOLE})",
    beginning=BEGINNING,
    score=PROJECT_SCORE.format(text=TEXT_SCORE, whole=WHOLE),
    shown="row.id, row.programme, row.reference, row.kind, row.acronym, row.title_fr, row.title_en, row.abstract_fr, "
    "row.abstract_en, row.starts_on, row.ends_on, row.is_simulated",
)


def organisations_found(wanted: Wanted, *, count: int) -> Group:
    """The organisations that answer best."""
    sql = ORGANISATIONS_BY_LETTERS if wanted.has_only_short_words else ORGANISATIONS
    return best_answers(Organisation, sql, wanted, count=count)


def projects_found(wanted: Wanted, *, count: int) -> Group:
    """The projects that answer best, the recent first among equals."""
    return best_answers(Project, PROJECTS, wanted, count=count)


def projects_matching(projects: QuerySet[Project], wanted: Wanted) -> QuerySet[Project]:
    """Those with every word in acronym, reference, title or abstract."""
    return projects.filter(search=wanted.beginning())
