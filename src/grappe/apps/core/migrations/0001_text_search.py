"""Extensions, folding and the three text-search configurations of the register."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION grappe_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;
CREATE TEXT SEARCH CONFIGURATION grappe_names (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION grappe_names
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION grappe_french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION grappe_french
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION grappe_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION grappe_english
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, english_stem;
CREATE UNLOGGED TABLE core_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""
BACKWARDS = """
DROP TABLE core_cache;
DROP TEXT SEARCH CONFIGURATION grappe_english;
DROP TEXT SEARCH CONFIGURATION grappe_french;
DROP TEXT SEARCH CONFIGURATION grappe_names;
DROP FUNCTION grappe_fold(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
