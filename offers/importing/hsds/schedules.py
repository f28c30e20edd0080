"""Schedules of a service, back to rules of opening and different days; what no rule can hold stays in words."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from offers.exports.hsds.schedules import USUAL
from offers.importing.hsds.entry import Part
from offers.importing.parts import child_values, plain
from offers.models import OpeningTime
from offers.schedule.rules import BERLIN

BYDAY = re.compile(r"(?P<nth>[+-]?\d)?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
WEEKS = {1, 2, 3, 4, -1}
NOT_UNDERSTOOD = ("count", "byweekno", "bymonthday", "byyearday")
BERLIN_OFFSETS = (1, 2)  # hours
CLOCK = re.compile(r"(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


@dataclass
class Times:
    """Rules (values of ``OpeningTime`` with the number of a site), different days, and words that are left over."""

    rules: list[dict] = field(default_factory=list)
    exceptions: list[dict] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_schedules(schedules: list[tuple[Part, int | None]]) -> Times:
    """All schedules of a service, each with the number of the site it holds for."""
    times = Times()
    for schedule, site in schedules:
        own = {code: values[0] for code, values in schedule.own().items()}
        if own.get("exception"):
            times.exceptions += _exception(schedule)
        elif rules := _rules(schedule, site, own):
            times.rules += rules
        elif words := schedule.text("description"):
            times.words.append(words)
    return times


def _exception(schedule: Part) -> list[dict]:
    first, last = schedule.day("valid_from"), schedule.day("valid_to")
    if not first or not last or first > last:
        schedule.teller.remark(schedule.place, _("It does not say from which day to which; it was left out."))
        return []
    hours = {name: clock(schedule, f"{name}_at", first) for name in ("opens", "closes")}
    values = {"starts_on": first, "ends_on": last, "reason": schedule.line("notes", 120)}
    if all(hours.values()):
        values |= hours
    return [child_values("opening_exceptions", **values)]


def _rules(schedule: Part, site: int | None, own: dict) -> list[dict]:
    """One rule for each week of the month that is named; none, and a remark, where it cannot be told for certain."""
    found = _BareRule(schedule)
    if found.reason:
        schedule.teller.remark(schedule.place, _("%(reason)s It stays in words.") % {"reason": found.reason})
        return []
    common = found.values | _conditions(schedule, own) | {"site": site, "label": schedule.line("notes", 120)}
    return [common | {"week_of_month": week, "weekdays": days} for week, days in found.weeks.items()]


class _BareRule:
    """Days, times and period of a schedule; ``reason`` says why it is none we can hold."""

    def __init__(self, schedule: Part):
        self.schedule, self.values, self.weeks = schedule, {}, {}
        self.reason = self._period() or self._days() or self._times()

    def _period(self) -> str:
        named = [name for name in NOT_UNDERSTOOD if self.schedule.value.get(name)]
        if named:
            return _("“%(names)s” is not understood here.") % {"names": ", ".join(named)}
        frequency, interval = self.schedule.text("freq").lower(), self.schedule.number("interval")
        start = self.schedule.day("dtstart") or self.schedule.day("valid_from")
        until = self.schedule.day("until") or self.schedule.day("valid_to")
        interval = 1 if interval is None else interval
        if frequency not in ("weekly", "monthly"):
            return _("It happens neither every week nor every month.")
        if interval not in range(1, 13) or (interval > 1 and not start):
            return _("It does not say in which weeks.")
        if start and until and until < start:
            return _("The last day is before the first day.")
        self.values = {
            "frequency": frequency, "interval": int(interval), "starts_on": plain(start), "until": plain(until),
        }  # fmt: skip
        return ""

    def _days(self) -> str:
        days = [
            BYDAY.fullmatch(word.strip()) for word in self.schedule.text("byday").upper().split(",") if word.strip()
        ]
        monthly = self.values["frequency"] == "monthly"
        if not days or not all(days) or any(bool(day["nth"]) != monthly for day in days):
            return _("It does not say on which days.")
        for day in days:
            self.weeks.setdefault(int(day["nth"]) if monthly else None, []).append(day["day"])
        return "" if not monthly or set(self.weeks) <= WEEKS else _("There is no such week in every month.")

    def _times(self) -> str:
        day = date.fromisoformat(self.values["starts_on"]) if self.values["starts_on"] else timezone.localdate()
        hours = {name: clock(self.schedule, f"{name}_at", day) for name in ("opens", "closes")}
        if any(hours.values()) and not all(hours.values()):
            return _("Only one of two times is there.")
        self.values |= {name: value.isoformat("minutes") if value else None for name, value in hours.items()}
        return ""


def clock(schedule: Part, name: str, day: date) -> time | None:
    """A time as the clocks of Berlin show it. One with an offset of Berlin, summer or winter, is taken as it stands."""
    text = schedule.text(name).upper()
    if not text:
        return None
    found = CLOCK.fullmatch(text)
    try:
        moment = time.fromisoformat(found[1]) if found else None
        offset = time.fromisoformat(f"00:00{found[2]}").utcoffset() if found and found[2] else None
    except ValueError:
        moment = None
    if moment is None:
        schedule.wrong(name, _("time"))
        return None
    if offset is None or offset.total_seconds() / 3600 in BERLIN_OFFSETS:
        return moment
    there = datetime.combine(day, moment, time.fromisoformat(f"00:00{found[2]}").tzinfo)
    return there.astimezone(BERLIN).time()


def _conditions(schedule: Part, own: dict) -> dict:
    """Months, holidays and appointments, which only our profile knows."""
    values = {name: USUAL[name] for name in USUAL}
    months = [int(word) for word in own.get("months", "").split(",") if word.strip().isdecimal()]
    values["months"] = sorted({month for month in months if 1 <= month <= 12})
    values["by_appointment"] = own.get("by_appointment") == "yes"
    for name in ("in_school_holidays", "on_public_holidays"):
        if name in own:
            checked = schedule.checked(OpeningTime._meta.get_field(name), own[name], f"attributes ({name})")
            values[name] = checked or USUAL[name]
    return values
