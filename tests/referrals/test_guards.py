"""The database's own refusals: they do not stand in the way of later migrations, and are back after them."""

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration

from referrals import guards
from referrals.models import Consent, Rules


def standing() -> set[str]:
    """Names of the guards that stand in the database."""
    catalogue = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                 "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        names = {name for (name,) in cursor.fetchall() if not name.endswith("_counts")}  # of the page cache
    return {name.removeprefix("referrals_") for name in names if name.startswith("referrals_")}


def rebuild(*models):
    """What a migration does to a table that SQLite cannot alter in place."""
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            for model in models:
                editor._remake_table(model)


@pytest.mark.django_db(transaction=True)
def test_migration_rebuilds_tables_that_guards_look_at():
    every = {name for name, *_rest in guards.guards(connection.vendor)}
    emit_pre_migrate_signal(0, False, "default", plan=[(Migration("0002_something", "referrals"), False)])
    rebuild(Consent, Rules)
    emit_post_migrate_signal(0, False, "default")
    assert standing() == every


@pytest.mark.django_db(transaction=True)
def test_migrating_without_anything_to_do_leaves_the_guards_alone():
    every = {name for name, *_rest in guards.guards(connection.vendor)}
    guards.install()
    emit_pre_migrate_signal(0, False, "default", plan=[])
    assert standing() == every
