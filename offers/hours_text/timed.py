"""Pieces that name days or times: the rows they make."""

import re
from dataclasses import replace
from datetime import time

from .context import Group, PieceInDoubtError, WholeInDoubtError, limit_values
from .day_phrases import ALL
from .items import Days, sorted_monthly, sorted_weekdays
from .model import DAYS, HoursRow
from .pieces import LIMITS, SMALL_SEPARATORS
from .rows import with_break
from .time_phrases import date_near
from .words import GENERIC_LABELS

_NAMES_A_PLACE = re.compile(r"\b(?:im|in|am|auf|bei)\b")
_PUBLIC = {"public_open": "open", "public_open_all": "open", "public_closed": "closed"}
_APPOINTMENTS = {"strict", "appointment"}


def read_timed(state, piece, today):
    """Adds the rows of a piece to the state."""
    if piece.torn:
        raise WholeInDoubtError
    pause = _take_break(piece)
    if len(piece.all("days")) > 1 or len(piece.all("times")) > 1:
        raise PieceInDoubtError
    core = min(item.start for item in piece.all("days", "times", "date", "day_of_year"))
    named = _leading_words(state, piece, core)
    label, place = _trailing_words(state, piece, core)
    limits = _limits(state, piece, core, label_changed=named)
    days = _days(state, piece, limits, today, labelled=named or bool(label))
    details = {**limits, **_qualified(state, piece, days)}
    label = _label(state, piece, days, label)
    rows = _rows(piece, days, {**details, "label": label, "place": place or state.place})
    if pause:
        rows = with_break(rows, *pause)
    if rows is None:
        raise PieceInDoubtError
    _mark_holiday_rows(state, limits, label)
    _note_holidays(state, piece, days)
    state.groups.append(Group(rows, days, label, _is_qualified(piece, core)))


def _take_break(piece):
    """The times of "(Mittagspause 12-13)" inside a piece, which is left without them."""
    pause = piece.first("break")
    if pause is None:
        return None
    times = next((item for item in piece.all("times") if item.start > pause.start), None)
    if times is None or len(times.value) != 1:
        raise PieceInDoubtError
    piece.items = [item for item in piece.items if item not in (pause, times)]
    return times.value[0][:2]


def _leading_words(state, piece, core):
    """Takes over a label or place before the days; says whether there was a label."""
    named = False
    for item in (item for item in piece.all("text") if item.start < core):
        meaning, words = item.value[0], state.words(item)
        if meaning == "label":
            state.label, state.label_headed = ("" if words.lower() in GENERIC_LABELS else words), False
            named = True
        elif meaning == "place":
            if _NAMES_A_PLACE.search(state.label):
                raise WholeInDoubtError  # "Beratung im Rathaus Mo 9-12, im Bürgerhaus Di 9-12"
            state.place = words
        elif meaning == "remark":
            state.remark(words)
        else:
            raise PieceInDoubtError
    loose = state.label and not state.label_headed and not named
    if loose and state.groups and state.groups[0].label != state.label and piece.before not in SMALL_SEPARATORS:
        raise PieceInDoubtError
    return named


def _trailing_words(state, piece, core):
    """The label and place behind the times; a remark where they may be meant for the pieces before too."""
    found = {"label": "", "place": ""}
    shared = _may_be_shared(state, piece)
    for item in (item for item in piece.all("text") if item.start > core):
        meaning, words = item.value[0], state.words(item)
        if meaning == "label" and any(joiner in {"comma", "line", "none"} for *_hours, joiner in _times(piece)):
            raise PieceInDoubtError
        if meaning == "remark" or (meaning in found and (shared or found[meaning])):
            state.remark(words)
        elif meaning in found:
            found[meaning] = words
        else:
            raise PieceInDoubtError
    return found["label"], found["place"]


def _may_be_shared(state, piece):
    """Whether words at the end may belong to the piece before as well: "Mo 9-12, Di 14-16 in Herzberg"."""
    return bool(state.groups) and piece.before in SMALL_SEPARATORS and not state.groups[-1].trailing


def _is_qualified(piece, core):
    return any(item.start > core and item.kind not in {"days", "times"} for item in piece.items)


def _limits(state, piece, core, *, label_changed):
    """The part of the year: said in the piece, or taken over from before."""
    own = piece.all(*LIMITS)
    if not own:
        return _limits_from_before(state, piece, label_changed=label_changed)
    if any(item.kind == "start" for item in own) and state.groups:
        raise WholeInDoubtError
    if own[-1].start > core and any(not group.trailing for group in state.groups):
        raise WholeInDoubtError
    if own[0].start < core:
        state.limits, state.limits_headed = limit_values(own), False
    return limit_values(own)


