"""Of three words or more only the last is taken as a beginning: each beginning costs a walk through its words."""

from django.db import migrations

SIGNATURE = "CREATE OR REPLACE FUNCTION grappe_query(words text[], beginnings boolean) RETURNS tsquery"
FORWARDS = (
    SIGNATURE
    + r"""
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    whole tsquery;
    form tsquery;
    quoted text;
    number int := cardinality(words);
BEGIN
    FOR place IN 1..number LOOP
        -- Quotes make the word one operand whatever it holds.
        quoted := '''' || replace(replace(words[place], '\', '\\'), '''', '''''') || '''';
        form := grappe_forms(quoted, beginnings AND length(words[place]) > 2 AND (number < 3 OR place = number));
        whole := coalesce(whole && form, form);
    END LOOP;
    RETURN whole;
END $$;
"""
)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_query_of_words")]
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
