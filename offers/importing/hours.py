"""What the reading of a cell with hours becomes in an offer."""

import re
from collections import Counter
from dataclasses import dataclass, field

from offers.hours_text import read_hours
from offers.importing.cells import filled
from offers.importing.sites import Site, street_key
from offers.models.choices import Access, HoursKnown

_MONTHLY = re.compile(r"(-?\d)([A-Z]{2})")
_WEEKS = {1, 2, 3, 4, -1}
LONGEST_LABEL = 120
# Hours in which one can call or register are no hours in which one can come.
_NOT_TO_COME = re.compile(r"telefon|anmeld|tel\.", re.IGNORECASE)


@dataclass(frozen=True)
class Hours:
    """Rules of opening as values of ``OpeningTime``, the place as the number of a site; and what they leave over."""

    times: list[dict] = field(default_factory=list)
    known: str = HoursKnown.UNKNOWN
    access: str = Access.UNKNOWN
    text: str = ""
    unread: str = ""
    outcome: str = ""  # "read", "partly", "text"; empty where the cell is


def hours_of(text: str, sites: list[Site]) -> Hours:
    """The opening times in a cell; what no row can say stays in words."""
    text = filled(text)
    if not text:
        return Hours()
    reading = read_hours(text)
    storable = [row for row in reading.rows if _can_be_stored(row)]
    # A rule that no row can hold makes the whole cell worth reading in its own words.
    unread = reading.unread if len(storable) == len(reading.rows) else text
    times = [values for row in storable for values in _times(row, sites)]
    words = "\n".join(dict.fromkeys(filter(None, (reading.remarks, unread))))
    if not times and not reading.by_appointment:
        return Hours(text=text, unread=text if unread else "", outcome="text")
    return Hours(
        times=times,
        known=HoursKnown.TIMES if times else HoursKnown.APPOINTMENT,
        access=_access(storable, reading.by_appointment),
        text=words,
        unread=unread,
        outcome="partly" if unread else "read",
    )


def outcomes(cells) -> Counter:
    """How many cells were read, partly read, left as text."""
    return Counter(hours.outcome for hours in cells if hours.outcome)


def _can_be_stored(row) -> bool:
    weeks = [int(found[1]) for day in row.weekdays if (found := _MONTHLY.fullmatch(day))]
    counted = row.interval == 1 or row.starts_on is not None
    return counted and set(weeks) <= _WEEKS and (row.frequency == "weekly") == (not weeks)


def _times(row, sites: list[Site]) -> list[dict]:
    """The values of one rule; a monthly one becomes a row for each week of the month."""
    site = _site_of(row.place, sites)
    label = row.label if site is not None or not row.place else ", ".join(filter(None, (row.label, row.place)))
    common = {
        "site": site,
        "frequency": row.frequency,
        "interval": row.interval,
        "months": list(row.months),
        "opens": row.opens.isoformat("minutes") if row.opens else None,
        "closes": row.closes.isoformat("minutes") if row.closes else None,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "until": row.until.isoformat() if row.until else None,
        "in_school_holidays": row.school_holidays,
        "on_public_holidays": row.public_holidays,
        "by_appointment": row.by_appointment,
        "label": label[:LONGEST_LABEL],
    }
    if row.frequency == "weekly":
        return [common | {"weekdays": list(row.weekdays), "week_of_month": None}]
    weeks = {}
    for day in row.weekdays:
        week, code = _MONTHLY.fullmatch(day).groups()
        weeks.setdefault(int(week), []).append(code)
    return [common | {"weekdays": codes, "week_of_month": week} for week, codes in weeks.items()]


def _site_of(place: str, sites: list[Site]) -> int | None:
    """The number of the only site whose street is named; None where it is none of them."""
    named = street_key(place)
    hits = [number for number, site in enumerate(sites) if site.street and street_key(site.street) in named]
    return hits[0] if place and len(hits) == 1 else None


def _access(rows, by_appointment: bool) -> str:
    if rows and all(row.by_appointment for row in rows):
        return Access.APPOINTMENT
    if not by_appointment:
        return Access.UNKNOWN
    open_to_come = [row for row in rows if not _NOT_TO_COME.search(row.label)]
    return Access.BOTH if open_to_come else Access.APPOINTMENT
