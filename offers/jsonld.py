"""An offer in the words of schema.org, for search engines. Only what the page shows, so nothing of a secret address."""

import json

from django.utils.safestring import SafeString, mark_safe

from offers.models.choices import CostKind, Residence, Status
from offers.schedule.rules import CODES
from partners.models.partner import PartnerKind

# In a script element nothing may look like its end; JSON reads these as the characters themselves.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAY_NAMES = dict(zip(CODES, DAYS, strict=True))


def script_text(data: dict) -> SafeString:
    """JSON that can stand inside a script element, whatever texts it holds."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def offer_data(offer, content, *, address: str, partner_address: str, region: str) -> dict:
    """The offer as ``Service``, one of a public authority as ``GovernmentService``; addresses are absolute."""
    is_authority = offer.partner.kind == PartnerKind.AUTHORITY
    partner = {
        "@type": "GovernmentOrganization" if is_authority else "Organization",
        "name": offer.partner.name,
        "url": partner_address,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if is_authority else "Service",
        "name": offer.title,
        "alternateName": [name.strip() for name in offer.other_names.split(",") if name.strip()],
        "description": offer.summary,
        "url": address,
        "provider": partner,
        "areaServed": region if offer.residence == Residence.DISTRICT else None,
        "audience": {"@type": "Audience", "audienceType": "Alleinerziehende"},
        "availableChannel": _channels(offer, content),
        "hoursAvailable": _hours(offer) if offer.status == Status.ACTIVE else None,
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR"} if offer.cost_kind == CostKind.FREE else None,
    }
    return {name: value for name, value in data.items() if value}


def _channels(offer, content) -> list[dict]:
    places = [
        {"@type": "ServiceChannel", "serviceLocation": {"@type": "Place", "address": ", ".join(place.lines)}}
        for place in content.places
        if not place.is_hidden
    ]
    phones = [
        {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "name": contact.name, "telephone": contact.phone},
        }
        for contact in content.contacts
        if contact.phone
    ]
    return phones + places


def _hours(offer) -> list[dict]:
    """Hours of every week: schema.org has no words for “the first Saturday” or “not in the holidays”."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{DAY_NAMES[code]}" for code in row.weekdays],
            "opens": f"{row.opens:%H:%M}",
            "closes": f"{row.closes:%H:%M}",
            **({"validFrom": row.starts_on.isoformat()} if row.starts_on else {}),
            **({"validThrough": row.until.isoformat()} if row.until else {}),
        }
        for row in offer.opening_times.all()
        if row.opens is not None and not row.by_appointment and _is_every_week(row)
    ]


def _is_every_week(row) -> bool:
    every_week = row.frequency == "weekly" and row.interval == 1
    return every_week and not row.months and row.in_school_holidays == "any"
