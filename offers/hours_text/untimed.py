"""Pieces without times: headings, closed days, appointments, remarks."""

from dataclasses import replace

from .context import PieceInDoubtError, WholeInDoubtError, limit_values
from .rows import with_break
from .words import GENERIC_LABELS

_PUBLIC = {"public_open": "open", "public_open_all": "open", "public_closed": "closed"}
_DATES = {"date", "day_of_year", "period"}


def read_words(state, piece, following):
    """A heading for what follows, or a remark."""
    if len(piece.items) > 1:
        raise PieceInDoubtError
    meaning, words = piece.items[0].value[0], state.words(piece.items[0])
    times_follow = following is not None and bool(following.all("days", "times", "date", "day_of_year"))
    heads = piece.after == "colon" or (piece.after in {"line", "pipe"} and times_follow)
    if meaning == "place" and (heads or times_follow):
        state.place = words
    elif meaning in {"remark", "place"}:
        state.remark(words)
    elif meaning == "label" and heads and following is not None:
        state.label, state.label_headed = ("" if words.lower() in GENERIC_LABELS else words), True
    else:
        raise PieceInDoubtError


def read_limits(state, piece):
    """A heading such as "April-September:" for what follows, or "nicht in den Ferien" about what was said."""
    limits = limit_values(piece.items)
    if piece.after in {"colon", "line", "pipe"}:
        state.limits, state.limits_headed = limits, True
    elif piece.only("school_closed") and state.groups:
        state.change_rows(lambda row: replace(row, **limits))
    else:
        raise WholeInDoubtError


def read_qualifier(state, piece, following):
    """A word about public or school holidays that stands alone and holds for all that was said before."""
    if not state.groups or (following is not None and following.all("times")):
        raise WholeInDoubtError
    for item in piece.items:
        if item.kind in _PUBLIC:
            state.change_rows(lambda row, kind=item.kind: replace(row, public_holidays=_PUBLIC[kind]))
    all_week = all({"SA", "SU"} <= group.days.weekly for group in state.groups)
    if piece.first("public_open_all") and not all_week:
        raise WholeInDoubtError


def read_break(state, piece):
    """A break in all rows it fits into."""
    times = piece.first("times")
    if not piece.only("break", "times", "closed") or len(piece.all("times")) != 1 or len(times.value) != 1:
        raise PieceInDoubtError
    rows = [row for group in state.groups for row in group.rows]
    if with_break(rows, *times.value[0][:2]) is None:
        raise PieceInDoubtError
    for group in state.groups:
        group.rows = with_break(group.rows, *times.value[0][:2]) or group.rows


def read_closed(state, piece):
    """Closed days; dates cannot be said in rows and are kept as a remark."""
    if piece.first("times") and not piece.first("days"):
        read_break(state, piece)
    elif piece.first(*_DATES) and piece.only("closed", "days", *_DATES):
        state.remark(state.whole(piece))
    elif piece.only("closed", "school_only", "public_closed", "days"):
        _close(state, piece)
    else:
        raise PieceInDoubtError


def _close(state, piece):
    days = piece.first("days")
    if not days and not piece.first("school_only"):
        state.remark(state.whole(piece))
    if piece.first("school_only"):
        if days or not state.groups:
            raise WholeInDoubtError
        state.change_rows(lambda row: replace(row, school_holidays="closed"))
    if days:
        _close_days(state, days.value)


def _close_days(state, days):
    """Takes the days out of ranges; a day that was named by itself and then closed is a contradiction."""
    if days.holidays:
        state.change_rows(lambda row: replace(row, public_holidays="closed"))
    touched = [group for group in state.groups if group.days.touched & days.touched]
    plain = not days.monthly and all(days.weekly < group.days.weekly and not group.days.monthly for group in touched)
    if touched and (not plain or len({group.label for group in state.groups}) > 1):
        raise WholeInDoubtError
    for group in touched:
        group.rows = [
            replace(row, weekdays=tuple(day for day in row.weekdays if day not in days.weekly)) for row in group.rows
        ]


def read_appointment(state, piece, previous, following):
    """ "und nach Vereinbarung" beside the rows, or "nur nach Vereinbarung" about them."""
    if not piece.only("strict", "appointment", "text", "days", "school_only", "doubt", "brackets"):
        raise PieceInDoubtError
    state.by_appointment = True
    if piece.first("school_only"):
        _appointments_in_holidays(state, piece)
        return
    heading = previous is not None and previous.only("text") and state.label_headed
    if _may_replace_hours(state, piece):
        raise WholeInDoubtError
    strict = piece.first("strict") and not piece.is_dated and piece.before not in {"and", "or"}
    strict = strict and not _is_about_something_else(state, piece)
    if strict and not heading:
        _restrict(state, following)
    if heading:
        state.remark(state.text[previous.start : piece.end].strip())
    elif not piece.only("strict", "appointment") and not _only_remarks(piece):
        state.remark(state.whole(piece))
    else:
        for item in piece.all("text"):
            if item is not piece.items[0]:
                state.remark(state.words(item))


def _may_replace_hours(state, piece):
    """Whether the piece is like "Mi nach Vereinbarung" after "Mo-Fr 9-12"."""
    apart = piece.items[0].kind == "days" and piece.before not in {"and", "or"}
    return apart and any(group.days.touched & piece.touched for group in state.groups)


def _is_about_something_else(state, piece):
    """ "Telefon: Mo 9-12; Gespräche nur nach Vereinbarung": the hours on the telephone hold without."""
    subject = any(item.value[0] != "remark" for item in piece.all("text"))
    return subject and any(group.label for group in state.groups)


def _appointments_in_holidays(state, piece):
    """ "in den Ferien nur nach Vereinbarung": the usual times do not hold then."""
    if piece.first("days") or not state.groups:
        raise WholeInDoubtError
    if piece.first("strict"):
        state.change_rows(lambda row: replace(row, school_holidays="closed"))
    state.remark(state.whole(piece))


def _restrict(state, following):
    """ "nur nach Vereinbarung" holds for the rows before it, or for all if it stands at the beginning."""
    if state.groups and following is not None and following.all("times"):
        raise WholeInDoubtError
    state.only_by_appointment = not state.groups
    state.change_rows(lambda row: replace(row, by_appointment=True), state.label or None)


def _only_remarks(piece):
    words = piece.all("text")
    return piece.only("text", "strict", "appointment") and words and all(item.value[0] == "remark" for item in words)
