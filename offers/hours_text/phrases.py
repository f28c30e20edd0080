"""Joins tokens to phrases: a cleaned text becomes a list of items."""

from datetime import time
from itertools import zip_longest

from .cursor import Cursor
from .day_phrases import DAY_STARTS, read_days
from .items import Item
from .text_phrases import TEXT_KINDS, read_text
from .time_phrases import read_dates, read_months, read_times, starts_range
from .words import OTHER_TERMS

SEPARATORS = {"line", "strong", "comma", "slash", "colon", "and", "or"}
# Tokens that are whole phrases already.
_PLAIN = {
    "biweekly", "strict", "appointment", "closed", "school_any", "school_closed", "school_only", "public_open_all",
    "public_open", "public_closed", "break",
}  # fmt: skip


def read_items(text):
    """The items of a cleaned text, in order."""
    cursor = Cursor(text)
    items = []
    while cursor.peek():
        if cursor.peek() == "bang" and items:
            items[-1] = _longer(items[-1], cursor.take().end)
        elif not _is_filling(cursor):
            items += _read_item(cursor)
    return _with_other_terms(items, text)


def _with_other_terms(items, text):
    """Makes "weitere Termine" before "nach Vereinbarung" an "and": the appointments are beside the hours."""
    return [
        Item("sep", "and", item.start, item.end) if _is_other_term(item, follower, text) else item
        for item, follower in zip_longest(items, items[1:])
    ]


def _is_other_term(item, follower, text):
    beside = item.kind == "text" and follower is not None and follower.kind == "appointment"
    return beside and text[item.value[1] : item.end].lower() in OTHER_TERMS


def _longer(item, end):
    return Item(item.kind, item.value, item.start, end, item.inner)


def _is_filling(cursor):
    """Moves over words without a meaning of their own, unless they begin a place: "am Rathaus"."""
    before_place = cursor.token().text in {"an", "am"} and cursor.peek(1) in {"word", "street"}
    if cursor.peek() not in {"fill", "bang"} or before_place:
        return False
    cursor.take()
    return True


def _read_item(cursor):
    """One phrase as items: mostly one; "an jedem Tag des Jahres" speaks of days and of public holidays."""
    first, mark = cursor.token(), cursor.mark()
    found = _read_phrase(cursor, first.kind)
    if cursor.mark() == mark:
        cursor.take()
    last = cursor.token(-1)
    return [Item(kind, value, first.start, last.end, inner) for kind, value, inner in found]


def _read_phrase(cursor, kind):
    """The phrase at the cursor as a list of (kind, value, inner items)."""
    if starts_range(cursor):
        return _or_doubt("times", read_times(cursor))
    if kind in DAY_STARTS:
        public = [("public_open", None, [])] if kind == "year" else []
        return _or_doubt("days", read_days(cursor)) + public
    if kind in SEPARATORS | _PLAIN:
        return [(kind if kind in _PLAIN else "sep", "pipe" if cursor.token().text == "|" else kind, [])]
    if cursor.token().text == "-" and (meaning := _dash_between(cursor)):
        return [("sep", meaning, [])]
    if kind == "round":
        return [("times", ((time(0), time(0), ""),), [])]
    if kind == "month":
        return _or_doubt("months", read_months(cursor))
    if kind == "open":
        return _read_brackets(cursor)
    return _read_dated(cursor, kind)


def _dash_between(cursor):
    """Which separator a dash stands for: "Beratung - Mo 9-12", "9-12 Uhr - Di 14-16"; None if it is no separator."""
    before, mark = cursor.token(-1).kind if cursor.mark() else "", cursor.mark()
    cursor.take()
    times_follow = starts_range(cursor)
    cursor.reset(mark)
    if before in {"day", "word"} and (times_follow or cursor.peek(1) in DAY_STARTS):
        return "colon"
    return "comma" if before == "time" and cursor.peek(1) in DAY_STARTS else None


def _read_dated(cursor, kind):
    if kind == "date":
        found, value = read_dates(cursor)
        return [(found, value, [])]
    if kind == "doubt" and cursor.token().text == "ab" and cursor.peek(1) == "date":
        cursor.take()
        found, value = read_dates(cursor)
        return [("start" if found == "date" else "doubt", value, [])]
    if kind in TEXT_KINDS or kind == "fill":
        meaning, first, _last = read_text(cursor)
        return [("text", (meaning, first.start), [])]
    return [("doubt", None, [])]


def _or_doubt(kind, value):
    return [("doubt" if value is None else kind, value, [])]


def _read_brackets(cursor):
    """What stands in parentheses; brackets within brackets and open ends are in doubt."""
    cursor.take()
    inner = []
    while cursor.peek() not in {"close", "open", ""}:
        if not _is_filling(cursor):
            inner += _read_item(cursor)
    closed = cursor.accept("close") and any(part.kind != "sep" for part in inner)
    return [("brackets" if closed else "doubt", None, _with_other_terms(inner, cursor.text))]
