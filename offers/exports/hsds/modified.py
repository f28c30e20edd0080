"""When an offer has last changed in what the interface says of it: itself, its parts, its partner, or the calendar."""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Max
from django.utils import timezone

from offers.cards import DAYS_FREE_PLACES_ARE_TRUE
from offers.models import CostOption, NextStep, Offer, OfferLink, OpeningException, OpeningTime
from offers.schedule.rules import BERLIN
from partners.kept import KeptUntilChange
from partners.models import Contact, Location

PARTS = (CostOption, NextStep, OfferLink, OpeningException, OpeningTime)
DAY = timedelta(days=1)
COLUMNS = (
    "pk", "updated_at", "partner__updated_at", "visible_from", "notice_until", "paused_until", "capacity_as_of",
    "confirmed_on", "review_interval",
)  # fmt: skip


def read_changes() -> dict[int, datetime]:
    """The moment of the last change of each published offer, by key. Nine queries for any number.

    Histories know of parts that are gone; a change of what is told by the calendar (a pause is over, free places are no
    longer known, the clock was changed) counts at the beginning of the day.
    """
    today = timezone.localdate()
    rows = Offer.objects.published(today).order_by().values_list(*COLUMNS, named=True)
    clock = _midnight(clock_change(today))
    changes = {row.pk: max([row.updated_at, row.partner__updated_at, clock, *_turns(row, today)]) for row in rows}
    for found in _histories():
        for key, moment in found:
            if key in changes and moment:
                changes[key] = max(changes[key], moment)
    return changes


changes = KeptUntilChange(read_changes)


def _histories():
    """Keys of offers and the last entry in the history of something of them, for each kind of thing."""
    yield Offer.history.order_by().values_list("id").annotate(Max("history_date"))
    for model in PARTS:
        yield model.history.order_by().values_list("offer_id").annotate(Max("history_date"))
    for model, through, column in (
        (Location, Offer.locations.through, "location_id"),
        (Contact, Offer.contacts.through, "contact_id"),
    ):
        latest = dict(model.history.order_by().values_list("id").annotate(Max("history_date")))
        yield [(offer, latest.get(key)) for offer, key in through.objects.values_list("offer_id", column)]


def _turns(row, today):
    """Moments up to now at which the words of an entry have changed although nobody has touched it."""
    days = [row.visible_from] if row.visible_from else []
    days += [day + DAY for day in (row.notice_until, row.paused_until) if day]
    days += [row.capacity_as_of + (DAYS_FREE_PLACES_ARE_TRUE + 1) * DAY] if row.capacity_as_of else []
    days += [row.confirmed_on + relativedelta(months=row.review_interval) + DAY] if row.confirmed_on else []
    return [_midnight(day) for day in days if day <= today]


def clock_change(today: date) -> date:
    """The last day on which the clocks were changed: times of opening have another offset since."""
    day = today
    while _noon(day).utcoffset() == _noon(day - DAY).utcoffset():
        day -= DAY
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), BERLIN)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), BERLIN)
