"""What goes from the preview to the button below it: signed, of limited size, for one person and one partner.

The file itself is not kept. Only rows that say something new travel, each with the state that was shown.
"""

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from offers.exchange import columns as c
from offers.exchange.plan import UNCHANGED, PlannedRow
from offers.exchange.tables import Sheet
from offers.exchange.writing import cells_of
from offers.importing.problems import UnreadableFile

SALT = "offers.exchange"
VALID_SECONDS = 2 * 60 * 60
MOST_BYTES = 900_000  # less than a form may be (DATA_UPLOAD_MAX_MEMORY_SIZE)


class OutdatedError(Exception):
    """The preview is too old, was made for somebody else, or was tampered with."""


def sealed(value, *, user, partner) -> str:
    """A text that only ``user`` can use, and only for ``partner``. Raises ``UnreadableFile`` where it is too long."""
    text = signing.dumps([user.pk, partner.pk, value], salt=SALT, compress=True)
    if len(text) > MOST_BYTES:
        raise UnreadableFile(_("These are too many changes at once. Please split the file."))
    return text


def opened(text: str, *, user, partner):
    """What was sealed. Raises ``OutdatedError``."""
    try:
        user_pk, partner_pk, value = signing.loads(text, salt=SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError):
        raise OutdatedError from None
    if (user_pk, partner_pk) != (user.pk, partner.pk):
        raise OutdatedError
    return value


def rows_to_keep(rows: list[PlannedRow]) -> list:
    """Line and cells of the rows that say something new. What the portal says now goes along where the file is silent,
    so that whoever changes it before the button is pressed is not overwritten."""
    kept = []
    for row in rows:
        if row.kind != UNCHANGED or row.differences:
            cells = {c.STAND: ""} | {name: row.cells[name] for name in c.COLUMNS if name in row.cells}
            if row.offer and not c.fingerprints(cells.get(c.STAND, "")):
                cells[c.STAND] = c.stand_of(cells_of(row.offer))
            kept.append([row.line, cells])
    return kept


def sheet_of(kept: list) -> Sheet:
    """The same rows as a table again; a column that was not there stays away."""
    header = list(kept[0][1]) if kept else []
    return Sheet(header, [(line, [cells[name] for name in header]) for line, cells in kept])


def cells_as_form(row: PlannedRow) -> QueryDict:
    """The changed cells as if a form had sent them: how changes wait for a moderator."""
    data = QueryDict(mutable=True)
    for difference in row.differences:
        data[difference.column] = difference.new
    return data
