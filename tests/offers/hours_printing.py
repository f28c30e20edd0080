"""Random schedules and the German ways to write them down."""

from datetime import time

from hypothesis import strategies as st

from offers.hours_text import HoursReading, HoursRow

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_STYLES = [
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "montags dienstags mittwochs donnerstags freitags samstags sonntags",
    "Mo Di Mi Do Fr Sa So",
    "Mo. Di. Mi. Do. Fr. Sa. So.",
    "MO DI MI DO FR SA SO",
    "Mo Die Mi Do Fr Sonnabend So",
]
CLOCK_STYLES = [
    lambda moment: f"{moment:%H:%M}",
    lambda moment: f"{moment.hour}.{moment:%M}",
    lambda moment: f"{moment:%H.%M} Uhr",
    lambda moment: f"{moment.hour} Uhr" if moment.minute == 0 else f"{moment:%H:%M} Uhr",
    lambda moment: str(moment.hour) if moment.minute == 0 else f"{moment.hour}.{moment:%M}",
    lambda moment: f"{moment:%Hh%M}",
]

moments = st.builds(time, st.integers(6, 20), st.sampled_from([0, 15, 30, 45]))
hours = (
    st.lists(moments, min_size=2, max_size=4, unique=True)
    .map(sorted)
    .map(lambda found: list(zip(found[::2], found[1::2], strict=False)))
)
styles = st.fixed_dictionaries(
    {
        "days": st.sampled_from([style.split() for style in DAY_STYLES]),
        "clock": st.sampled_from(CLOCK_STYLES),
        "through": st.sampled_from(["-", " - ", "–", " – ", " bis "]),
        "day_joiner": st.sampled_from([", ", "/", " und ", " & ", " + ", " sowie "]),
        "hours_joiner": st.sampled_from([" und ", ", ", " u. ", " sowie "]),
        "between": st.sampled_from([": ", " ", " von ", ", ", ": von ", " jeweils "]),
        "pieces_joiner": st.sampled_from([" / ", "; ", "\n", " | ", ", "]),
        "ranges": st.booleans(),
    }
)


@st.composite
def schedules(draw):
    """Groups of days, each day in one of them, with their hours."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
    groups = draw(st.lists(st.sets(st.sampled_from(days), min_size=1), min_size=1, max_size=4))
    seen, found = set(), []
    for group in groups:
        if rest := group - seen:
            found.append((tuple(sorted(rest, key=DAYS.index)), draw(hours)))
        seen |= group
    return found


def printed(schedule, style):
    """The schedule as a person with this habit would write it."""
    return style["pieces_joiner"].join(
        f"{_days(days, style)}{style['between']}{_hours(ranges, style)}" for days, ranges in schedule
    )


def expected(schedule, **details):
    """The reading that says the same."""
    days_of = {}
    for days, ranges in schedule:
        for start, end in ranges:
            days_of.setdefault((start, end), []).extend(days)
    rows = (HoursRow(tuple(sorted(days, key=DAYS.index)), *times, **details) for times, days in days_of.items())
    return HoursReading(rows=tuple(rows))


def _days(days, style):
    names = [style["days"][DAYS.index(day)] for day in days]
    places = [DAYS.index(day) for day in days]
    if style["ranges"] and len(days) > 2 and places[-1] - places[0] == len(days) - 1:
        return f"{names[0]}{style['through']}{names[-1]}"
    return style["day_joiner"].join(names)


def _hours(ranges, style):
    return style["hours_joiner"].join(
        f"{style['clock'](start)}{style['through']}{style['clock'](end)}" for start, end in ranges
    )
