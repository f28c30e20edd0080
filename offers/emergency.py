"""“Today the childcare falls through”: who can look after a child of that age, near that place, and how soon."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import F
from django.utils.translation import gettext as _

from offers.aggregates import json_rows
from offers.bits import Sets, positions_in
from offers.filters import USUAL_RADIUS
from offers.index import OfferIndex
from offers.models import Offer
from offers.models.choices import EdgeHour, Kind
from offers.nearby import near
from offers.page.ages import age_words
from offers.page.answers import lead_words
from offers.schedule import State, StateKind, state_words
from offers.schedule.state import next_opening_words
from offers.schedule.words import clock_words
from partners.models import Contact, Location

TOPIC = SITUATION = "notfallbetreuung"  # slugs of the default taxonomy
HOURS_A_DAY = 24
OLDEST = 17  # years
MOST = 60  # offers on the page; the list has them all
MOST_LOOKED_AT = 500  # offers whose lead times are compared to find them


@dataclass
class Helper:
    """One offer that may help today."""

    offer: Offer
    is_open: bool
    certain: bool  # whether age and place fit for sure
    opens_at: datetime | None = None  # where it is closed at the moment: when it opens next
    opens: str = ""  # the same in words
    closed: str = ""  # in words, where nobody is there any more today
    soonest: datetime | None = None  # today: when somebody is there and was asked long enough before

    @property
    def phones(self) -> list[dict]:
        return sorted(self.offer.phone_rows or [], key=lambda row: row["id"])[:1]

    @property
    def towns(self) -> str:
        return ", ".join(sorted({row["name"] or row["town"] for row in self.offer.town_rows or []} - {""}))

    @property
    def ages(self) -> str:
        return age_words(self.offer.age_from, self.offer.age_to)

    @property
    def lead(self) -> str:
        """How long before one has to ask; “possible at once” only where somebody is there now."""
        hours = self.offer.lead_time_hours
        return lead_words(hours) if hours or self.is_open else ""

    @property
    def soonest_words(self) -> str:
        """From when help is possible today; empty where that is at once, or as soon as it opens."""
        if self.soonest is None or not self.offer.lead_time_hours or self.soonest == self.opens_at:
            return ""
        return _("possible today from %(time)s o’clock") % {"time": clock_words(self.soonest.time())}


@dataclass
class Help:
    """All who may help, by how soon."""

    today: list[Helper] = field(default_factory=list)
    ask: list[Helper] = field(default_factory=list)  # nobody knows how soon, or whether somebody is there today
    later: list[Helper] = field(default_factory=list)  # closed today, or one has to ask longer before

    def __bool__(self):
        return bool(self.today or self.ask or self.later)


def age_in(text: str) -> int | None:
    """The age in whole years that was typed; None where none was, or none that makes sense."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= OLDEST else None


def emergency_help(index: OfferIndex, place, age: int | None, now: datetime) -> Help:
    """Childcare and help at short notice for a child of ``age`` years at ``place``; either may be None. One query."""
    sets = _possible(index)
    if age is not None:
        sets &= index.sets_of("alter", str(age))
    if place:
        sets &= near(index, place, USUAL_RADIUS).sets
    day = Day(index.timetable, now)
    helpers = Help()
    for offer in _rows(index, sets.yes | sets.unknown, day, now.date()):
        bit = 1 << index.positions[offer.pk]
        group = day.group(bit, offer.lead_time_hours)
        getattr(helpers, group).append(
            _helper(offer, bit, day, is_today=group == "today", certain=bool(sets.yes & bit))
        )
    helpers.today.sort(key=lambda helper: (helper.soonest, not helper.is_open))
    helpers.later.sort(key=lambda helper: (helper.opens_at is None, helper.opens_at or now))
    return helpers


def _helper(offer, bit: int, day, *, is_today: bool, certain: bool) -> Helper:
    is_open = bool(day.is_open & bit)
    opens_at = None if is_open else day.timetable.next_opening(bit, day.now)
    return Helper(
        offer,
        is_open,
        certain,
        opens_at,
        opens=opening_words(opens_at, day.now),
        closed=day.closed_words(bit),
        soonest=day.soonest(bit, offer.lead_time_hours) if is_today else None,
    )


class Day:
    """What is left of today."""

    def __init__(self, timetable, now: datetime):
        self.timetable, self.now = timetable, now
        self.is_open = timetable.open_at(now)
        self.still_open = self.is_open | timetable.still_open(now)
        self.perhaps = timetable.perhaps_open(now.date()) & ~self.still_open
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        self.hours_left = min((midnight - now) / timedelta(hours=1), HOURS_A_DAY)

    def group(self, bit: int, lead_hours: int | None) -> str:
        """The group of ``Help`` for an offer whom one has to ask ``lead_hours`` before."""
        if not bit & (self.still_open | self.perhaps) or (lead_hours or 0) > self.hours_left:
            return "later"
        if lead_hours is None or bit & self.perhaps:
            return "ask"
        # Somebody is there now, but will be gone by then: whether help can still come, only they know.
        return "today" if bit & self.timetable.still_open(self.now, lead_hours) else "ask"

    def soonest(self, bit: int, lead_hours: int) -> datetime | None:
        """When somebody is there and was asked ``lead_hours`` before, if one asks now."""
        asked = self.now + timedelta(hours=lead_hours)
        return asked if self.timetable.open_at(asked) & bit else self.timetable.next_opening(bit, asked)

    def closed_words(self, bit: int) -> str:
        """“closed today”, “closed for today”; empty where somebody is there today, or may be."""
        if bit & (self.still_open | self.perhaps):
            return ""
        was_open = self.timetable.on(self.now.date()).some_time & bit
        return state_words(State(StateKind.OVER if was_open else StateKind.CLOSED))


def opening_words(opens: datetime | None, now: datetime) -> str:
    """“opens today at 14 o’clock”, “opens again on Monday at 6 o’clock”; empty where nobody knows."""
    if opens is None:
        return ""
    if opens.date() == now.date():
        return state_words(State(StateKind.OPENS_LATER, opens=opens, on=now))
    return next_opening_words(State(StateKind.CLOSED, opens=opens, on=now))


def _possible(index) -> Sets:
    """What is filed under care at short notice, and childcare that says how soon or that it is there on such days."""
    edges = index.timetable.edges
    ticked = edges.get(EdgeHour.SICK_CHILD, 0) | edges.get(EdgeHour.SHORT_NOTICE, 0)
    childcare = index.sets_of("art", Kind.CHILDCARE).yes & (ticked | index.sets_of("frist", "1").yes)
    return Sets(childcare | index.sets_of("thema", TOPIC).yes | index.sets_of("lage", SITUATION).yes)


def _rows(index, bits: int, day: Day, on):
    """The offers among ``bits``, soonest first; those that are closed today only where there is room for them."""
    closed = bits & ~(day.still_open | day.perhaps)
    helpful = list(islice(positions_in(bits & ~closed), MOST_LOOKED_AT))
    rest = islice(positions_in(closed), max(MOST - len(helpful), 0))
    keys = [index.keys[position] for position in (*helpful, *rest)]
    phones = Contact.objects.public().exclude(phone="")
    towns = Location.objects.filter(is_hidden=False)
    return (
        Offer.objects.there(on)
        .filter(pk__in=keys)
        .select_related("partner")
        .annotate(
            phone_rows=json_rows(phones, "offers", name="name", phone="phone"),
            town_rows=json_rows(towns, "offers", name="municipality__name", town="town"),
        )
        .order_by(F("lead_time_hours").asc(nulls_last=True), "title", "pk")[:MOST]
    )
