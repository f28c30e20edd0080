"""The way from a text to a reading."""

from dataclasses import replace

from .context import PieceInDoubtError, State, WholeInDoubtError
from .model import HoursReading
from .phrases import read_items
from .pieces import LIMITS, SMALL_SEPARATORS, split_pieces
from .rows import contradict, merged
from .timed import read_timed
from .tokens import clean
from .untimed import read_appointment, read_break, read_closed, read_limits, read_qualifier, read_words
from .words import OTHER_TERMS

LONGEST = 1000  # characters; longer texts are descriptions, not opening hours
_JOINED = " / "
_QUALIFIERS = {"school_any", "public_open", "public_open_all", "public_closed"}
_APPOINTMENTS = {"strict", "appointment"}
_CORE = {"days", "times", "date", "day_of_year"}
_IN_BRACKETS = _QUALIFIERS | LIMITS | _APPOINTMENTS | {"text", "break", "sep"}


def read_hours(text, *, today=None):
    """What is certain in a text of opening hours; ``today`` dates "Freitag, 15. November" without a year."""
    if len(text) > LONGEST:
        return HoursReading(unread=text)
    text = clean(text)
    try:
        return _read(text, today)
    except WholeInDoubtError:
        return HoursReading(unread=text)


def _read(text, today):
    state = State(text)
    pieces = [_opened(state, piece) for piece in split_pieces(read_items(text), len(text))]
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        previous = pieces[place - 1] if place else None
        known = len(state.remarks)
        try:
            _read_piece(state, piece, previous, following, today)
        except PieceInDoubtError:
            del state.remarks[known:]
            _leave_unread(state, piece)
    return _result(state)


def _opened(state, piece):
    """The piece with what stands in parentheses beside the rest, and without words such as "weitere Termine"."""
    items = []
    for item in piece.items:
        items += _inner(state, item, alone=len(piece.items) == 1) if _may_open(item) else [item]
    if any(item.kind in _APPOINTMENTS for item in items):
        items = [item for item in items if item.kind != "text" or state.words(item).lower() not in OTHER_TERMS]
    return replace(piece, items=items)


def _inner(state, brackets, *, alone):
    """What stands in parentheses; "(und nach Vereinbarung)" is beside the hours, not about them."""
    first = brackets.inner[0]
    beside = first.kind == "sep" and {part.kind for part in brackets.inner[1:]} == {"appointment"}
    if beside and not alone:
        state.by_appointment = True
        return []
    return [part for part in brackets.inner if part.kind != "sep"]


def _may_open(item):
    kinds = {part.kind for part in item.inner}
    if kinds == {"days"}:
        return True
    return item.kind == "brackets" and kinds <= _IN_BRACKETS | ({"times"} if "break" in kinds else set())


def _read_piece(state, piece, previous, following, today):
    has_hours = bool(piece.all(*_CORE))
    if piece.all("doubt", "brackets") and (not piece.all(*_APPOINTMENTS) or has_hours):
        raise PieceInDoubtError
    if piece.all("break") and not piece.all("days"):
        read_break(state, piece)
    elif piece.all("closed"):
        read_closed(state, piece)
    elif piece.all(*_APPOINTMENTS) and not piece.all("times"):
        read_appointment(state, piece, previous, following)
    elif has_hours:
        read_timed(state, piece, today)
    elif piece.only("text"):
        read_words(state, piece, following)
    elif piece.only(*LIMITS):
        read_limits(state, piece)
    elif piece.only(*_QUALIFIERS):
        read_qualifier(state, piece, following)
    else:
        raise PieceInDoubtError


def _leave_unread(state, piece):
    """Keeps the piece as unread, but a remark at its end, such as a room, as a remark."""
    last = piece.items[-1]
    may_be_shared = piece.before in SMALL_SEPARATORS and piece.all("times") and last.kind not in _CORE
    if state.groups and may_be_shared:
        raise WholeInDoubtError
    if last.kind == "text" and last.value[0] == "remark" and len(piece.items) > 1:
        state.remark(state.words(last))
        piece = replace(piece, items=piece.items[:-1], end=piece.items[-2].end)
    state.unread.append((piece, state.label))


def _result(state):
    rows = [row for group in state.groups for row in group.rows if row.weekdays]
    if state.only_by_appointment:
        rows = [replace(row, by_appointment=True) for row in rows]
    untimed = {row.opens is None for row in rows}
    doubtful = any(_casts_doubt(state, piece, label) for piece, label in state.unread)
    if len(untimed) > 1 or contradict(rows) or (rows and doubtful):
        raise WholeInDoubtError
    unread = _JOINED.join(state.whole(piece) for piece, _label in state.unread)
    return HoursReading(merged(rows), state.by_appointment, unread, _JOINED.join(state.remarks))


def _casts_doubt(state, piece, label):
    """Whether an unread piece may change what was read: it speaks of the same days, or of times without days."""
    if piece.touched:
        return any(group.label == label and group.days.touched & piece.touched for group in state.groups)
    return any(item.kind != "text" or item.value[0] == "doubt" for item in piece.items)
