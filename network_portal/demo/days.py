"""Days in the demo files, counted from the day of loading, so that the demo never looks stale."""

import re
from datetime import date, timedelta

TODAY = re.compile(r"today(?:([+-])(\d{1,4}))?(?: (MO|TU|WE|TH|FR|SA|SU))?")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEXT = re.compile(r"next (\d\d)-(\d\d)")


def read_day(written, today: date) -> date | None:
    """The day meant by a date, “today”, “today+30”, “today-7 MO” or “next 12-23”. A weekday moves it forward to that.

    Raises ``ValueError`` for anything else.
    """
    if written is None or isinstance(written, date):
        return written
    if found := TODAY.fullmatch(written):
        days = int(found[2] or 0)
        day = today + timedelta(days=-days if found[1] == "-" else days)
        return day + timedelta(days=(WEEKDAYS.index(found[3]) - day.weekday()) % 7) if found[3] else day
    if found := NEXT.fullmatch(written):
        day = today.replace(month=int(found[1]), day=int(found[2]))
        return day if day >= today else day.replace(year=today.year + 1)
    raise ValueError(f"“{written}” is not a day")


def read_period(row: dict, today: date) -> dict:
    """First and last day of ``{from = "next 12-23", days = 11}``; one day where no number is given."""
    starts_on = read_day(row["from"], today)
    return {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=row.get("days", 1) - 1)}
