"""Unusual times (Randzeiten), read off the rules."""

from offers.models.choices import EdgeHour

# Minutes after midnight of the day on which the hours begin; past 1440 is the next day.
WINDOWS = {
    EdgeHour.BEFORE_7: [(300, 420), (1740, 1860)],  # 5 to 7 o'clock; earlier is night
    EdgeHour.AFTER_17: [(1020, 1440)],
    EdgeHour.AFTER_20: [(1200, 1440)],
    EdgeHour.NIGHT: [(0, 300), (1320, 1740)],  # 22 to 5 o'clock
}
WEEKEND = {"SA": EdgeHour.SATURDAY, "SU": EdgeHour.SUNDAY}


def edge_hours(rows) -> set[str]:
    """Codes of ``EdgeHour`` that the rules promise. Being ill and short notice stand in no rule."""
    return {code.value for row in rows for code in _codes(row)}


def _codes(row):
    yield from (WEEKEND[code] for code in row.weekdays if code in WEEKEND)
    if row.on_public_holidays == "open":
        yield EdgeHour.PUBLIC_HOLIDAY
    if row.in_school_holidays == "only":
        yield EdgeHour.SCHOOL_HOLIDAY
    if row.opens is not None:
        opens, closes = _minutes(row)
        yield from (
            code for code, parts in WINDOWS.items() if any(opens < end and start < closes for start, end in parts)
        )


def _minutes(row) -> tuple[int, int]:
    opens, closes = (clock.hour * 60 + clock.minute for clock in (row.opens, row.closes))
    return opens, closes if closes > opens else closes + 1440
