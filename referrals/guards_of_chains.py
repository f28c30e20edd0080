"""What the database itself refuses of chains of services; ``guards.py`` puts it in place."""

CONFIRMED = """
    EXISTS (SELECT 1 FROM referrals_chainconfirmation c WHERE c.chain_id = NEW.id AND c.version = NEW.version_in_force
            AND c.agrees AND c.partner_id = s.{column})
"""
NOT_CONFIRMED = "s.{column} IS NOT NULL AND NOT {confirmed}"
MISSING = " OR ".join(
    NOT_CONFIRMED.format(column=column, confirmed=CONFIRMED.format(column=column))
    for column in ("partner_id", "fallback_partner_id")
)
STEPS = "SELECT 1 FROM referrals_chainstep s WHERE s.chain_id = NEW.id AND s.version = NEW.version_in_force"
NOT_AGREED = f"""
    NEW.version_in_force IS NOT NULL AND (
        EXISTS ({STEPS} AND ({MISSING}))
        OR NOT EXISTS ({STEPS} AND (s.partner_id IS NOT NULL OR s.fallback_partner_id IS NOT NULL)))
"""
# A number comes back only where what was drafted is dropped, and the version in force is the newest one again.
COMES_BACK = "NEW.version < OLD.version AND NEW.version <> COALESCE(NEW.version_in_force, -1)"
# Whether a step or a word belongs to the version of its chain that is in one of these states.
OF_VERSION = """
    EXISTS (SELECT 1 FROM referrals_chain c
            WHERE c.id = {row}.chain_id AND c.version = {row}.version AND c.status IN ({states}))
"""
STEP_IN_DRAFT = """
    EXISTS (SELECT 1 FROM referrals_chainstep s JOIN referrals_chain c ON c.id = s.chain_id
            WHERE s.id = {row}.chainstep_id AND c.version = s.version AND c.status = 'draft')
"""
VERSION_IN_FORCE = """
    EXISTS (SELECT 1 FROM referrals_chain c WHERE c.id = NEW.chain_id AND c.version_in_force = NEW.version)
"""
STEP_OF_THE_WAY = """
    EXISTS (SELECT 1 FROM referrals_accompaniment a JOIN referrals_chainstep s ON s.chain_id = a.chain_id
            WHERE a.id = NEW.accompaniment_id AND s.id = NEW.{step})
"""
# Columns of a step that partners have agreed to, and what says which step it is.
AGREED_TO = [
    "chain_id", "version", "origin_id", "position", "partner_id", "policy_field_id", "topic_id", "requires",
    "hand_over", "days", "fallback_partner_id", "fallback",
]  # fmt: skip
WORDS = {"requires", "hand_over", "fallback", "kind"}
NOTED = ["accompaniment_id", "step_id", "kind", "reason_id", "by_id", "partner_id"]


def _changed(columns) -> str:
    """The condition that one of the columns gets another value; numbers may be missing."""
    parts = [
        f"NEW.{name} <> OLD.{name}" if name in WORDS else f"COALESCE(NEW.{name}, -1) <> COALESCE(OLD.{name}, -1)"
        for name in columns
    ]
    return f"({' OR '.join(parts)})"


def chain_guards() -> list[tuple[str, str, str, str, str]]:
    """Name, table, event, the condition under which the database refuses, and what it says then."""
    chain, step, said = "referrals_chain", "referrals_chainstep", "referrals_chainconfirmation"
    outcomes, note = "referrals_chainstep_required_outcomes", "referrals_stepnote"
    way, referral = "referrals_accompaniment", "referrals_referral"
    new_draft, old_draft = (OF_VERSION.format(row=row, states="'draft'") for row in ("NEW", "OLD"))
    new_asked, old_asked = (OF_VERSION.format(row=row, states="'asked', 'agreed'") for row in ("NEW", "OLD"))
    moved = _changed(AGREED_TO)
    other_word = "(NEW.agrees <> OLD.agrees OR NEW.version <> OLD.version OR NEW.partner_id <> OLD.partner_id)"
    other_way = f"NEW.chain_id <> OLD.chain_id OR NEW.version <> OLD.version AND NOT {VERSION_IN_FORCE}"
    no_step = f"NOT {STEP_OF_THE_WAY.format(step='chain_step_id')}"
    locked, lacking = "It is no draft: begin a new version first.", "Not every partner has confirmed."
    unasked, elsewhere = "Nobody is asked about this version.", "This step belongs to another chain."
    unagreed = "Only a version in force is gone by."
    return [
        ("chain_agreed", chain, "INSERT", NOT_AGREED, lacking),
        ("chain_stays_agreed", chain, "UPDATE", NOT_AGREED, lacking),
        ("chain_version_grows", chain, "UPDATE", COMES_BACK, "A version never comes back."),
        ("step_added", step, "INSERT", f"NOT {new_draft}", locked),
        ("step_changed", step, "UPDATE", f"NOT ({new_draft} AND {old_draft}) AND {moved}", locked),
        ("step_removed", step, "DELETE", f"NOT {old_draft}", locked),
        ("outcome_added", outcomes, "INSERT", f"NOT {STEP_IN_DRAFT.format(row='NEW')}", locked),
        ("outcome_removed", outcomes, "DELETE", f"NOT {STEP_IN_DRAFT.format(row='OLD')}", locked),
        ("word_given", said, "INSERT", f"NOT {new_asked}", unasked),
        ("word_kept", said, "DELETE", f"NOT {old_asked}", unasked),
        ("word_stays", said, "UPDATE", f"NOT {old_asked} AND {other_word}", unasked),
        ("way_begins_agreed", way, "INSERT", f"NOT {VERSION_IN_FORCE}", unagreed),
        ("way_stays_agreed", way, "UPDATE", other_way, unagreed),
        ("step_of_its_way", referral, "INSERT", f"NEW.accompaniment_id IS NOT NULL AND {no_step}", elsewhere),
        ("step_stays_of_its_way", referral, "UPDATE",
         f"NEW.accompaniment_id IS NOT NULL AND {_changed(['accompaniment_id', 'chain_step_id'])} AND {no_step}",
         elsewhere),
        ("note_of_its_way", note, "INSERT", f"NOT {STEP_OF_THE_WAY.format(step='step_id')}", elsewhere),
        ("note_unchanged", note, "UPDATE", _changed(NOTED), "A note never changes."),
        ("note_kept", note, "DELETE", "1 = 1", "A note is never deleted."),
    ]  # fmt: skip
