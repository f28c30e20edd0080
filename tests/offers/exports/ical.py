"""A reader of calendars of its own: lines unfolded by hand, rules expanded by dateutil on local times."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

BERLIN = ZoneInfo("Europe/Berlin")


def unfolded(text: bytes) -> list[str]:
    """Content lines (RFC 5545, 3.1); fails on lines that are too long or end otherwise."""
    assert text.endswith(b"\r\n")
    assert [line for line in text.split(b"\r\n") if len(line) > 75 or b"\n" in line] == []
    return re.sub("\r\n[ \t]", "", text.decode()).split("\r\n")


def events(text: bytes) -> list[dict[str, str]]:
    """The events of a calendar: name with parameters -> value."""
    found, current = [], None
    for line in unfolded(text):
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            found.append(current)
            current = None
        elif current is not None:
            name, _colon, value = line.partition(":")
            current[name] = value
    return found


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S")


def times(event, name) -> list[datetime]:
    value = event.get(f"{name};TZID=Europe/Berlin", "")
    return [local(text) for text in value.split(",") if text]


def moment(naive: datetime) -> datetime:
    """That time on the clocks of Berlin, in UTC."""
    return naive.replace(tzinfo=BERLIN).astimezone(UTC)


def occurrences(text: bytes) -> list[tuple[str, str]]:
    """When anything begins and ends, in UTC to the minute, sorted: what a calendar program shows."""
    series = defaultdict(list)
    for event in events(text):
        series[event["UID"]].append(event)
    return sorted(
        f"{opens:%Y-%m-%dT%H:%M}/{closes:%H:%M}" for rows in series.values() for opens, closes in unfold(rows)
    )


def unfold(rows) -> list[tuple[datetime, datetime]]:
    main = next(row for row in rows if not times(row, "RECURRENCE-ID"))
    begins, [ends] = times(main, "DTSTART")[0], times(main, "DTEND")
    starts = {begins, *times(main, "RDATE")}
    if "RRULE" in main:
        rule = re.sub(r"UNTIL=(\w+)Z", lambda match: f"UNTIL={_as_local(match[1])}", main["RRULE"])
        starts |= set(rrulestr(rule, dtstart=begins))
    length = moment(ends) - moment(begins)
    starts -= set(times(main, "EXDATE"))
    found = {start: (moment(start), moment(start) + length) for start in starts}
    for row in rows:
        for planned in times(row, "RECURRENCE-ID"):
            assert planned in found
            found[planned] = (moment(times(row, "DTSTART")[0]), moment(times(row, "DTEND")[0]))
    return list(found.values())


def _as_local(text: str) -> str:
    at = local(text).replace(tzinfo=UTC).astimezone(BERLIN)
    return f"{at.replace(tzinfo=None):%Y%m%dT%H%M%S}"
