"""The register's own words, counted anew: what a misspelt search is compared with."""

from django.db import connection, transaction

from grappe.apps.core.models import Word

COUNT = """
WITH counted AS MATERIALIZED (
    SELECT word, ndoc FROM ts_stat($texts$
        SELECT to_tsvector('grappe_names', concat_ws(' ', legal_name, short_name, grappe_joined(other_names), city,
            capabilities_fr, capabilities_en, offers_fr, offers_en, needs_fr, needs_en))
        FROM directory_organisation WHERE merged_into_id IS NULL
        UNION ALL SELECT to_tsvector('grappe_names',
            concat_ws(' ', name, acronym, city, description_fr, description_en))
        FROM directory_cluster
        UNION ALL SELECT to_tsvector('grappe_names', concat_ws(' ', name, acronym)) FROM directory_clustername
        UNION ALL SELECT to_tsvector('grappe_names', concat_ws(' ', name_fr, name_en)) FROM directory_theme
        UNION ALL SELECT to_tsvector('grappe_names', concat_ws(' ', acronym, title_fr, title_en)) FROM projects_project
    $texts$) WHERE length(word) BETWEEN 2 AND 40 AND word !~ '[0-9./@_]'
), written AS (
    INSERT INTO core_word (word, holders) SELECT word, ndoc FROM counted
    ON CONFLICT (word) DO UPDATE SET holders = EXCLUDED.holders WHERE core_word.holders <> EXCLUDED.holders
)
DELETE FROM core_word WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = core_word.word)
"""


@transaction.atomic
def refresh_vocabulary() -> int:
    """Count the words of every name and title; searches run on meanwhile. Returns how many words there are."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
    return Word.objects.count()
