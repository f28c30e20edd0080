"""Opening hours and dates as iCalendar (RFC 5545). Nothing in it changes while the content, and the month, do not."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import icalendar
from django.conf import settings
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from network_portal.mail import absolute
from offers.exports.series import Series, Unfolder
from offers.models import OpeningException, OpeningTime
from offers.schedule import Calendar, closing_days
from offers.schedule.days import in_berlin
from offers.schedule.rules import BERLIN
from offers.status import first_day
from partners.models import Location, Municipality

TIME_ZONE = icalendar.Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
)
ZERO = datetime(2020, 1, 1, tzinfo=UTC)  # revisions are numbered by minutes since then
ASK_AGAIN = timedelta(hours=12)


class Window(NamedTuple):
    """The days a calendar covers: from the first of this month to the end of the same month next year."""

    first: date
    last: date

    @classmethod
    def around(cls, on: date):
        first = on.replace(day=1)
        after = date(first.year + 1 + first.month // 12, first.month % 12 + 1, 1)
        return cls(first, after - timedelta(days=1))


def calendar_text(offers, *, name: str, address: str, on: date) -> bytes:
    """A calendar of the given ``offers`` (a query), called ``name`` and found at the path ``address``."""
    frame = icalendar.Calendar()
    frame.add("prodid", "-//network-portal//calendar//DE")
    frame.add("version", "2.0")
    frame.add("method", "PUBLISH")
    frame.add("calscale", "GREGORIAN")
    for title in ("name", "x-wr-calname"):
        frame.add(title, name)
    frame.add("url", absolute(address))
    frame.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    frame.add("x-published-ttl", ASK_AGAIN)
    frame.add("x-wr-timezone", "Europe/Berlin")
    frame.add_component(TIME_ZONE)
    days = Calendar.read()
    for offer in with_calendar_data(offers):
        for event in events_of(offer, days, Window.around(on), on):
            frame.add_component(event)
    return frame.to_ical()


def with_calendar_data(offers):
    """Offers with what their events say; the number of queries does not depend on the number of offers."""
    town = Prefetch("municipality", Municipality.objects.only("name", "latitude", "longitude"))
    places = Location.objects.prefetch_related(town)
    return (
        offers.select_related("partner", "policy_field")
        .annotate(rules_at=last_change(OpeningTime), exceptions_at=last_change(OpeningException))
        .prefetch_related(
            Prefetch("locations", places), Prefetch("opening_times__location", places), "opening_times",
            "opening_exceptions", "partner__closing_periods",
        )
        .order_by("pk")
    )  # fmt: skip


def events_of(offer, days, window, on) -> list[icalendar.Event]:
    """The events of one offer. ``days`` is the calendar of the Land; none where nobody knows whether it goes on."""
    start = first_day(offer, on)
    if start is None:
        return []
    first = window.first if start == on else max(window.first, start)
    last = min(window.last, offer.visible_until or window.last)
    calendar = days.with_closing_periods(closing_days(offer.partner))
    unfolder = Unfolder(offer.opening_times.all(), offer.opening_exceptions.all(), calendar, first, last)
    at = changed_at(offer, window)
    return [event for series in unfolder.series() for event in events_of_series(offer, series, at)]


def last_change(model):
    """When a row of the offer was last written or deleted, from the history of ``model``."""
    rows = model.history.filter(offer_id=OuterRef("pk")).order_by("-history_date")
    return Subquery(rows.values("history_date")[:1])


def changed_at(offer, window) -> datetime:
    """When the entry, its times or its partner were last changed; a new month makes new days of old rules."""
    times = [offer.updated_at, offer.partner.updated_at, offer.rules_at, offer.exceptions_at]
    return max(filter(None, [*times, datetime.combine(window.first, time(0), BERLIN)]))


def events_of_series(offer, series: Series, at: datetime):
    """The series itself, and one event for each time the clock makes longer or shorter."""
    uid = f"{type(series.row).__name__.lower()}-{series.row.pk}@{host()}"
    opens = series.begins.replace(tzinfo=BERLIN)
    main = event(offer, series.row, uid, opens, later(opens, series.length), at)
    if series.rule:
        main.add("rrule", icalendar.vRecur.from_ical(series.rule))
    if series.more:
        main.add("rdate", [day.replace(tzinfo=BERLIN) for day in series.more])
    if series.without:
        main.add("exdate", [day.replace(tzinfo=BERLIN) for day in series.without])
    yield main
    for planned, hours in series.changed:
        moved = event(offer, series.row, uid, *(each.astimezone(BERLIN) for each in hours[:2]), at)
        moved.add("recurrence-id", planned.replace(tzinfo=BERLIN))
        yield moved


def later(at: datetime, length: timedelta) -> datetime:
    """So much later on a clock that knows no summer time, told by the clocks of Berlin."""
    return (in_berlin(at) + length).astimezone(BERLIN)


def event(offer, row, uid, opens, closes, at) -> icalendar.Event:
    """One event: what, where, when. No word of anybody, and nothing of a secret address."""
    found = icalendar.Event()
    found.add("uid", uid)
    found.add("summary", summary(offer, row))
    found.add("dtstart", opens)
    found.add("dtend", closes)
    found.add("dtstamp", at)
    found.add("last-modified", at)
    found.add("sequence", int((at - ZERO).total_seconds() // 60))
    found.add("description", "\n".join(description(offer, row)))
    found.add("url", absolute(offer.get_absolute_url()))
    found.add("categories", [offer.policy_field.name])
    found.add("transp", "TRANSPARENT")  # nobody is busy because an office is open
    if place := place_of(offer, row):
        found.add("location", ", ".join(place.address_lines))
        if place.coordinates:
            found.add("geo", place.coordinates)
    return found


def summary(offer, row) -> str:
    """The title, with what the hours are for."""
    label = getattr(row, "label", "") or getattr(row, "reason", "")
    return f"{offer.title} ({label})" if label else offer.title


def description(offer, row):
    """What stands below the title, a line each."""
    yield offer.summary
    yield offer.partner.name
    if getattr(row, "by_appointment", False):
        yield _("By appointment only. Please call first.")
    yield _("Times can change. What holds stands here: %(address)s") % {"address": absolute(offer.get_absolute_url())}


def place_of(offer, row):
    """Where to go: the place of the row, else the only place of the offer; None for a secret one."""
    places = [row.location] if getattr(row, "location", None) else list(offer.locations.all())
    return places[0] if len(places) == 1 and not places[0].is_hidden else None


def host() -> str:
    """The name of this site, which makes its marks unlike those of all others."""
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
