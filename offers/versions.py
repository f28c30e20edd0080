"""What belongs to an offer's history, and what never comes back with an earlier version."""

# Rows of an offer that keep histories of their own.
ROWS = ("opening_times", "opening_exceptions", "costs", "next_steps", "links")
# The state of the entry is a matter of its workflow, a date or an address that of whoever set it; who was responsible
# then may have left.
KEEPS = (
    "slug", "partner", "publication", "submitted_on", "moderator_note", "deleted_on", "deleted_from", "confirmed_on",
    "confirmed_by", "editor", "deputy_editor", "created_at", "updated_at",
)  # fmt: skip
