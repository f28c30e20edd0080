"""Which offers are open when, as sets of bits. The rules of the calendar are in ``schedule.py``."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from offers.bits import bits_of, union
from offers.models import OpeningException, OpeningTime
from offers.models.choices import HoursKnown
from offers.schedule import Calendar, applies_on, edge_hours
from partners.models import ClosingPeriod, Network, SchoolHoliday

DAY = 24 * 60  # minutes
DAYS_KEPT = 40  # days whose plan stays in memory


class Rule(NamedTuple):
    """What decides when an opening time applies; offers with the same hours share one."""

    frequency: str
    interval: int
    weekdays: tuple
    week_of_month: int | None
    months: tuple
    opens: object
    closes: object
    starts_on: date | None
    until: date | None
    in_school_holidays: str
    on_public_holidays: str


class Different(NamedTuple):
    """Days on which one offer is closed or has other times."""

    starts_on: date
    ends_on: date
    opens: object
    closes: object
    bit: int


@dataclass
class DaySets:
    """One day: the offers open at each moment, and those of which nobody knows."""

    slots: dict[tuple[int, int], int]  # first and last minute -> offers; the last may lie on the next day
    unknown: int

    @property
    def some_time(self) -> int:
        """Offers that are open at all."""
        return union(self.slots.values())

    def at(self, minute: int) -> int:
        """Offers open in this minute of the day."""
        return union(bits for (opens, closes), bits in self.slots.items() if opens <= minute < closes)

    def after(self, minute: int) -> int:
        """Offers that are open at some time after this minute."""
        return union(bits for (_opens, closes), bits in self.slots.items() if closes > minute)

    def throughout(self, start: int, end: int) -> int:
        """Offers open without a gap from minute ``start`` to minute ``end``."""
        edges = {start} | {edge for slot in self.slots for edge in slot if start < edge < end}
        result = -1
        for edge in edges:
            result &= self.at(edge)
        return max(result, 0)


def slot(opens, closes) -> tuple[int, int]:
    """Times as minutes of the day; closing at or before opening means past midnight."""
    start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    return start, end if end > start else end + DAY


@dataclass
class Timetable:
    """The hours of all offers of an index."""

    rules: dict[Rule, int]
    different: list[Different]
    closings: list[tuple[date, date, int]]
    without_times: int  # nobody knows the hours
    edges: dict[str, int]  # code of an edge hour -> offers
    calendar: Calendar
    plans: dict[date, DaySets] = field(default_factory=dict)

    @classmethod
    def read(cls, rows, position_of, size):
        """Read the hours of the offers ``rows``, whose positions are ``position_of``."""
        by_rule = defaultdict(list)
        for offer_id, weekdays, months, *columns in OpeningTime.objects.order_by().values_list(
            "offer_id", "weekdays", "months", *[name for name in Rule._fields if name not in ("weekdays", "months")]
        ):
            if offer_id in position_of:
                values = dict(zip([n for n in Rule._fields if n not in ("weekdays", "months")], columns, strict=True))
                rule = Rule(weekdays=tuple(weekdays), months=tuple(months), **values)
                by_rule[rule].append(position_of[offer_id])
        rules = {rule: bits_of(positions, size) for rule, positions in by_rule.items()}
        timed = union(rules.values())
        unknown = [position_of[row.pk] for row in rows if row.hours_known == HoursKnown.UNKNOWN]
        return cls(
            rules=rules,
            different=_different(position_of),
            closings=_closings(rows, position_of, size),
            without_times=bits_of(unknown, size) & ~timed,
            edges=_edges(rows, position_of, rules, size),
            calendar=network_calendar(),
        )

    def on(self, day: date) -> DaySets:
        """The plan of one day; worked out once."""
        if day not in self.plans:
            if len(self.plans) >= DAYS_KEPT:
                self.plans.clear()
            self.plans[day] = self._plan(day)
        return self.plans[day]

    def open_at(self, moment: datetime) -> int:
        """Offers open at a local moment, also those that opened the evening before."""
        minute = moment.hour * 60 + moment.minute
        yesterday = self.on(moment.date() - timedelta(days=1))
        return self.on(moment.date()).at(minute) | yesterday.at(minute + DAY)

    def _plan(self, day: date) -> DaySets:
        closed = union(bits for first, last, bits in self.closings if first <= day <= last)
        today = [row for row in self.different if row.starts_on <= day <= row.ends_on]
        by_rule = ~(closed | union(row.bit for row in today))
        slots, unknown = defaultdict(int), self.without_times & ~closed
        for rule, bits in self.rules.items():
            answer = applies_on(rule, day, self.calendar)
            if answer == "unknown" or (answer == "yes" and rule.opens is None):
                unknown |= bits & by_rule
            elif answer == "yes":
                slots[slot(rule.opens, rule.closes)] |= bits & by_rule
        for row in today:
            if row.opens is not None:
                slots[slot(row.opens, row.closes)] |= row.bit & ~closed
        return DaySets(dict(slots), unknown & ~union(slots.values()))


def _different(position_of) -> list[Different]:
    columns = OpeningException.objects.order_by().values_list("starts_on", "ends_on", "opens", "closes", "offer_id")
    return [Different(*row[:4], 1 << position_of[row[4]]) for row in columns if row[4] in position_of]


def _closings(rows, position_of, size) -> list[tuple[date, date, int]]:
    by_partner = defaultdict(list)
    for row in rows:
        by_partner[row.partner_id].append(position_of[row.pk])
    periods = ClosingPeriod.objects.order_by().values_list("starts_on", "ends_on", "partner_id")
    return [(first, last, bits_of(by_partner.get(partner_id, ()), size)) for first, last, partner_id in periods]


def _edges(rows, position_of, rules, size) -> dict[str, int]:
    """Edge hours, worked out from the times where they are known, else as the partner has ticked them."""
    edges = defaultdict(int)
    for rule, bits in rules.items():
        for code in edge_hours([rule]):
            edges[code] |= bits
    ticked = defaultdict(list)
    for row in rows:
        for code in row.edge_hours_ticked:
            ticked[code].append(position_of[row.pk])
    for code, positions in ticked.items():
        edges[code] |= bits_of(positions, size)
    return dict(edges)


def network_calendar() -> Calendar:
    """Public and school holidays of the network's Land; closing days of partners are not in it."""
    state = Network.objects.current().state
    return Calendar(state, SchoolHoliday.objects.filter(state=state).values_list("starts_on", "ends_on"))
