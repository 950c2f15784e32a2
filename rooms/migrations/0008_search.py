"""What was said can be searched: on PostgreSQL by a generated column with an index. On SQLite the index is made of tables
of its own, built after the migrations (`rooms.search.sqlite.mend`), because Django's changes of a table drop its triggers.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

# Words are cut and made plain as rooms/search/words.py does it: canonical decomposition, no marks over Latin letters,
# anything that is no letter or digit a blank, small letters. {collate} knows the small letters of all scripts also in a
# database of the C locale.
PLAIN = r"""
CREATE FUNCTION rooms_search_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(lower(normalize(regexp_replace(regexp_replace(normalize(said, NFD),
    '([A-Za-z])[\u0300-\u036f]+', '\1', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7'
    '\u02c2-\u02c5\u02d2-\u02df\u2000-\u206f\u20a0-\u20ff\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004'
    '\u3008-\u3020\u3030\ufe00-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff'
    '\U0001f000-\U0001faff]+', ' ', 'g'), NFC){collate}), 'ς', 'σ') $$
"""
# Audience, author and kind are lexemes as well; a colon stands in no word. rooms/search/postgres.py says what for.
COLUMN = """
ALTER TABLE rooms_message ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig,
  CASE WHEN deleted_by <> '' THEN '' ELSE rooms_search_words(text || ' ' || speaker
    || ' ' || coalesce(roll ->> 'label', '') || ' ' || coalesce(roll ->> 'formula', '')) END)
  || array_to_tsvector(ARRAY[':' || room_id::text || audience, ':' || room_id::text || 'kind' || kind,
    ':' || room_id::text || 'by' || coalesce(user_id::text, '')])) STORED
"""
# Without a list of what is still to be put in its place, which every search would have to read through.
INDEX = "CREATE INDEX message_search ON rooms_message USING gin (search) WITH (fastupdate = off)"


def add(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'")
        collate = ' COLLATE "und-x-icu"' if cursor.fetchone() else ""
        for statement in (PLAIN.replace("{collate}", collate), COLUMN, INDEX):
            cursor.execute(statement)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rooms_message DROP COLUMN search")
        cursor.execute("DROP FUNCTION rooms_search_words")


class Migration(migrations.Migration):
    dependencies = [("rooms", "0007_undo_and_replay")]
    operations = [migrations.RunPython(add, remove)]
