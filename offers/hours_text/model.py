"""What a reading of opening hours consists of."""

from dataclasses import dataclass
from datetime import date, time

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class HoursRow:
    """One rule of opening, in the terms of RFC 5545."""

    weekdays: tuple[str, ...]  # BYDAY, Monday first: ("MO", "TU") weekly; ("1SA",) or ("-1FR",) monthly
    opens: time | None  # None together with closes: the day is known, the time is not
    closes: time | None  # not after opens: past midnight; 00:00 to 00:00 is round the clock
    frequency: str = "weekly"  # or "monthly"
    interval: int = 1  # every n-th week, counted from starts_on
    months: tuple[int, ...] = ()  # BYMONTH; empty: all the year
    starts_on: date | None = None
    until: date | None = None  # a single date is weekly with starts_on == until
    school_holidays: str = "any"  # "closed": not in the school holidays; "only": only then
    public_holidays: str = "unknown"  # "open" or "closed" only where the text says so; round the clock says "open"
    by_appointment: bool = False  # at these times by appointment only
    label: str = ""  # what the hours are for, word for word
    place: str = ""  # which site, word for word


@dataclass(frozen=True)
class HoursReading:
    """What was understood of a text, and what was not. Several bits of text are joined by " / "."""

    rows: tuple[HoursRow, ...] = ()
    by_appointment: bool = False  # appointments beside, or instead of, the rows
    unread: str = ""  # not understood, word for word
    remarks: str = ""  # understood, but no row can say it, word for word

    @property
    def is_complete(self):
        """Whether nothing was left unread."""
        return not self.unread