def _limits_from_before(state, piece, *, label_changed):
    unclear = piece.before not in SMALL_SEPARATORS and (not state.limits_headed or label_changed)
    if state.limits and state.groups and unclear:
        raise WholeInDoubtError
    return state.limits


def _days(state, piece, limits, today, *, labelled):
    """The days of a piece: said in it, or the same as before."""
    if piece.first("date", "day_of_year"):
        return _single_day(piece, limits, today)
    if piece.first("days"):
        return _checked_interval(piece, limits, piece.first("days").value)
    if piece.first("biweekly"):
        raise PieceInDoubtError
    if all(hours[:2] == (time(0), time(0)) for hours in _times(piece)):
        return Days(ALL)
    return _inherited(state, piece, limits, labelled=labelled)


def _inherited(state, piece, limits, *, labelled):
    if state.unread:
        raise WholeInDoubtError  # the days before may be among what was not understood
    known = [group.days for group in state.groups]
    if known and limits.get("school_holidays") == "only" and len({group.label for group in state.groups}) == 1:
        return Days(frozenset().union(*(days.weekly for days in known)))
    same = bool(known) and all(days == known[0] for days in known)
    if same and not known[0].label and (labelled or state.label_headed or piece.before not in SMALL_SEPARATORS):
        return known[0]
    raise PieceInDoubtError


def _single_day(piece, limits, today):
    """One date; the weekday beside it has to agree."""
    found, named = piece.first("date", "day_of_year"), piece.first("days")
    weekdays = named.value.weekly if named and not named.value.monthly and not named.value.holidays else frozenset()
    if len(piece.all("date", "day_of_year")) > 1 or limits or bool(named) != bool(weekdays):
        raise PieceInDoubtError
    day = found.value if found.kind == "date" else today and date_near(today, *found.value, weekdays)
    if not day or (weekdays and weekdays != {DAYS[day.weekday()]}):
        raise PieceInDoubtError
    limits = limits.update(starts_on=day, until=day)
    return Days(frozenset({DAYS[day.weekday()]}))


def _checked_interval(piece, limits, days):
    """Every other week can only be counted from a first day, and that has to be one of the days."""
    if piece.first("biweekly"):
        start = limits.get("starts_on")
        if not start or days.monthly or days.weekly != {DAYS[start.weekday()]}:
            raise PieceInDoubtError
        limits["interval"] = 2
    return days


def _qualified(state, piece, days):
    """What the piece says about public holidays and appointments."""
    details = {}
    for item in piece.items:
        if item.kind in _PUBLIC:
            if item.kind == "public_open_all" and not {"SA", "SU"} <= days.weekly:
                raise WholeInDoubtError
            details["public_holidays"] = _PUBLIC[item.kind]
    behind = piece.items[-1].kind in _PUBLIC
    if details and behind and any(not group.trailing for group in state.groups):
        raise WholeInDoubtError
    if piece.first(*_APPOINTMENTS):
        if _may_be_shared(state, piece) or len(_times(piece)) > 1:
            raise PieceInDoubtError
        details["by_appointment"] = True
    return details


def _label(state, piece, days, label):
    if days.label and (label or (state.label and piece.before in SMALL_SEPARATORS)):
        raise PieceInDoubtError
    if label and state.label:
        state.remark(label)
    return days.label or state.label or label


def _times(piece):
    return piece.first("times").value if piece.first("times") else ((None, None, ""),)


def _rows(piece, days, details):
    if days.holidays:
        details["public_holidays"] = "open"
    rows = []
    for opens, closes, _joiner in _times(piece):
        if days.weekly:
            rows.append(HoursRow(sorted_weekdays(days.weekly), opens, closes, **details))
        if days.monthly:
            rows.append(HoursRow(sorted_monthly(days.monthly), opens, closes, "monthly", **details))
    return rows


def _mark_holiday_rows(state, limits, label):
    """Other times in the school holidays replace the usual ones."""
    if limits.get("school_holidays") == "only":
        if any(group.label != label for group in state.groups):
            raise WholeInDoubtError
        state.change_rows(lambda row: replace(row, school_holidays="closed") if row.school_holidays == "any" else row)


def _note_holidays(state, piece, days):
    """No row can say "on public holidays", so the words are kept beside it."""
    if days.holidays:
        state.remark(state.whole(piece))
