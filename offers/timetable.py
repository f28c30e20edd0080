"""Which offers are open when, as sets of bits. The rules of the calendar are in ``schedule.py``."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from offers.bits import bits_of, union
from offers.models import OpeningException, OpeningTime
from offers.models.choices import HoursKnown, Status
from offers.schedule import Calendar, applies_on, edge_hours
from offers.schedule.days import moment as local_moment
from partners.models import ClosingPeriod, Network, SchoolHoliday

DAY = 24 * 60  # minutes
DAYS_KEPT = 40  # days whose plan stays in memory
DAYS_AHEAD = 21  # days in which the next opening is looked for


class Rule(NamedTuple):
    """What decides when an opening time applies and whether one may just come; many offers share one."""

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
    by_appointment: bool


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

    unknown: int = 0
    shut: int = 0  # offers that are closed, whatever their rules say
    # First and last minute -> offers; the last may lie on the next day.
    slots: dict[tuple[int, int], int] = field(default_factory=dict)
    walk_in: dict[tuple[int, int], int] = field(default_factory=dict)  # those without an appointment

    def add(self, slot: tuple[int, int], bits: int, *, by_appointment: bool = False):
        """The offers in ``bits`` are open in that slot."""
        self.slots[slot] = self.slots.get(slot, 0) | bits
        if not by_appointment:
            self.walk_in[slot] = self.walk_in.get(slot, 0) | bits

    @property
    def some_time(self) -> int:
        """Offers that are open at all."""
        return union(self.slots.values())

    def walk_in_at(self, minute: int) -> int:
        """Offers where one may just come or call in this minute of the day."""
        return union(bits for (opens, closes), bits in self.walk_in.items() if opens <= minute < closes)

    def after(self, minute: int) -> int:
        """Offers that are open at some time after this minute."""
        return union(bits for (_opens, closes), bits in self.slots.items() if closes > minute)


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
    absences: list[tuple[date, int]]  # offers that pause or are only planned, and until when
    timed: int  # offers with rules
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
            absences=_absences(rows, position_of, size),
            timed=timed,
            without_times=bits_of(unknown, size) & ~timed,
            edges=_edges(rows, position_of, rules, size),
            calendar=network_calendar(),
        )

    def on(self, day: date) -> DaySets:
        """The plan of one day; worked out once."""
        plan = self.plans.get(day)  # asked once only: another thread may clear them in between
        if plan is None:
            if len(self.plans) >= DAYS_KEPT:
                self.plans.clear()
            plan = self.plans[day] = self._plan(day)
        return plan

    def open_at(self, moment: datetime) -> int:
        """Offers open to whoever comes at a local moment, also those that opened the evening before."""
        minute = moment.hour * 60 + moment.minute
        yesterday = self.on(moment.date() - timedelta(days=1))
        return self.on(moment.date()).walk_in_at(minute) | yesterday.walk_in_at(minute + DAY)

    def still_open(self, moment: datetime, hours: int = 0) -> int:
        """Offers that are open at some time of the local day of ``moment``, from ``hours`` after it on."""
        minute = moment.hour * 60 + moment.minute + hours * 60
        yesterday = self.on(moment.date() - timedelta(days=1))
        return self.on(moment.date()).after(minute) | yesterday.after(minute + DAY)

    def open_throughout(self, day: date, start: int, end: int) -> int:
        """Offers open without a gap from minute ``start`` of the day to ``end``, which may lie on the next day."""
        slots = self._slots_around(day)
        edges = {start} | {edge for opens, closes, _bits in slots for edge in (opens, closes) if start < edge < end}
        result = -1
        for edge in edges:
            result &= union(bits for opens, closes, bits in slots if opens <= edge < closes)
        return max(result, 0)

    def _slots_around(self, day: date) -> list[tuple[int, int, int]]:
        """Slots that touch ``day`` and the night after: first and last minute from its beginning on, offers."""
        return [
            (opens + shift * DAY, closes + shift * DAY, bits)
            for shift in (-1, 0, 1)
            for (opens, closes), bits in self.on(day + timedelta(days=shift)).slots.items()
        ]

    def perhaps_open(self, day: date) -> int:
        """Offers of which nobody knows whether they are open that day, and those by appointment only."""
        plan = self.on(day)
        return (plan.unknown | ~self.timed) & ~plan.shut & ~plan.some_time

    def next_opening(self, bit: int, moment: datetime) -> datetime | None:
        """When the offer opens next after a local moment, with or without an appointment."""
        minute = moment.hour * 60 + moment.minute
        for days in range(DAYS_AHEAD):
            day = moment.date() + timedelta(days=days)
            starts = [opens for (opens, _closes), bits in self.on(day).slots.items() if bits & bit]
            if coming := [start for start in starts if days or start > minute]:
                return local_moment(day, time(*divmod(min(coming), 60)))
        return None

    def _plan(self, day: date) -> DaySets:
        """Exceptions go before closing days, closing days before rules; as in ``schedule.day_intervals``."""
        answers = [(rule, bits, applies_on(rule, day, self.calendar)) for rule, bits in self.rules.items()]
        sure = union(bits for _rule, bits, answer in answers if answer == "yes")
        absent = union(bits for last, bits in self.absences if day <= last)
        today = [row for row in self.different if row.starts_on <= day <= row.ends_on and not row.bit & absent]
        special = [row for row in today if row.opens is not None and self._counts(row, sure)]
        shut = [row for row in today if row.opens is None]
        closed = union(bits for first, last, bits in self.closings if first <= day <= last)
        by_rule = ~(absent | closed | union(row.bit for row in (*special, *shut)))
        plan = DaySets(unknown=self.without_times & by_rule, shut=~by_rule & ~union(row.bit for row in special))
        for row in special:
            plan.add(slot(row.opens, row.closes), row.bit)
        for rule, bits, answer in answers:
            if answer == "yes" and rule.opens is not None:
                plan.add(slot(rule.opens, rule.closes), bits & by_rule, by_appointment=rule.by_appointment)
            elif answer != "no":
                plan.unknown |= bits & by_rule
        plan.unknown &= ~plan.some_time
        return plan

    def _counts(self, row, sure: int) -> bool:
        """Other times for one day hold on that day; for several, on those on which there would be hours anyway."""
        return row.starts_on == row.ends_on or bool(row.bit & (sure | ~self.timed))


def _different(position_of) -> list[Different]:
    columns = OpeningException.objects.order_by().values_list("starts_on", "ends_on", "opens", "closes", "offer_id")
    return [Different(*row[:4], 1 << position_of[row[4]]) for row in columns if row[4] in position_of]


def _closings(rows, position_of, size) -> list[tuple[date, date, int]]:
    by_partner = defaultdict(list)
    for row in rows:
        by_partner[row.partner_id].append(position_of[row.pk])
    periods = ClosingPeriod.objects.order_by().values_list("starts_on", "ends_on", "partner_id")
    return [(first, last, bits_of(by_partner.get(partner_id, ()), size)) for first, last, partner_id in periods]


def _absences(rows, position_of, size) -> list[tuple[date, int]]:
    by_day = defaultdict(list)
    for row in rows:
        if row.status in (Status.PLANNED, Status.PAUSED):
            by_day[row.paused_until or date.max].append(position_of[row.pk])
    return [(last, bits_of(positions, size)) for last, positions in by_day.items()]


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
