"""“Today the childcare falls through”: who can look after a child of that age, near that place, and how soon."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F

from offers.aggregates import json_rows
from offers.bits import Sets, positions_in
from offers.filters import USUAL_RADIUS
from offers.index import OfferIndex
from offers.models import Offer
from offers.models.choices import EdgeHour, Kind, Status
from offers.nearby import near
from offers.page.ages import age_words
from offers.page.answers import lead_words
from partners.models import Contact, Location

TOPIC = SITUATION = "notfallbetreuung"  # slugs of the default taxonomy
HOURS_A_DAY = 24
OLDEST = 17  # years
MOST = 60  # offers on the page; the list has them all


@dataclass
class Helper:
    """One offer that may help today."""

    offer: Offer
    is_open: bool
    certain: bool  # whether age and place fit for sure

    @property
    def phones(self) -> list[dict]:
        return sorted(self.offer.phone_rows or [], key=lambda row: row["id"])[:1]

    @property
    def towns(self) -> str:
        return ", ".join(sorted({row["name"] for row in self.offer.town_rows or [] if row["name"]}))

    @property
    def ages(self) -> str:
        return age_words(self.offer.age_from, self.offer.age_to)

    @property
    def lead(self) -> str:
        return lead_words(self.offer.lead_time_hours)


@dataclass
class Help:
    """All who may help, by how soon."""

    today: list[Helper] = field(default_factory=list)
    ask: list[Helper] = field(default_factory=list)  # nobody knows how long before one has to ask
    later: list[Helper] = field(default_factory=list)

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
    keys = [index.keys[position] for position in positions_in(sets.yes | sets.unknown)]
    is_open = index.timetable.open_at(now)
    helpers = Help()
    for offer in _rows(keys):
        bit = 1 << index.positions[offer.pk]
        helper = Helper(offer, is_open=bool(is_open & bit), certain=bool(sets.yes & bit))
        _group(helpers, offer.lead_time_hours, now).append(helper)
    return helpers


def _possible(index) -> Sets:
    """What is filed under care at short notice, and childcare that says how soon or that it is there on such days."""
    edges = index.timetable.edges
    ticked = edges.get(EdgeHour.SICK_CHILD, 0) | edges.get(EdgeHour.SHORT_NOTICE, 0)
    childcare = index.sets_of("art", Kind.CHILDCARE).yes & (ticked | index.sets_of("frist", "1").yes)
    return Sets(childcare | index.sets_of("thema", TOPIC).yes | index.sets_of("lage", SITUATION).yes)


def _rows(keys):
    phones = Contact.objects.public().exclude(phone="")
    towns = Location.objects.filter(is_hidden=False)
    return (
        Offer.objects.filter(pk__in=keys, status=Status.ACTIVE)
        .select_related("partner")
        .annotate(
            phone_rows=json_rows(phones, "offers", name="name", phone="phone"),
            town_rows=json_rows(towns, "offers", name="municipality__name"),
        )
        .order_by(F("lead_time_hours").asc(nulls_last=True), "title", "pk")[:MOST]
    )


def _group(helpers: Help, lead_time_hours, now) -> list[Helper]:
    if lead_time_hours is None:
        return helpers.ask
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    hours_left = min((midnight - now) / timedelta(hours=1), HOURS_A_DAY)
    return helpers.today if lead_time_hours <= hours_left else helpers.later
