"""What an import has done, in sentences."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.exchange.carry_out import WAITS
from offers.exchange.plan import BAD, CHANGED, NEW, PlannedRow


def words_of(counts: Counter, rows: list[PlannedRow]) -> list[str]:
    """A sentence for each thing that happened; what was left alone is named, too."""
    conflicts = sum(not row.bad and any(d.is_conflict and not _taken(row, d) for d in row.differences) for row in rows)
    sentences = [
        (counts[NEW], ngettext("%(n)s new offer was stored as a draft.", "%(n)s new offers were stored as drafts.",
                               counts[NEW])),
        (counts[CHANGED], ngettext("%(n)s offer was changed.", "%(n)s offers were changed.", counts[CHANGED])),
        (counts[WAITS], ngettext("%(n)s changed offer waits for the moderator.",
                                 "%(n)s changed offers wait for the moderator.", counts[WAITS])),
        (counts[BAD], ngettext("%(n)s row was left out.", "%(n)s rows were left out.", counts[BAD])),
        (conflicts, ngettext("In %(n)s offer the portal was newer than the file; that was kept.",
                             "In %(n)s offers the portal was newer than the file; that was kept.", conflicts)),
    ]  # fmt: skip
    found = [text % {"n": count} for count, text in sentences if count]
    return found or [_("The file says the same as the portal. Nothing was changed.")]


def _taken(row: PlannedRow, difference) -> bool:
    return difference.column in row.taken
