"""Every table and every setting has been thought of: it is in the backup, or there is a reason."""

from __future__ import annotations

from django.conf import settings

from config.keeping.catalogue import LEFT_OUT, OBJECTS, all_tables, kept_tables
from config.keeping.rows import type_of
from config.tests.start.test_environment_example import ELSEWHERE, named_in_example

SECRET = {
    "SECRET_KEY", "SECRET_KEY_FALLBACKS", "JWT_SIGNING_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "S3_ACCESS_KEY",
    "S3_SECRET_KEY", "METRICS_TOKEN",
}  # fmt: skip
OF_A_MACHINE = {
    "DATA_DIR",
    "BACKUP_DIR",
    "S3_BUCKET",
    "S3_ENDPOINT_URL",
    "S3_REGION",
    "TEST_PORT",
    "TLS_PORT",
    "ACCEL_PREFIX",
}


def test_every_table_can_be_kept_or_is_left_out_for_a_reason() -> None:
    tables = {table.label: table for table in all_tables()}
    assert set(LEFT_OUT) <= set(tables) and all(LEFT_OUT.values())
    assert not set(OBJECTS) & set(LEFT_OUT)
    for table in kept_tables():
        for field in table.fields:
            type_of(field)
        for place, other in table.references:
            assert other not in LEFT_OUT, f"{table.label} refers to rows that are not kept"
            assert table.fields[place].target_field.primary_key


def test_every_variable_is_kept_or_secret_or_of_this_machine() -> None:
    assert named_in_example() - ELSEWHERE - set(settings.KEPT_IN_BACKUPS) == SECRET | OF_A_MACHINE
    assert set(settings.KEPT_IN_BACKUPS) <= named_in_example()
