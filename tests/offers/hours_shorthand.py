"""A short way to write down expected readings of opening hours."""

from datetime import time

from offers.hours_text import HoursReading, HoursRow

WORKING_DAYS = "MO TU WE TH FR"
ALL_DAYS = "MO TU WE TH FR SA SU"


def row(days, hours="", label="", **details):
    """The row for ``row("MO TU", "8-12:30")``; without hours the time is unknown."""
    opens, closes = [_clock(part) for part in hours.split("-")] if hours else (None, None)
    return HoursRow(weekdays=tuple(days.split()), opens=opens, closes=closes, label=label, **details)


def monthly(days, hours="", label="", **details):
    """The same for days such as ``"1SA -1FR"``."""
    return row(days, hours, label, frequency="monthly", **details)


def reading(*rows, appointment=False, unread="", remarks=""):
    """What a careful person makes of one cell."""
    return HoursReading(rows=rows, by_appointment=appointment, unread=unread, remarks=remarks)


def _clock(text):
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute or 0))
