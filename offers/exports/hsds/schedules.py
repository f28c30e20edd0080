"""When an offer is open, as schedules: rules in the terms of RFC 5545, and days on which all is different.

The standard knows neither months nor school holidays nor exceptions; attributes of our profile say them. A schedule of
closed days has neither days nor times, so that nobody can read an opening out of it.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from offers.exports.hsds.attributes import own
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.schedule import describe
from offers.schedule.rules import BERLIN

RULES = ("months", "in_school_holidays", "on_public_holidays", "by_appointment")  # where they differ from the usual
USUAL = {"months": [], "in_school_holidays": "any", "on_public_holidays": "unknown", "by_appointment": False}


def schedules_of(offer, service_id: str, on) -> list[dict]:
    """Rules that have not run out, and days that are still to come."""
    places = {place.pk for place in offer.locations.all()}
    rules = [row for row in offer.opening_times.all() if row.until is None or row.until >= on]
    made = [_rule(row, offer, service_id, places, on) for row in rules]
    for kind, rows in (("exception", offer.opening_exceptions.all()), ("closing", offer.partner.closing_periods.all())):
        made += [_different(kind, row, offer, service_id) for row in rows if row.ends_on >= on]
    return made


def _rule(row, offer, service_id: str, places: set[int], on) -> dict:
    ident = uuid_of("schedule", row.pk)
    day = max(on, row.starts_on) if row.starts_on else on
    nth = row.week_of_month if row.frequency == "monthly" else ""
    there = row.location_id in places
    attributes = [
        own("schedule", ident, name, _text(getattr(row, name))) for name in RULES if getattr(row, name) != USUAL[name]
    ]
    return known(
        id=ident,
        service_id=None if there else service_id,
        service_at_location_id=uuid_of("service_at_location", f"{offer.pk}.{row.location_id}") if there else None,
        valid_from=iso(row.starts_on),
        valid_to=iso(row.until),
        dtstart=iso(row.starts_on),
        until=iso(row.until),
        timezone=None if row.opens is None else datetime.combine(day, row.opens, BERLIN).utcoffset().seconds // 3600,
        wkst="MO",
        freq=row.frequency.upper(),
        interval=row.interval,
        byday=",".join(f"{nth or ''}{code}" for code in row.weekdays),
        opens_at=clock(row.opens, day),
        closes_at=clock(row.closes, day),
        description=_words(row, on),
        notes=row.label,
        attributes=attributes,
    )


def _different(kind: str, row, offer, service_id: str) -> dict:
    """Days without any opening, or with other hours than usual."""
    ident = uuid_of(f"schedule/{kind}", f"{offer.pk}.{row.pk}")
    opens, closes = getattr(row, "opens", None), getattr(row, "closes", None)
    return known(
        id=ident,
        service_id=service_id,
        valid_from=iso(row.starts_on),
        valid_to=iso(row.ends_on),
        opens_at=clock(opens, row.starts_on),
        closes_at=clock(closes, row.starts_on),
        description=_("closed") if opens is None else _("other times than usual"),
        notes=row.reason,
        attributes=[own("schedule", ident, "exception", "closed" if opens is None else "hours")],
    )


def clock(moment, day) -> str | None:
    """A time of the clocks of Berlin with the offset it has on the ``day``: “09:00+01:00”."""
    return None if moment is None else datetime.combine(day, moment, BERLIN).isoformat("T", "minutes")[11:]


def iso(day) -> str | None:
    return day.isoformat() if day else None


def _text(value) -> str:
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    return "yes" if value is True else str(value)


def _words(row, on) -> str:
    """“Mo–Do 9–12 Uhr”."""
    return "; ".join(f"{days} {times}".strip() for days, times, _label in describe([row], on))
