"""One text query from the words of a search box."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION grappe_query(words text[], beginnings boolean) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    whole tsquery;
    word text;
    quoted text;
BEGIN
    FOREACH word IN ARRAY words LOOP
        -- Quotes make the word one operand whatever it holds.
        quoted := '''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''';
        whole := coalesce(whole && grappe_forms(quoted, beginnings AND length(word) > 2),
                          grappe_forms(quoted, beginnings AND length(word) > 2));
    END LOOP;
    RETURN whole;
END $$;
"""
FORMS = """
CREATE FUNCTION grappe_forms(quoted text, beginning boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_tsquery('public.grappe_names', quoted || CASE WHEN beginning THEN ':*' ELSE '' END)
        || to_tsquery('public.grappe_french', quoted) || to_tsquery('public.grappe_english', quoted)
$$;
"""
BACKWARDS = """
DROP FUNCTION grappe_query(text[], boolean);
DROP FUNCTION grappe_forms(text, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0004_title_sources_in_french")]
    operations = [migrations.RunSQL([FORMS, FORWARDS], BACKWARDS)]
