"""The number of the last change of what the public sees, kept by the database itself.

Triggers on the tables count every change in the transaction that makes it, also ``QuerySet.update()`` and raw SQL. They
are put in place after each ``migrate``, since SQLite drops them when a table is rebuilt.
"""

from django.apps import apps
from django.db import connection

APPS = ("partners", "offers", "network_portal")
# Of referrals nothing is public but the ways that partners have agreed on.
ALSO = {"referrals_chain", "referrals_chainstep"}
# Written by visitors or by the machine, shown on no public page.
WITHOUT = {
    "offers_checkedlink", "offers_errorreport", "offers_importedrow", "offers_pendingchange", "offers_unmetsearch",
    "partners_absence", "partners_invitation", "partners_joinrequest", "partners_membership",
    "network_portal_cacheentry", "network_portal_contentversion", "network_portal_idlenotice",
    "network_portal_outgoingmail", "network_portal_signin",
}  # fmt: skip

# The first number is drawn by lot, so that an emptied database never repeats one that a page was stored under.
COUNT_ON_SQLITE = """
CREATE TRIGGER "{table}_{event}_counts" AFTER {event} ON "{table}"
BEGIN
    INSERT INTO network_portal_contentversion (id, number) VALUES (1, abs(random() % 1000000000000))
    ON CONFLICT (id) DO UPDATE SET number = network_portal_contentversion.number + 1;
END
"""
# Deferred to the commit, and once for a transaction: writers wait for each other for a moment only, never in a circle.
COUNT_FUNCTION = """
CREATE OR REPLACE FUNCTION count_content_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('portal.counted', true) IS DISTINCT FROM txid_current()::text THEN
        INSERT INTO network_portal_contentversion (id, number) VALUES (1, (random() * 1e12)::bigint)
        ON CONFLICT (id) DO UPDATE SET number = network_portal_contentversion.number + 1;
        PERFORM set_config('portal.counted', txid_current()::text, true);
    END IF;
    RETURN NULL;
END $$
"""
COUNT_ON_POSTGRESQL = """
DROP TRIGGER IF EXISTS "{table}_counts" ON "{table}";
CREATE CONSTRAINT TRIGGER "{table}_counts" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_content_change()
"""


def content_version() -> int | None:
    """The number of the last committed change; -1 while there has been none. One tiny query.

    None within a transaction: what is seen there may never be committed, so nobody should keep it.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM network_portal_contentversion")
        row = cursor.fetchone()
    return row[0] if row else -1


def counted_tables() -> list[str]:
    """Tables whose changes may show on a public page, among them those of many-to-many fields."""
    models = [model for label in APPS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    tables = {model._meta.db_table for model in models if not model.__name__.startswith("Historical")}
    return sorted(tables - WITHOUT | ALSO)


def count_changes():
    """Put the triggers in place. Safe to repeat."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(COUNT_FUNCTION)
        for table in counted_tables():
            if table not in existing:
                continue
            if connection.vendor == "postgresql":
                cursor.execute(COUNT_ON_POSTGRESQL.format(table=table))
            else:
                for event in ("INSERT", "UPDATE", "DELETE"):
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_{event}_counts"')
                    cursor.execute(COUNT_ON_SQLITE.format(table=table, event=event))
