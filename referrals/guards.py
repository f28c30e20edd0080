"""What the database itself refuses, whoever asks: raw SQL, a shell, a future mistake in our code.

- Events are written once: no change, no deletion. Accesses too, until their time is over.
- A referral that has ended never gets another status.
- A consent releases something, and holds for twelve months at most, a spoken one for 14 days.
- No referral stands beyond waiting for consent without a consent of its own, for this recipient, that nobody revoked.
- No version of a chain is in force unless every partner in it has confirmed it; steps change in a draft only.
- Who is accompanied goes by a version in force, and a step belongs to the chain of its accompaniment.
- A note on a step is written once; only its words go by a date.

Triggers are put in place after each ``migrate``, since SQLite drops them when a table is rebuilt.
"""

from django.db import connection

from referrals.guards_of_chains import chain_guards
from referrals.models.choices import FINAL, WITHOUT_CONSENT

FINAL_STATES = ", ".join(f"'{status}'" for status in sorted(FINAL))
STATES_WITHOUT = ", ".join(f"'{status}'" for status in sorted(WITHOUT_CONSENT))
RELEASED = """
    NEW.status IN ({without}) OR NEW.recipient_id IS NULL OR EXISTS (
        SELECT 1 FROM referrals_consent c WHERE c.id = NEW.consent_id AND c.referral_id = NEW.id
        AND c.recipient_id = NEW.recipient_id AND c.revoked_at IS NULL)
"""
# What has ended may still lose what is personal, and get the parent's answer, although its consent was revoked since.
STAYS_ENDED = "NEW.status IN ({final}) AND NEW.status = OLD.status"
# Only where it moves: a consent that ended later does not keep a finished referral from being tidied up.
MOVED = """
    (NEW.status <> OLD.status OR COALESCE(NEW.recipient_id, 0) <> COALESCE(OLD.recipient_id, 0)
     OR COALESCE(NEW.consent_id, 0) <> COALESCE(OLD.consent_id, 0))
"""
ENDED = "OLD.status IN ({final}) AND NEW.status <> OLD.status"
KEPT = "COALESCE((SELECT access_log_days FROM referrals_rules), 365)"
OLD_ENOUGH = {
    "sqlite": f"OLD.at < datetime('now', '-' || {KEPT} || ' days')",
    "postgresql": f"OLD.at < now() - {KEPT} * interval '1 day'",
}
TOO_LONG = {
    "sqlite": "NEW.valid_until > date(NEW.given_on, '{most}')",
    "postgresql": "NEW.valid_until > NEW.given_on + interval '{most}'",
}


def guards(vendor) -> list[tuple[str, str, str, str, str]]:
    """Name, table, event, the condition under which the database refuses, and what it says then."""
    released = RELEASED.format(without=STATES_WITHOUT)
    moved = f"{released} OR {STAYS_ENDED.format(final=FINAL_STATES)}"
    too_long = TOO_LONG[vendor].format(most="12 months")
    too_long += f" OR NEW.form = 'spoken' AND {TOO_LONG[vendor].format(most='14 days')}"
    no_consent = f"CAST(NEW.facts AS text) = '[]' OR {too_long}"
    return [
        ("consent_limited", "referrals_consent", "INSERT", no_consent, "No such consent."),
        ("consent_stays_limited", "referrals_consent", "UPDATE", no_consent, "No such consent."),
        ("event_unchanged", "referrals_referralevent", "UPDATE", "1 = 1", "An event never changes."),
        ("event_undeleted", "referrals_referralevent", "DELETE", "1 = 1", "An event is never deleted."),
        ("access_unchanged", "referrals_access", "UPDATE", "1 = 1", "An access never changes."),
        ("access_kept", "referrals_access", "DELETE", f"NOT ({OLD_ENOUGH[vendor]})", "An access is kept for its time."),
        ("end_is_end", "referrals_referral", "UPDATE", ENDED.format(final=FINAL_STATES), "It has ended."),
        ("sent_released", "referrals_referral", "INSERT", f"NOT ({released})", "No release, no sending."),
        ("moved_released", "referrals_referral", "UPDATE", f"NOT ({moved})", "No release, no sending."),
        *chain_guards(),
    ]


def install():
    """Put the guards in place. Safe to repeat."""
    remove()
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table, event, condition, words in guards(connection.vendor):
            if table in existing:
                for statement in _statements(name, table, event, condition, words):
                    cursor.execute(statement)


def remove():
    """Take the guards away, as a test does that empties its database."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table, *_rest in guards(connection.vendor):
            if table in existing:
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS referrals_{name}{where}")


def _statements(name, table, event, condition, words):
    if connection.vendor == "sqlite":
        return [
            f"CREATE TRIGGER referrals_{name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        ]
    back = "OLD" if event == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION referrals_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {back}; END $$",
        f"CREATE TRIGGER referrals_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION referrals_{name}()",
    ]
