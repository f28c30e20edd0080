"""What the database itself refuses of chains of services; ``guards.py`` puts it in place."""

CONFIRMED = """
    EXISTS (SELECT 1 FROM referrals_chainconfirmation c WHERE c.chain_id = NEW.id AND c.version = NEW.version
            AND c.agrees AND c.partner_id = s.{column})
"""
NOT_CONFIRMED = "s.{column} IS NOT NULL AND NOT {confirmed}"
MISSING = " OR ".join(
    NOT_CONFIRMED.format(column=column, confirmed=CONFIRMED.format(column=column))
    for column in ("partner_id", "fallback_partner_id")
)
STEPS = "SELECT 1 FROM referrals_chainstep s WHERE s.chain_id = NEW.id"
NOT_AGREED = f"""
    NEW.status = 'in_force' AND (
        EXISTS ({STEPS} AND ({MISSING}))
        OR NOT EXISTS ({STEPS} AND (s.partner_id IS NOT NULL OR s.fallback_partner_id IS NOT NULL)))
"""
IN_FORCE = "EXISTS (SELECT 1 FROM referrals_chain c WHERE c.id = {row}.chain_id AND c.status = 'in_force'{more})"
STEP_IN_FORCE = """
    EXISTS (SELECT 1 FROM referrals_chainstep s JOIN referrals_chain c ON c.id = s.chain_id
            WHERE s.id = {row}.chainstep_id AND c.status = 'in_force')
"""
# Columns of a step that partners have agreed to.
AGREED_TO = [
    "chain_id", "position", "partner_id", "policy_field_id", "topic_id", "requires", "hand_over", "days",
    "fallback_partner_id", "fallback",
]  # fmt: skip
NUMBERS = {"chain_id", "position", "partner_id", "policy_field_id", "topic_id", "days", "fallback_partner_id"}
NOTED = ["accompaniment_id", "step_id", "kind", "reason_id", "by_id", "partner_id"]


def _changed(columns, numbers) -> str:
    """The condition that one of the columns gets another value; numbers may be missing."""
    parts = [
        f"COALESCE(NEW.{name}, -1) <> COALESCE(OLD.{name}, -1)" if name in numbers else f"NEW.{name} <> OLD.{name}"
        for name in columns
    ]
    return f"({' OR '.join(parts)})"


def chain_guards() -> list[tuple[str, str, str, str, str]]:
    """Name, table, event, the condition under which the database refuses, and what it says then."""
    chain, step, said = "referrals_chain", "referrals_chainstep", "referrals_chainconfirmation"
    outcomes, note = "referrals_chainstep_required_outcomes", "referrals_stepnote"
    new_force, old_force = (IN_FORCE.format(row=row, more="") for row in ("NEW", "OLD"))
    moved = _changed(AGREED_TO, NUMBERS)
    taken_back = IN_FORCE.format(row="OLD", more=" AND c.version = OLD.version")
    other_word = "(NOT NEW.agrees OR NEW.version <> OLD.version OR NEW.partner_id <> OLD.partner_id)"
    locked, lacking = "It is in force: take it back to the draft first.", "Not every partner has confirmed."
    return [
        ("chain_agreed", chain, "INSERT", NOT_AGREED, lacking),
        ("chain_stays_agreed", chain, "UPDATE", NOT_AGREED, lacking),
        ("chain_version_grows", chain, "UPDATE", "NEW.version < OLD.version", "A version never comes back."),
        ("step_added", step, "INSERT", new_force, locked),
        ("step_changed", step, "UPDATE", f"({new_force} OR {old_force}) AND {moved}", locked),
        ("step_removed", step, "DELETE", old_force, locked),
        ("outcome_added", outcomes, "INSERT", STEP_IN_FORCE.format(row="NEW"), locked),
        ("outcome_removed", outcomes, "DELETE", STEP_IN_FORCE.format(row="OLD"), locked),
        ("word_kept", said, "DELETE", taken_back, locked),
        ("word_stays", said, "UPDATE", f"{taken_back} AND {other_word}", locked),
        ("note_unchanged", note, "UPDATE", _changed(NOTED, set(NOTED) - {"kind"}), "A note never changes."),
        ("note_kept", note, "DELETE", "1 = 1", "A note is never deleted."),
    ]
